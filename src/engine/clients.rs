//! Clients together: those of a coach or of a service unit against every open vacancy. Whoever
//! nothing fits stands first, so that nobody is dropped in silence.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::answer::{Basis, Group, GroupCounts, StepGain, Versions};
use super::cursor::Place;
use super::matching::{TRIES, staff_only};
use super::state::{PersonRow, State, VacancyRow, plans};
use super::what_if::step_gain;
use super::{Engine, EngineError, Inner, Reader, wording};
use crate::domain::{Lang, Offer, PublicId, VacancyId, codes};
use crate::score::{Facts, Half, Judgeable, Scored, Step, TieKey, opened, score_rows};
use crate::store::{DisclosureKind, StoreError};
use crate::visibility::Verdict;

codes! {
    /// What makes people one group of clients.
    ClientGroupKind, "kind of group of clients" {
        /// They have the same coach.
        Coach = "coach",
        /// The same unit serves them: a round of redundancies is served by one.
        Unit = "unit",
    }
}

/// A coach's or a unit's clients, as far as the reader may see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClientGroup {
    /// The program's own identifier: what stands in addresses.
    pub public_id: PublicId,
    /// Whose clients.
    pub kind: ClientGroupKind,
    /// The coach's or the unit's own identifier.
    pub name: String,
    /// How many people.
    pub people: u64,
}

/// Most people whom [`Engine::clients`] takes together; a larger unit is looked at by its coaches.
pub const CLIENTS_MAX: u64 = 300;

/// Best vacancies named for a client.
const BEST: usize = 3;

/// Clients against every open vacancy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClientList {
    /// Whose clients.
    pub group: ClientGroup,
    /// What the answer was made with.
    pub versions: Versions,
    /// Open vacancies.
    pub considered: u64,
    /// Of those, vacancies that somebody fits, each counted once.
    pub fitted: u64,
    /// Of the others, vacancies that somebody would fit if what is open is met, each counted once.
    pub fitted_if: u64,
    /// Clients: whom nothing fits first, then by name.
    pub clients: Vec<Client>,
}

/// One client.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Client {
    /// The program's own identifier: what stands in addresses.
    pub public_id: PublicId,
    /// The person's id.
    pub person: String,
    /// The person's name.
    pub label: Option<String>,
    /// The coach's word, where there is one.
    pub offer: Option<Offer>,
    /// Open vacancies by the client's group, as a list of the client's vacancies counts them.
    pub groups: GroupCounts,
    /// The best vacancies in the order of that list, at most three; none of the group `far`.
    pub best: Vec<ClientVacancy>,
    /// The single step that would open most, where one opens anything.
    pub step: Option<StepGain>,
    /// The single permit or card that would open most, where that is not the step itself.
    pub card: Option<StepGain>,
}

/// A vacancy for a client.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClientVacancy {
    /// The program's own identifier: what stands in addresses.
    pub public_id: PublicId,
    /// The id in its source.
    pub vacancy: VacancyId,
    /// Title in the reader's language where there is one.
    pub title: String,
    /// Employer's name.
    pub employer: Option<String>,
    /// The client's group.
    pub group: Group,
    /// The client's points.
    pub points: u32,
    /// The most that the vacancy can give.
    pub points_max: u32,
    /// How well it can be judged.
    pub basis: Basis,
    /// Points of what the work asks.
    pub work_points: u32,
    /// The most that those can be.
    pub work_points_max: u32,
    /// Names of what the work asks and is known to be missing.
    pub missing: Vec<String>,
    /// Names of the wishes that the work is against, to be agreed on.
    pub to_agree: Vec<String>,
}

impl ClientVacancy {
    /// Whether anything of the work was judged: else the group is of the wishes alone.
    pub fn is_judged(&self) -> bool {
        self.basis.is_judged()
    }
}

impl Engine {
    /// The groups of clients in which the reader sees anybody: coaches first, then units.
    ///
    /// # Errors
    /// [`EngineError::Forbidden`] for a role that reads no people; [`EngineError::Unavailable`].
    pub async fn client_groups(&self, reader: &Reader) -> Result<Vec<ClientGroup>, EngineError> {
        staff_only(reader, "see clients together")?;
        self.follow().await?;
        let (as_of, class) = (self.as_of(), reader.class());
        self.compute(move |inner| Ok(groups_of(&inner.read_state(), &class, as_of)))
            .await
    }

    /// The clients of a group, each against every open vacancy, with the step that would open most.
    /// On the ledger they are listed, all in one answer.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a group in which the reader sees nobody;
    /// [`EngineError::Invalid`] for one of more than [`CLIENTS_MAX`] people.
    pub async fn clients(
        &self,
        reader: &Reader,
        group: PublicId,
    ) -> Result<ClientList, EngineError> {
        staff_only(reader, "see clients together")?;
        for _ in 0..TRIES {
            self.follow().await?;
            let (as_of, class, lang) = (self.as_of(), reader.class(), reader.lang);
            let (mut list, entries) = self
                .compute(move |inner| client_list(inner, &class, group, as_of, lang))
                .await?;
            let people = self.people(&entries).await?;
            if people.len() < entries.len() {
                continue;
            }
            for (client, stored) in list.clients.iter_mut().zip(people) {
                client.label = stored.record.person.name;
            }
            list.clients.sort_by(|a, b| {
                let key = |c: &Client| (c.groups.fits > 0, c.groups.fits_if > 0);
                let name = |c: &Client| c.label.clone().unwrap_or_else(|| c.person.clone());
                key(a).cmp(&key(b)).then_with(|| name(a).cmp(&name(b)))
            });
            let kind = DisclosureKind::Listed;
            let disclosure = self.0.disclosure(reader, None, kind, entries);
            match self.0.store.disclose(&disclosure, reader.sees(as_of)).await {
                Ok(_) => return Ok(list),
                Err(StoreError::Changed(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }
}

/// A group's identifier, made from what it is of: the same in every process, and no imported one.
fn public_id(kind: ClientGroupKind, name: &str) -> PublicId {
    let whole = blake3::derive_key(
        "kohtaanto group of clients",
        format!("{kind} {name}").as_bytes(),
    );
    let mut bits = [0; 16];
    bits.copy_from_slice(&whole[..16]);
    PublicId::from_bits(bits)
}

/// Whose client a person is: of a coach, of a unit.
fn names_of(person: &PersonRow) -> impl Iterator<Item = (ClientGroupKind, &str)> {
    let coach = person.gate.coach.as_ref().map(|c| c.as_str());
    let unit = person.gate.service_unit.as_ref().map(|u| u.as_str());
    let coach = coach.map(|name| (ClientGroupKind::Coach, name));
    coach
        .into_iter()
        .chain(unit.map(|name| (ClientGroupKind::Unit, name)))
}

fn groups_of(state: &State, class: &crate::domain::Reader, as_of: Date) -> Vec<ClientGroup> {
    let mut people: BTreeMap<(ClientGroupKind, &str), u64> = BTreeMap::new();
    for (_, person, _) in state.everyone_seen(class, as_of) {
        for name in names_of(person) {
            *people.entry(name).or_default() += 1;
        }
    }
    let group = |((kind, name), people): ((ClientGroupKind, &str), u64)| ClientGroup {
        public_id: public_id(kind, name),
        kind,
        name: name.to_owned(),
        people,
    };
    let mut groups: Vec<ClientGroup> = people.into_iter().map(group).collect();
    // `c-9` before `c-10`.
    groups.sort_by(|a, b| {
        let key = |g: &ClientGroup| (g.kind, g.name.len());
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    groups
}

/// A client as the state knows them.
struct Member<'s> {
    row: u32,
    person: &'s PersonRow,
    verdict: Verdict,
}

/// The list without names, and the people's entries in the same order.
fn client_list(
    inner: &Inner,
    class: &crate::domain::Reader,
    group: PublicId,
    as_of: Date,
    lang: Lang,
) -> Result<(ClientList, Vec<u32>), EngineError> {
    let state = inner.read_state();
    let mut groups = groups_of(&state, class, as_of);
    groups.retain(|g| g.public_id == group);
    let group = groups.pop().ok_or(EngineError::NotFound {
        what: "group of clients",
    })?;
    if group.people > CLIENTS_MAX {
        return Err(EngineError::invalid(
            "/group",
            &group.name,
            format!("at most {CLIENTS_MAX} people are looked at together; take a coach's clients"),
        ));
    }
    let is_in = |p: &PersonRow| names_of(p).any(|own| own == (group.kind, group.name.as_str()));
    let seen = state
        .everyone_seen(class, as_of)
        .filter(|(_, person, _)| is_in(person));
    let members: Vec<Member<'_>> = seen
        .map(|(row, person, verdict)| Member {
            row,
            person,
            verdict,
        })
        .collect();
    let open: Vec<&VacancyRow> = state
        .all_vacancies()
        .filter(|row| row.vacancy.is_open(as_of))
        .collect();
    let scored = score_all(&state, &open, &members, as_of);
    let is_any = |rows: &Vec<Scored>, group: Group| rows.iter().any(|s| s.group == group);
    let fits = |rows: &&Vec<Scored>| is_any(rows, Group::Fits);
    let fits_if = |rows: &&Vec<Scored>| !fits(rows) && is_any(rows, Group::FitsIf);
    let (fitted, fitted_if) = (
        scored.iter().filter(fits).count(),
        scored.iter().filter(fits_if).count(),
    );
    let client = |member: &Member<'_>| client(inner, &state, &open, &scored, member, as_of, lang);
    let clients = members.par_iter().map(client).collect();
    let list = ClientList {
        group,
        versions: inner.versions(as_of, state.head),
        considered: open.len() as u64,
        fitted: fitted as u64,
        fitted_if: fitted_if as u64,
        clients,
    };
    Ok((list, members.iter().map(|m| m.person.entry).collect()))
}

/// Each vacancy's scores of the members who may be shown for it.
fn score_all(
    state: &State,
    open: &[&VacancyRow],
    members: &[Member<'_>],
    as_of: Date,
) -> Vec<Vec<Scored>> {
    let score = |vacancy: &&VacancyRow| {
        let shown = members
            .iter()
            .filter(|m| vacancy.is_open_to(&m.verdict, as_of));
        let rows: Vec<u32> = shown.map(|m| m.row).collect();
        score_rows(&*vacancy.plan, &state.population, &rows).1
    };
    open.par_iter().map(score).collect()
}

fn client(
    inner: &Inner,
    state: &State,
    open: &[&VacancyRow],
    scored: &[Vec<Scored>],
    member: &Member<'_>,
    as_of: Date,
    lang: Lang,
) -> Client {
    let mut groups = GroupCounts::default();
    let mut places: Vec<(Place, &VacancyRow)> = Vec::new();
    for (vacancy, rows) in open.iter().zip(scored) {
        // Members, and so the rows, stand in rising order.
        let Ok(at) = rows.binary_search_by_key(&member.row, |s| s.row) else {
            continue;
        };
        let scored = &rows[at];
        *groups.of_mut(scored.group) += 1;
        if scored.group != Group::Far {
            let ties = TieKey::new(inner.weights, vacancy.vacancy.id.as_str());
            let place = Place {
                thin: u8::from(vacancy.plan.judgeable != Judgeable::Full),
                ..Place::of(scored, ties.of(member.person.id.as_str()))
            };
            places.push((place, vacancy));
        }
    }
    places.sort_by_key(|(place, _)| place.key());
    let best = places.iter().take(BEST);
    let shown: Vec<&VacancyRow> = open
        .iter()
        .copied()
        .filter(|row| row.is_open_to(&member.verdict, as_of))
        .collect();
    let plans = plans(&shown);
    let facts = Facts::of_row(&state.population.row(member.row as usize));
    let steps = opened(&plans, &facts, &inner.nearness);
    Client {
        public_id: member.person.public,
        person: member.person.id.to_string(),
        label: None,
        offer: member.person.gate.offer,
        groups,
        best: best
            .map(|(place, row)| client_vacancy(inner, &facts, place, row, lang))
            .collect(),
        step: (steps.gains.first()).map(|gain| step_gain(inner, &shown, gain, lang)),
        card: (steps.gains.iter())
            .position(|gain| matches!(gain.step, Step::Permit(_)))
            .filter(|place| *place > 0)
            .map(|place| step_gain(inner, &shown, &steps.gains[place], lang)),
    }
}

fn client_vacancy(
    inner: &Inner,
    facts: &Facts,
    place: &Place,
    row: &VacancyRow,
    lang: Lang,
) -> ClientVacancy {
    let (mut work_points, mut work_points_max) = (0, 0);
    let (mut missing, mut to_agree) = (Vec::new(), Vec::new());
    for finding in row.plan.assess(&facts.row()).findings {
        let asked = row.plan.requirements.get(usize::from(finding.requirement));
        let Some(requirement) = asked else { continue };
        if requirement.half == Half::Work {
            work_points += u32::from(finding.points);
            work_points_max += u32::from(requirement.ceiling);
        }
        if finding.is_lack() {
            let (_, label) = wording::asked(&requirement.asked, &inner.taxonomy, lang);
            match requirement.half {
                Half::Work => missing.push(label),
                Half::Wishes => to_agree.push(label),
            }
        }
    }
    let title = row.vacancy.title.best(lang);
    let employer = row.vacancy.employer.as_ref();
    ClientVacancy {
        public_id: row.public,
        vacancy: row.vacancy.id.clone(),
        title: title.unwrap_or(row.vacancy.id.as_str()).to_owned(),
        employer: employer.and_then(|employer| employer.name.clone()),
        group: place.group,
        points: place.points.into(),
        points_max: row.plan.points_max.into(),
        basis: row.plan.judgeable.into(),
        work_points,
        work_points_max,
        missing,
        to_agree,
    }
}
