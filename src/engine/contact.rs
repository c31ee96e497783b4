//! Contact between an agency and a person: one candidate by pseudonym, requests to meet them, what the
//! coach answers, and what the agency is told to delete. Whoever is not there for the agency now, for
//! whatever reason, is as one who never was.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::agency::{AgencyView, Candidate};
use super::candidates::agency_of;
use super::matching::TRIES;
use super::{Engine, EngineError, Reader, finland};
use crate::domain::{
    self, AgencyId, Agreed, CONTACT_DUE, CONTACT_EXPIRES, CoachId, ContactState, ContactWay,
    MunicipalityCode, PersonId, Profile, PublicId, Role, Scope, working_days_after,
};
use crate::store::{AgencyChangeKind, ContactAsked, ContactRequest, DisclosureKind, StoreError};
use crate::visibility::{self, Facts, Pseudonyms};

/// Most characters of a purpose.
const PURPOSE_MAX: usize = 500;

/// Most changes in one answer.
const CHANGES_MAX: u32 = 1_000;

/// One candidate as the agency may see them: what consent releases, and nothing of the wishes, which are
/// shown as met or not met beside an assignment alone.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CandidateView {
    /// The person's pseudonym for this agency.
    pub pseudonym: String,
    /// A hash of all that the agency may see of anyone.
    pub release: String,
    /// What the person released.
    pub profile: Profile,
    /// Municipality of residence, where it is released.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub municipality: Option<MunicipalityCode>,
    /// How the person may be contacted.
    pub contact: ContactWay,
}

/// A request to meet somebody. To the agency the person is a pseudonym; to the coach, a client.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ContactView {
    /// The request's identifier.
    pub id: PublicId,
    /// The person's pseudonym. To the agency alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pseudonym: Option<String>,
    /// The client's address here. To the coach alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_id: Option<PublicId>,
    /// The client's identifier. To the coach alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The client's name. To the coach alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Who asks.
    pub agency: AgencyId,
    /// What for, in the agency's words.
    pub purpose: String,
    /// Where it stands.
    pub state: ContactState,
    /// The day on which it was asked.
    pub asked: Date,
    /// To be answered by the end of this day: two working days.
    pub due: Date,
    /// Expires by itself after this day.
    pub expires: Date,
    /// The day on which it was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered: Option<Date>,
    /// What the person agreed to give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Agreed>,
}

/// Requests for contact.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ContactList {
    /// For an agency its own, the latest first; for a coach those for clients, by the day due.
    pub requests: Vec<ContactView>,
}

/// What an agency is told of candidates that it was shown.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CandidateChanges {
    /// In their order.
    pub changes: Vec<CandidateChange>,
    /// Give this as `since` the next time.
    pub next: u64,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CandidateChange {
    /// Its place among what this agency is told.
    pub number: u64,
    /// `updated`: ask again. `revoked`: delete your copy; the pseudonym names nobody any more.
    #[schema(value_type = String)]
    pub kind: AgencyChangeKind,
    /// The pseudonym.
    pub candidate: String,
    /// The day on which it was noted.
    pub on: Date,
}

/// The pseudonyms of one agency as they are now.
#[derive(Clone)]
pub(super) struct Names {
    /// How often all of them were changed for new ones.
    pub(super) rotation: u64,
    pseudonyms: Pseudonyms,
    turns: std::collections::HashMap<u32, u64>,
}

impl Names {
    /// A person's.
    pub(super) fn of(&self, candidate: &Candidate) -> String {
        let turn = self.turns.get(&candidate.entry).copied().unwrap_or(0);
        self.pseudonyms.of_turn(candidate.public, turn).to_string()
    }
}

impl Engine {
    /// One candidate by pseudonym.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a pseudonym that names nobody for this agency now, whatever it may
    /// have named; [`EngineError::Forbidden`] for anyone but a partner.
    pub async fn candidate(
        &self,
        reader: &Reader,
        pseudonym: &str,
    ) -> Result<CandidateView, EngineError> {
        let agency = agency_of(reader)?;
        for _ in 0..TRIES {
            let (view, candidate) = self.by_pseudonym(&agency, pseudonym).await?;
            let jobseeker = &candidate.jobseeker;
            let answer = CandidateView {
                pseudonym: pseudonym.to_owned(),
                release: view.release.clone(),
                profile: Profile {
                    wishes: None,
                    ..jobseeker.profile.clone()
                },
                municipality: jobseeker.person.home_municipality,
                contact: candidate.contact,
            };
            let kind = DisclosureKind::Opened;
            if self
                .disclosed_to(&agency, reader, &[(kind, vec![candidate.entry])])
                .await?
            {
                return Ok(answer);
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    /// Asks to meet a candidate. The person's coach asks them and answers; where the person chose direct
    /// contact, the answer holds what they agreed to give.
    ///
    /// # Errors
    /// As [`candidate`](Self::candidate); [`EngineError::Invalid`] for a purpose that is too long.
    pub async fn ask_contact(
        &self,
        reader: &Reader,
        pseudonym: &str,
    ) -> Result<ContactView, EngineError> {
        let agency = agency_of(reader)?;
        if reader.purpose.chars().count() > PURPOSE_MAX {
            let reason = format!("a purpose takes 1 to {PURPOSE_MAX} characters");
            return Err(EngineError::invalid("/purpose", "…", reason));
        }
        let today = self.as_of();
        for _ in 0..TRIES {
            let (_, candidate) = self.by_pseudonym(&agency, pseudonym).await?;
            let asked = ContactAsked {
                agency: agency.clone(),
                entry: candidate.entry,
                by: reader.name.clone(),
                purpose: reader.purpose.clone(),
                asked: today,
                due: working_days_after(today, CONTACT_DUE),
                expires: working_days_after(today, CONTACT_EXPIRES),
            };
            let sees = seen_by(&agency, today);
            let request = self
                .0
                .store
                .ask_contact(&asked, sees, self.0.clock.now())
                .await;
            let request = match request {
                Err(StoreError::Changed(_)) => {
                    self.0.agencies.forget(&agency);
                    continue;
                }
                request => request?,
            };
            let kind = match request.agreed {
                Some(_) => DisclosureKind::Contact,
                None => DisclosureKind::Opened,
            };
            let answers = [(kind, vec![candidate.entry])];
            if self.disclosed_to(&agency, reader, &answers).await?
                && self.stands(&agency, std::slice::from_ref(&request)).await?
            {
                let pseudonym = Some(pseudonym.to_owned());
                return Ok(ContactView {
                    pseudonym,
                    ..viewed(request, today)
                });
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    /// Requests for contact: an agency's own of candidates who are there for it now, or those for a
    /// coach's clients and for the clients of whoever the coach stands in for.
    ///
    /// # Errors
    /// [`EngineError::Forbidden`] for anyone but a partner and a coach with clients.
    pub async fn contact_requests(&self, reader: &Reader) -> Result<ContactList, EngineError> {
        match reader.role {
            Role::Partner => self.contacts_of_agency(reader, None).await,
            _ => self.contacts_of_coach(reader).await,
        }
    }

    /// One of an agency's own requests, as it stands now.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for one of a candidate who is not there for the agency now;
    /// [`EngineError::Forbidden`] for anyone but a partner.
    pub async fn contact_request(
        &self,
        reader: &Reader,
        id: &str,
    ) -> Result<ContactView, EngineError> {
        let list = self.contacts_of_agency(reader, Some(id)).await?;
        let request = list.requests.into_iter().next();
        request.ok_or(EngineError::NotFound {
            what: "request for contact",
        })
    }

    /// An agency's requests, or that of one identifier alone.
    async fn contacts_of_agency(
        &self,
        reader: &Reader,
        only: Option<&str>,
    ) -> Result<ContactList, EngineError> {
        let (agency, today) = (agency_of(reader)?, self.as_of());
        for _ in 0..TRIES {
            let view = self.agency_view(&agency).await?;
            let names = self.names(&agency).await?;
            let (mut requests, mut seen, mut given) = (Vec::new(), Vec::new(), Vec::new());
            let mut kept = self.0.store.contacts_of_agency(&agency).await?;
            kept.retain(|request| only.is_none_or(|id| request.id.as_str() == id));
            for request in kept.clone() {
                let there = view.of_entry(request.entry);
                let Some(candidate) = there.filter(|_| request.state != ContactState::Void) else {
                    continue;
                };
                match request.agreed {
                    Some(_) => given.push(request.entry),
                    None => seen.push(request.entry),
                }
                requests.push(ContactView {
                    pseudonym: Some(names.of(candidate)),
                    ..viewed(request, today)
                });
            }
            let answers = [
                (DisclosureKind::Contact, given),
                (DisclosureKind::Listed, seen),
            ];
            if self.disclosed_to(&agency, reader, &answers).await?
                && self.stands(&agency, &kept).await?
            {
                return Ok(ContactList { requests });
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    async fn contacts_of_coach(&self, reader: &Reader) -> Result<ContactList, EngineError> {
        let (coaches, today) = (coaches_of(reader)?, self.as_of());
        for _ in 0..TRIES {
            let requests = self.0.store.contacts_of_coaches(&coaches).await?;
            let entries: Vec<u32> = requests.iter().map(|request| request.entry).collect();
            let seen = self.0.store.visibility(&entries).await?;
            let sees = reader.sees(today);
            let seen: Vec<u32> = seen
                .iter()
                .filter(|(entry, facts)| sees(*entry, facts))
                .map(|(entry, _)| *entry)
                .collect();
            let people = self.people(&seen).await?;
            let mut list = Vec::new();
            for request in requests {
                let Some(person) = people.iter().find(|p| p.entry == request.entry) else {
                    continue;
                };
                list.push(ContactView {
                    public_id: Some(person.public),
                    person: Some(person.record.person.id.to_string()),
                    label: person.record.person.name.clone(),
                    ..viewed(request, today)
                });
            }
            list.sort_by_key(|request| request.state != ContactState::Waiting);
            if seen.is_empty() {
                return Ok(ContactList { requests: list });
            }
            let kind = DisclosureKind::Listed;
            let disclosure = self.0.disclosure(reader, None, kind, seen);
            match self.0.store.disclose(&disclosure, reader.sees(today)).await {
                Ok(_) => return Ok(ContactList { requests: list }),
                Err(StoreError::Changed(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    /// Answers a request for a client: with what the client agreed to give, or with no.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a request that is not for a client of this coach;
    /// [`EngineError::Conflict`] for one that no longer waits; [`EngineError::Invalid`] for a yes that
    /// says no way of contact.
    pub async fn answer_contact(
        &self,
        reader: &Reader,
        id: PublicId,
        answer: Option<Agreed>,
    ) -> Result<(), EngineError> {
        let (coaches, today) = (coaches_of(reader)?, self.as_of());
        let answer = answer.map(Agreed::checked).transpose();
        let answer = answer.map_err(|error| EngineError::Invalid(vec![error]))?;
        let sees = reader.sees(today);
        let check = move |agency: &AgencyId, facts: &Facts| {
            let own = facts.coach.as_ref().is_some_and(|c| coaches.contains(c));
            own && sees(0, facts) && seen_by(agency, today)(facts)
        };
        let (store, when) = (&self.0.store, (today, self.0.clock.now()));
        let answered = store.answer_contact(id, answer.as_ref(), &reader.name, when, check);
        Ok(answered.await?)
    }

    /// What an agency is told of candidates that it was shown, after a number.
    ///
    /// # Errors
    /// [`EngineError::Forbidden`] for anyone but a partner.
    pub async fn candidate_changes(
        &self,
        reader: &Reader,
        since: u64,
    ) -> Result<CandidateChanges, EngineError> {
        let agency = agency_of(reader)?;
        let view = self.agency_view(&agency).await?;
        let store = &self.0.store;
        let now = self.0.clock.now();
        store.settle_shown(&agency, view.hashes(), now).await?;
        let changes = store.agency_changes(&agency, since, CHANGES_MAX).await?;
        let next = changes.last().map_or(since, |change| change.number);
        let changes = changes.into_iter().map(|change| CandidateChange {
            number: change.number,
            kind: change.kind,
            candidate: change.pseudonym,
            on: day_of(change.at),
        });
        Ok(CandidateChanges {
            changes: changes.collect(),
            next,
        })
    }

    /// Records a client's own choice to be contacted directly, with what they agreed to give.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not stored; [`EngineError::Invalid`] where no way of
    /// contact is said.
    pub async fn choose_direct(
        &self,
        person: &PersonId,
        agreed: Agreed,
        by: &str,
    ) -> Result<(), EngineError> {
        let agreed = agreed.checked();
        let agreed = agreed.map_err(|error| EngineError::Invalid(vec![error]))?;
        let now = self.0.clock.now();
        Ok(self.0.store.choose_direct(person, &agreed, by, now).await?)
    }

    /// Takes that choice back: what was given by it can no longer be read. Whether there was one.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not stored.
    pub async fn withdraw_direct(&self, person: &PersonId) -> Result<bool, EngineError> {
        Ok(self.0.store.withdraw_direct(person).await?)
    }

    /// Changes an agency's pseudonyms for new ones: the old ones name nobody any more.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`]: then they are as they were.
    pub async fn rotate_pseudonyms(&self, agency: &AgencyId) -> Result<(), EngineError> {
        self.0.store.rotate_pseudonyms(agency).await?;
        Ok(())
    }

    /// An agency's pseudonyms as they are now.
    pub(super) async fn names(&self, agency: &AgencyId) -> Result<Names, EngineError> {
        let store = &self.0.store;
        let rotation = store.pseudonym_rotation(agency).await?;
        Ok(Names {
            rotation,
            pseudonyms: Pseudonyms::new(&store.pseudonym_key(), agency, rotation),
            turns: store.pseudonym_turns(agency).await?,
        })
    }

    /// Whom a pseudonym names for an agency now. Everyone's is made, whoever is meant: the time it takes
    /// tells nothing.
    async fn by_pseudonym(
        &self,
        agency: &AgencyId,
        pseudonym: &str,
    ) -> Result<(Arc<AgencyView>, Candidate), EngineError> {
        let view = self.agency_view(agency).await?;
        let names = self.names(agency).await?;
        let named = pseudonym.to_owned();
        let (view, found) = self
            .compute(move |_| {
                let mut found = None;
                for candidate in view.candidates() {
                    if names.of(candidate) == named {
                        found = Some(candidate.clone());
                    }
                }
                Ok((view, found))
            })
            .await?;
        let gone = EngineError::NotFound { what: "candidate" };
        Ok((view, found.ok_or(gone)?))
    }

    /// Whether requests are still as they were read: what was given by a choice that was taken back
    /// meanwhile must not leave.
    async fn stands(
        &self,
        agency: &AgencyId,
        requests: &[ContactRequest],
    ) -> Result<bool, EngineError> {
        let now = self.0.store.contacts_of_agency(agency).await?;
        Ok(requests.iter().all(|request| now.contains(request)))
    }

    /// Puts answers to an agency on the ledger, each person's visibility looked at once more; whether
    /// that holds. If not, the answer is to be made anew.
    async fn disclosed_to(
        &self,
        agency: &AgencyId,
        reader: &Reader,
        answers: &[(DisclosureKind, Vec<u32>)],
    ) -> Result<bool, EngineError> {
        let answers = answers.iter().filter(|(_, people)| !people.is_empty());
        let answers =
            answers.map(|(kind, people)| self.0.disclosure(reader, None, *kind, people.clone()));
        let answers: Vec<_> = answers.collect();
        if answers.is_empty() {
            return Ok(true);
        }
        let sees = seen_by(agency, self.as_of());
        let check = move |_: usize, _: u32, facts: &Facts| sees(facts);
        match self.0.store.disclose_all(&answers, check).await {
            Ok(_) => Ok(true),
            Err(StoreError::Changed(_)) => {
                self.0.agencies.forget(agency);
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether an agency may see a person on a day, for whatever work.
fn seen_by(agency: &AgencyId, on: Date) -> impl Fn(&Facts) -> bool + Send + use<> {
    let class = domain::Reader::Agency(agency.clone());
    move |facts| visibility::judge(facts, &class, on).hidden_by().is_none()
}

/// The coaches for whose clients a reader answers: their own, and those for whom they stand in.
fn coaches_of(reader: &Reader) -> Result<Vec<CoachId>, EngineError> {
    let coaches = match &reader.scope {
        Scope::Clients(coach) => vec![coach.clone()],
        Scope::Deputy { coach, of } => {
            let mut all = of.clone();
            all.push(coach.clone());
            all
        }
        _ => Vec::new(),
    };
    if reader.role != Role::Coach || coaches.is_empty() {
        return Err(EngineError::Forbidden {
            role: reader.role,
            what: "answer for clients, with a key that is not a coach's own",
        });
    }
    Ok(coaches)
}

/// A request as both sides see it.
fn viewed(request: ContactRequest, today: Date) -> ContactView {
    ContactView {
        id: request.id,
        pseudonym: None,
        public_id: None,
        person: None,
        label: None,
        state: request.state_on(today),
        agency: request.agency,
        purpose: request.purpose,
        asked: request.asked,
        due: request.due,
        expires: request.expires,
        answered: request.answered.map(day_of),
        agreed: request.agreed,
    }
}

/// The day of a moment in Finland.
fn day_of(at: Timestamp) -> Date {
    at.to_zoned(finland()).date()
}
