//! A profile resolved against a taxonomy: the cells and flags that a plan looks at, and where each stands.
//!
//! Nothing in here depends on weights, on other people, or on who somebody is.

mod skills;
mod work;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::assessment::Held;
use super::cells::{
    EducationCell, EvidenceClass, Fixed, LanguageCell, Place, RightToWorkCell, SkillCell, WordCell,
    WorkCell, WorkKind, bits, education_terms, level_number, tenths, word_key,
};
use crate::domain::{
    ConceptUri, EducationStatus, FieldRef, Mention, MentionKind, MunicipalityCode, Origin,
    PartialDate, PermitCode, Profile, Reading, Recognised, RightToWorkKind, Span, Stance,
};
use crate::taxonomy::{ConceptIx, Taxonomy};

/// Where a holding stands in the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// The field.
    pub field: FieldRef,
    /// The words in it, where the holding was read from free text.
    pub span: Option<Span>,
}

impl Evidence {
    fn field(field: FieldRef) -> Self {
        Self { field, span: None }
    }

    fn words(mention: &Mention) -> Self {
        Self {
            field: mention.field,
            span: Some(mention.span),
        }
    }
}

/// A profile resolved. The `…_evidence` lists run beside the cell lists.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub(super) skills: Vec<SkillCell>,
    pub(super) skills_evidence: Vec<Evidence>,
    pub(super) work: Vec<WorkCell>,
    pub(super) work_evidence: Vec<Evidence>,
    pub(super) languages: Vec<LanguageCell>,
    pub(super) languages_evidence: Vec<Evidence>,
    pub(super) educations: Vec<EducationCell>,
    pub(super) wished: Vec<u32>,
    pub(super) places: Vec<u16>,
    /// Sorted by hash, each once.
    pub(super) words: Vec<WordCell>,
    pub(super) words_evidence: Vec<Evidence>,
    pub(super) fixed: Fixed,
    /// Of permits that are held and valid.
    pub(super) permits_evidence: Vec<(u8, Evidence)>,
    /// Concept URIs that the taxonomy does not hold: kept as words, to be reported.
    pub unresolved: Vec<String>,
}

/// Whether what was read stands in a text that is a bare list, or in a part of one that is.
fn stands_bare(reading: &Reading, field: FieldRef, span: Span) -> bool {
    reading.facts.bare_list || reading.is_listed(field, span)
}

/// Resolves a profile with what was read from its words.
///
/// `home` is the municipality copied from the person, nothing finer. `as_of` is the day on which
/// the validity of permits is judged; nothing else looks at it.
pub fn resolve(
    profile: &Profile,
    reading: &Reading,
    home: Option<MunicipalityCode>,
    taxonomy: &Taxonomy,
    as_of: Date,
) -> Facts {
    let reading = &*reading.told();
    let mut facts = Facts::default();
    let clock = Clock::of(profile);
    facts.work(profile, reading, taxonomy, &clock);
    facts.skills(profile, reading, taxonomy, &clock);
    facts.languages(profile, reading);
    facts.permits(profile, reading, as_of);
    facts.educations(profile);
    facts.words(profile, reading, taxonomy);
    facts.wishes(profile, reading, home, taxonomy);
    facts.person_rules(profile, reading, as_of);
    facts
}

/// The last day on which a profile resolves as it does on `as_of`; `None` is for good. Nothing but a
/// permit or a right to work that ends makes a difference.
pub fn same_until(profile: &Profile, reading: &Reading, as_of: Date) -> Option<Date> {
    let permits = profile.permits.iter().flatten().map(|p| p.valid_until);
    let right = profile.right_to_work.iter().map(|right| right.valid_until);
    let said = reading.mentions.iter().map(|mention| mention.valid_until);
    let ends = permits.chain(right).chain(said).flatten();
    ends.filter(|last| *last >= as_of).min()
}

/// The profile's own clock: time counts from its latest dated fact, never from today.
struct Clock {
    latest: Option<u32>,
    confirmed: Option<u32>,
}

/// A holding used within so many months of the latest dated fact is recent.
const RECENT_MONTHS: u32 = 36;

impl Clock {
    fn of(profile: &Profile) -> Self {
        let confirmed = profile.confirmed_at.as_ref().map(PartialDate::month_number);
        let jobs = profile.employments.iter().flatten();
        let job_ends = jobs.filter_map(|job| match (&job.to, &job.from) {
            (Some(to), _) => Some(to.month_number()),
            (None, Some(from)) => Some(confirmed.unwrap_or_else(|| from.month_number())),
            (None, None) => None,
        });
        let degrees = profile
            .educations
            .iter()
            .flatten()
            .filter_map(|e| e.completed.as_ref())
            .map(PartialDate::month_number);
        let uses = profile
            .skills
            .iter()
            .flatten()
            .filter_map(|s| s.last_used.as_ref())
            .map(PartialDate::month_number);
        Self {
            latest: job_ends.chain(degrees).chain(uses).max(),
            confirmed,
        }
    }

    fn is_recent(&self, month: Option<u32>) -> bool {
        matches!((month, self.latest), (Some(month), Some(latest)) if month + RECENT_MONTHS >= latest)
    }
}

impl Facts {
    fn find(&mut self, taxonomy: &Taxonomy, uri: &str) -> Option<ConceptIx> {
        let found = taxonomy.find(uri);
        if found.is_none() && !self.unresolved.iter().any(|u| u == uri) {
            self.unresolved.push(uri.to_owned());
        }
        found
    }

    fn languages(&mut self, profile: &Profile, reading: &Reading) {
        self.fixed.languages_listed = profile.languages.is_some();
        self.fixed.own_language = reading.language.and_then(|l| l.as_str().parse().ok());
        for (held, i) in profile.languages.iter().flatten().zip(0u16..) {
            let native = held.native == Some(true);
            let spoken = held.spoken.or(held.level).map_or(0, level_number);
            let written = held.written.or(held.level).map_or(0, level_number);
            self.languages.push(LanguageCell {
                code: held.code,
                spoken: if native { 7 } else { spoken },
                written,
                denied: false,
            });
            self.languages_evidence
                .push(Evidence::field(FieldRef::Language(i)));
        }
        for mention in reading
            .mentions
            .iter()
            .filter(|m| m.kind == MentionKind::Language)
        {
            let Some(code) = mention.language() else {
                continue;
            };
            let level = mention.level.map_or(0, level_number);
            let denied = mention.stance == Stance::Denied;
            // What is stated stands beside what is listed, and the fullest saying holds: to list a
            // language at a lower level takes nothing away. A denial yields to whatever is stated.
            let said = |cell: &LanguageCell| {
                cell.code == code
                    && (denied || (!cell.denied && level <= cell.spoken.min(cell.written)))
            };
            if self.languages.iter().any(said) || mention.stance == Stance::Wished {
                continue;
            }
            self.languages.push(LanguageCell {
                code,
                spoken: level,
                written: level,
                denied,
            });
            self.languages_evidence.push(Evidence::words(mention));
        }
        self.language_shown(profile, reading);
    }

    /// The language of the profile's own sentences, at the level that they show, where neither a
    /// list nor the words themselves say it. What somebody else wrote for the person shows nothing.
    fn language_shown(&mut self, profile: &Profile, reading: &Reading) {
        let own = matches!(profile.origin, None | Some(Origin::SelfWritten));
        let (Some(code), Some(level), Some(lang), true) = (
            self.fixed.own_language,
            reading.facts.level_shown,
            reading.language,
            own,
        ) else {
            return;
        };
        let said = |cell: &LanguageCell| cell.code == code && (cell.denied || cell.spoken > 0);
        if self.languages.iter().any(said) {
            return;
        }
        let level = level_number(level);
        self.languages.push(LanguageCell {
            code,
            spoken: level,
            written: level,
            denied: false,
        });
        self.languages_evidence
            .push(Evidence::field(FieldRef::Text(lang)));
    }

    fn permits(&mut self, profile: &Profile, reading: &Reading, as_of: Date) {
        let fixed = &mut self.fixed;
        fixed.permits_listed = profile.permits.is_some();
        for (held, i) in profile.permits.iter().flatten().zip(0u16..) {
            if held.valid_until.is_some_and(|last| last < as_of) {
                fixed.permits_expired |= 1 << held.code.index();
                continue;
            }
            fixed.permits_held |= held.code.holds();
            let index = u8::try_from(held.code.index()).unwrap_or(u8::MAX);
            self.permits_evidence
                .push((index, Evidence::field(FieldRef::Permit(i))));
        }
        // A list is complete: words neither add to it nor revive what has expired in it.
        // A skill given as words that names a permit is listed too.
        let listed = fixed.permits_listed;
        let counts = |m: &&Mention| match m.field {
            FieldRef::Skill(_) => m.stance == Stance::Stated,
            FieldRef::Text(_) if reading.facts.bare_list => false,
            _ => !listed,
        };
        let spoken = reading.mentions.iter().filter(counts);
        for mention in spoken.filter(|m| m.kind == MentionKind::Permit) {
            let Ok(code) = mention.id.parse::<crate::domain::PermitCode>() else {
                continue;
            };
            match mention.stance {
                Stance::Stated if mention.valid_until.is_some_and(|last| last < as_of) => {
                    fixed.permits_expired |= 1 << code.index();
                    continue;
                }
                Stance::Stated => fixed.permits_held |= code.holds(),
                Stance::Denied => {
                    fixed.permits_denied |= 1 << code.index();
                    continue;
                }
                Stance::Wished | Stance::Studied => continue,
            }
            let index = u8::try_from(code.index()).unwrap_or(u8::MAX);
            self.permits_evidence
                .push((index, Evidence::words(mention)));
        }
        fixed.permits_expired &= !fixed.permits_held;
        fixed.permits_denied &= !fixed.permits_held;
    }

    fn educations(&mut self, profile: &Profile) {
        self.fixed.educations_listed = profile.educations.is_some();
        for education in profile.educations.iter().flatten() {
            let whole = matches!(education.status, None | Some(EducationStatus::Completed))
                && !matches!(
                    education.recognised,
                    Some(Recognised::No | Recognised::Pending)
                );
            let under_way = !whole && education.status != Some(EducationStatus::Interrupted);
            self.educations.push(EducationCell {
                level: education.level.map_or(0, |l| l as u8 + 1),
                whole,
                under_way,
                code: education
                    .code
                    .as_deref()
                    .and_then(|c| c.parse().ok())
                    .unwrap_or(0),
                terms: education_terms(education.title.as_deref().unwrap_or_default()),
            });
        }
    }

    fn words(&mut self, profile: &Profile, reading: &Reading, taxonomy: &Taxonomy) {
        let mut found: BTreeMap<u64, (EvidenceClass, Evidence)> = BTreeMap::new();
        let mut put = |hash: u64, class: EvidenceClass, evidence: Evidence| {
            let entry = found.entry(hash).or_insert((class, evidence));
            if class > entry.0 {
                *entry = (class, evidence);
            }
        };
        for word in &reading.words {
            let class = match word.field {
                FieldRef::Employment(_) | FieldRef::Education(_) | FieldRef::Permit(_) => {
                    EvidenceClass::Work
                }
                FieldRef::Text(_) if !stands_bare(reading, word.field, word.span) => {
                    EvidenceClass::Text
                }
                FieldRef::Headline(_) | FieldRef::Text(_) => EvidenceClass::List,
                FieldRef::Skill(_) | FieldRef::Language(_) | FieldRef::Wishes => {
                    EvidenceClass::List
                }
            };
            let evidence = Evidence {
                field: word.field,
                span: Some(word.span),
            };
            put(word_key(&word.base), class, evidence);
        }
        // A concept of another release is held as a word: its own name.
        let foreign = |uri: &ConceptUri| taxonomy.find(uri.as_str()).is_none();
        for (skill, i) in profile.skills.iter().flatten().zip(0u16..) {
            if let Some(uri) = skill.concept.as_ref().filter(|uri| foreign(uri)) {
                let evidence = Evidence::field(FieldRef::Skill(i));
                put(
                    word_key(uri.as_str()),
                    skills::stands(skill, false),
                    evidence,
                );
            }
        }
        for (job, i) in profile.employments.iter().flatten().zip(0u16..) {
            if let Some(uri) = job.occupation.as_ref().filter(|uri| foreign(uri)) {
                let evidence = Evidence::field(FieldRef::Employment(i));
                put(word_key(uri.as_str()), EvidenceClass::Work, evidence);
            }
        }
        for (hash, (class, evidence)) in found {
            self.words.push(WordCell::new(hash, class));
            self.words_evidence.push(evidence);
        }
    }

    /// Wishes that stand in sentences, where the record's own say nothing of them.
    fn said_wishes(&mut self, profile: &Profile, reading: &Reading, taxonomy: &Taxonomy) {
        if profile
            .wishes
            .as_ref()
            .is_none_or(|w| w.occupations.is_empty())
        {
            let wished = reading
                .mentions
                .iter()
                .filter(|m| m.kind == MentionKind::Occupation && m.stance == Stance::Wished);
            let concepts: Vec<ConceptIx> = wished.filter_map(|m| taxonomy.find(&m.id)).collect();
            for concept in concepts {
                if !self.wished.contains(&concept.0) {
                    self.wished.push(concept.0);
                }
            }
        }
        if profile.wishes.is_none() {
            self.fixed.shifts = bits(reading.facts.shifts.iter().map(|s| *s as u8));
            self.fixed.full_time = reading.facts.full_time;
        }
    }

    fn wishes(
        &mut self,
        profile: &Profile,
        reading: &Reading,
        home: Option<MunicipalityCode>,
        taxonomy: &Taxonomy,
    ) {
        self.fixed.home = Place::of(home);
        self.said_wishes(profile, reading, taxonomy);
        let Some(wishes) = &profile.wishes else {
            return;
        };
        for uri in &wishes.occupations {
            if let Some(concept) = self.find(taxonomy, uri.as_str())
                && !self.wished.contains(&concept.0)
            {
                self.wished.push(concept.0);
            }
        }
        self.places = wishes
            .municipalities
            .iter()
            .map(|m| Place::of(Some(*m)).0)
            .collect();
        let fixed = &mut self.fixed;
        fixed.wishes_other_occupation = self.wished.is_empty() && !wishes.occupations.is_empty();
        fixed.commute_minutes = wishes.commute_minutes;
        fixed.reach = bits(wishes.reach.iter().map(|r| *r as u8));
        fixed.shifts = bits(wishes.shifts.iter().map(|s| *s as u8));
        fixed.contracts = bits(wishes.contracts.iter().map(|c| *c as u8));
        fixed.kinds_refused = bits(wishes.kinds_refused.iter().map(|k| *k as u8));
        fixed.conditions = bits(wishes.conditions.iter().map(|c| *c as u8));
        fixed.remote = wishes.remote;
        fixed.from = wishes.from;
        fixed.start_notice_days = wishes.start_notice_days;
        if let Some(hours) = &wishes.hours {
            fixed.full_time = hours.full_time;
            fixed.weekly_min = tenths(hours.weekly_min.or(hours.weekly));
            fixed.weekly_max = tenths(hours.weekly_max.or(hours.weekly));
        }
    }

    fn person_rules(&mut self, profile: &Profile, reading: &Reading, as_of: Date) {
        let fixed = &mut self.fixed;
        fixed.own_car = profile.own_car.or(reading.facts.own_car);
        fixed.ages = profile
            .age_at_least
            .as_ref()
            .map(|ages| ages.iter().copied().max().unwrap_or(0));
        fixed.right_to_work = match &profile.right_to_work {
            None => said_right(reading),
            Some(right) if right.valid_until.is_some_and(|last| last < as_of) => {
                RightToWorkCell::None
            }
            Some(right) => match right.kind {
                RightToWorkKind::Unrestricted => RightToWorkCell::Unrestricted,
                RightToWorkKind::None => RightToWorkCell::None,
                RightToWorkKind::FieldLimited => RightToWorkCell::FieldLimited,
                RightToWorkKind::Unknown => RightToWorkCell::Unknown,
                RightToWorkKind::HoursLimited => match tenths(right.weekly) {
                    Some(weekly) => RightToWorkCell::HoursLimited(weekly),
                    None => RightToWorkCell::Unknown,
                },
            },
        };
    }
}

/// The right to work as the profile's own words say it.
fn said_right(reading: &Reading) -> RightToWorkCell {
    match reading.facts.right_to_work {
        Some((RightToWorkKind::Unrestricted, _)) => RightToWorkCell::Unrestricted,
        Some((RightToWorkKind::None, _)) => RightToWorkCell::None,
        Some((RightToWorkKind::FieldLimited, _)) => RightToWorkCell::FieldLimited,
        Some((RightToWorkKind::HoursLimited, Some(weekly))) => {
            RightToWorkCell::HoursLimited(weekly)
        }
        _ => RightToWorkCell::Unknown,
    }
}

/// Looking a finding's holding up again, for its explanation.
impl Facts {
    /// Whether nothing is known of the right to work.
    pub fn right_to_work_unknown(&self) -> bool {
        self.fixed.right_to_work == RightToWorkCell::Unknown
    }

    /// The concept of a skill or occupation held.
    pub fn concept(&self, held: Held) -> Option<ConceptIx> {
        match held {
            Held::Skill(place) => self
                .skills
                .get(usize::from(place))
                .map(|c| ConceptIx(c.concept)),
            Held::Work(place) => self
                .work
                .get(usize::from(place))
                .map(|c| ConceptIx(c.concept)),
            _ => None,
        }
    }

    /// The language held.
    pub fn language(&self, held: Held) -> Option<crate::domain::LanguageCode> {
        match held {
            Held::Language(place) => self.languages.get(usize::from(place)).map(|c| c.code),
            _ => None,
        }
    }

    /// Occupations held, as they stand: each with its months in all and whether it was done; else it
    /// was studied or is only named.
    pub fn occupations(&self) -> impl Iterator<Item = (ConceptIx, u16, bool)> {
        let held = self.work.iter();
        held.map(|c| (ConceptIx(c.concept), c.months, c.kind() == WorkKind::Done))
    }

    /// Where a holding stands in the profile.
    pub fn evidence(&self, held: Held) -> Option<Evidence> {
        match held {
            Held::Nothing => None,
            Held::Skill(place) => self.skills_evidence.get(usize::from(place)).copied(),
            Held::Work(place) => self.work_evidence.get(usize::from(place)).copied(),
            Held::Language(place) => self.languages_evidence.get(usize::from(place)).copied(),
            Held::Education(place) => Some(Evidence::field(FieldRef::Education(place))),
            Held::Word(place) => self.words_evidence.get(usize::from(place)).copied(),
            // A permit may be held through another that implies it.
            Held::Permit(index) => {
                let holds = |(code, _): &&(u8, Evidence)| {
                    PermitCode::all()
                        .nth(usize::from(*code))
                        .is_some_and(|c| c.holds() >> index & 1 == 1)
                };
                self.permits_evidence
                    .iter()
                    .find(holds)
                    .map(|(_, evidence)| *evidence)
            }
        }
    }
}
