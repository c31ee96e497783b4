//! A vacancy resolved against a taxonomy: what it asks, once each, with its need.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::cells::{Place, bits, education_terms, level_number, tenths, word_key};
use crate::domain::{
    ConceptKind, Contract, EducationLevel, FieldRef, LanguageCode, Mention, MentionKind,
    MunicipalityCode, Need, PermitCode, ReadEducation, Reading, Shift, Stance, UncoveredWord,
    Vacancy,
};
use crate::taxonomy::{ConceptIx, Taxonomy};

/// How sure the reader has to be of something in prose before it decides a group, 0 to 100.
const SURE_OF_A_MUST: u8 = 80;

/// The most words of an advert that are looked for.
pub const WORDS_MAX: usize = 12;

/// A skill asked: a concept, or words where none is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskSkill {
    /// The concept.
    pub concept: Option<ConceptIx>,
    /// The words as the advert has them; empty where only a concept was given.
    pub text: String,
    /// How strongly.
    pub need: Need,
    pub(super) words: Vec<u64>,
}

/// A language asked. Levels: 0 any, 1 to 6 are A1 to C2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskLanguage {
    /// Which.
    pub code: LanguageCode,
    /// Level of speech.
    pub spoken: u8,
    /// Level of writing.
    pub written: u8,
    /// Whether a level of writing is asked by itself, beyond what a mother tongue answers.
    pub written_apart: bool,
    /// How strongly.
    pub need: Need,
}

/// An education asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskEducation {
    /// Its words.
    pub title: String,
    /// How strongly.
    pub need: Need,
    pub(super) level: u8,
    pub(super) code: u32,
    pub(super) terms: [u32; super::cells::EDUCATION_TERMS],
}

impl AskEducation {
    /// The lowest level that will do, where one is asked.
    pub fn level(&self) -> Option<EducationLevel> {
        EducationLevel::ALL
            .get(usize::from(self.level).checked_sub(1)?)
            .copied()
    }
}

/// A rare word asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AskWord {
    /// Its base form or stem, in which words of two records are compared.
    pub base: String,
    /// As the advert has it, lower case.
    pub written: String,
}

/// A vacancy resolved.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Ask {
    /// Occupations, any of which will do.
    pub occupations: Vec<ConceptIx>,
    /// Years of experience in tenths, with the need.
    pub experience: Option<(u16, Need)>,
    /// A qualification in the field answers the experience as well.
    pub experience_or_education: bool,
    /// Permits that the employer lets one get after the start, as a set.
    pub permits_later: u128,
    /// Permits asked by the statutes of the occupation, which the advert does not name, as a set.
    pub permits_implied: u128,
    /// The vacancy says that no experience is needed.
    pub no_experience_needed: bool,
    /// Skills.
    pub skills: Vec<AskSkill>,
    /// Languages.
    pub languages: Vec<AskLanguage>,
    /// Permits.
    pub permits: Vec<(PermitCode, Need)>,
    /// Own car.
    pub car: Option<Need>,
    /// Statutory age.
    pub minimum_age: Option<u8>,
    /// Education.
    pub education: Option<AskEducation>,
    /// The rarest words that no concept covers, rarest first.
    pub words: Vec<AskWord>,
    pub(super) places: Vec<Place>,
    pub(super) remote: bool,
    pub(super) full_time: Option<bool>,
    pub(super) weekly_min: Option<u16>,
    pub(super) weekly_max: Option<u16>,
    pub(super) shifts: u16,
    pub(super) early: bool,
    pub(super) contract: Option<Contract>,
    pub(super) kinds: u16,
    pub(super) conditions: u16,
    pub(super) starts: Option<Date>,
    /// Concept URIs that the taxonomy does not hold: kept as words, to be reported.
    pub unresolved: Vec<String>,
}

/// The education that an advert's sentences ask, where they say its level. It never decides a group: a
/// profile's words seldom say a level, and what is asked of whom is the employer's to say in the record.
/// Of several that will do, the lowest level is asked and no field.
fn read_education(read: &[ReadEducation]) -> Option<AskEducation> {
    let known = read.iter().filter_map(|e| Some((e, e.level?)));
    let (lowest, level) = known.min_by_key(|(_, level)| *level)?;
    let alone = read.len() == 1 && lowest.need == Need::Must;
    let terms = match alone {
        true => education_terms(&lowest.title),
        false => Default::default(),
    };
    let need = read.iter().map(|e| e.need).min().unwrap_or(lowest.need);
    Some(AskEducation {
        title: lowest.title.clone(),
        need: need.max(Need::Should),
        level: level as u8 + 1,
        code: 0,
        terms,
    })
}

/// Resolves a vacancy with what was read from its words. What a record states goes before what its
/// prose says; each concept, language and permit is asked once.
pub fn resolve(vacancy: &Vacancy, reading: &Reading, taxonomy: &Taxonomy) -> Ask {
    let mut ask = Ask {
        minimum_age: vacancy.minimum_age,
        car: vacancy
            .car
            .as_ref()
            .map(|c| c.need)
            .or(reading.facts.car_asked),
        remote: vacancy.remote == Some(true),
        shifts: bits(vacancy.shifts.iter().map(|s| *s as u8)),
        contract: vacancy.contract,
        kinds: bits(vacancy.kinds.iter().map(|k| *k as u8)),
        conditions: bits(vacancy.conditions.iter().map(|c| *c as u8)),
        starts: vacancy.starts,
        ..Ask::default()
    };
    ask.take_occupations(vacancy, reading, taxonomy);
    ask.take_skills(vacancy, reading, taxonomy);
    ask.take_languages(vacancy, reading);
    ask.take_permits(vacancy, reading);
    ask.take_implied(reading, taxonomy);
    ask.take_terms(vacancy, reading);
    ask.take_words(vacancy, reading, taxonomy);
    ask
}

/// A need that prose gives: what is said, else `should`. What was read with doubt, or is one of
/// several that will do, is hoped for: a must decides a group.
fn need_of(mention: &Mention) -> Need {
    let sure = mention.confidence >= SURE_OF_A_MUST;
    match mention.need.unwrap_or(Need::Should) {
        Need::Must if !sure => Need::Should,
        need => need,
    }
}

/// How one is and works, whatever the work is, by the end of the concept's URI in ESCO: stress and
/// uncertainty, initiative, independence, change, reliability, detail, order, empathy, self-control,
/// patience, determination, confidence, willingness to learn, curiosity, open mind, challenges, commitment, loyalty.
const TRAITS: &[&str] = &[
    "d15f8745-28f8-4abf-a7b6-6cb8a304efd2",
    "7a147904-22b3-498a-b4d9-7bceeb86b45d",
    "001115fb-569f-4ee6-8381-c6807ef2527f",
    "c29aa9d2-4da8-4bdd-831c-8d4a2fb51730",
    "fd311456-d8d2-43ca-b6be-a66bbff90302",
    "5592ab32-4e7a-4cda-8e64-ca36d5de8a10",
    "49de9958-2aa4-4eef-a89d-fe5d5bcd28c4",
    "5cd1930c-278d-4929-b413-27352f5b3687",
    "25e16679-a7d0-464d-916c-63210001bbab",
    "83e6510b-ffeb-4aec-959c-4265fd0ff7b7",
    "1258cc12-37bb-4a12-b219-9c3d6b294533",
    "77b636e8-fab3-41a8-8022-1e0a354059dc",
    "5a927fa0-462e-4d54-ae12-97fd6ca45762",
    "1bb3a4b7-c0e4-434a-850d-0d2874a9c251",
    "19a64e91-bfe3-4c48-9225-3bb1229b12f0",
    "669b75d8-671c-4a1c-8e0b-6466c513c27d",
    "9bf266a6-188b-4d17-a22f-2f266d76832b",
    "429062f1-a958-43ea-83dd-4e1af078c156",
    "fd89f784-88dc-4d35-abd7-86aa073cab12",
    "469748ce-051a-407e-9099-0c9415ac2705",
    "1fce1197-3a5b-45b7-8797-575cd3b57a01",
    "72d1fa5d-1b7f-48e7-84e3-6e779841ddf1",
];

/// Whether prose that asks a skill by this URI asks for a trait, which everybody claims and no one can
/// show: it is hoped for, and never decides a group.
fn is_trait(uri: &str) -> bool {
    TRAITS.iter().any(|end| uri.ends_with(end))
}

fn stated(reading: &Reading, kind: MentionKind) -> impl Iterator<Item = &Mention> {
    reading
        .mentions
        .iter()
        .filter(move |m| m.kind == kind && m.stance == Stance::Stated)
}

impl Ask {
    fn take_occupations(&mut self, vacancy: &Vacancy, reading: &Reading, taxonomy: &Taxonomy) {
        for uri in &vacancy.occupations {
            match taxonomy.find(uri.as_str()) {
                Some(concept) if !self.occupations.contains(&concept) => {
                    self.occupations.push(concept)
                }
                Some(_) => {}
                None => self.unresolved.push(uri.to_string()),
            }
        }
        if !self.occupations.is_empty() {
            return;
        }
        let found = |m: &Mention| {
            taxonomy
                .find(&m.id)
                .filter(|c| taxonomy.kind(*c) == ConceptKind::Occupation)
        };
        let in_title = stated(reading, MentionKind::Occupation)
            .filter(|m| matches!(m.field, FieldRef::Headline(_)));
        let titled: BTreeSet<ConceptIx> = in_title.filter_map(found).collect();
        self.occupations = titled.into_iter().collect();
        if self.occupations.is_empty() {
            self.occupations.extend(
                stated(reading, MentionKind::Occupation)
                    .filter_map(found)
                    .take(1),
            );
        }
    }

    fn take_skills(&mut self, vacancy: &Vacancy, reading: &Reading, taxonomy: &Taxonomy) {
        let mut permits = Vec::new();
        for (asked, i) in vacancy.skills.iter().zip(0u16..) {
            let field = FieldRef::Skill(i);
            let mut text = asked.text.clone().unwrap_or_default();
            let named = asked.concept.as_ref().and_then(|uri| {
                let found = taxonomy.find(uri.as_str());
                if found.is_none() {
                    self.unresolved.push(uri.to_string());
                }
                found
            });
            let here = |kind| stated(reading, kind).filter(move |m| m.field == field);
            // A skill given as words that names a permit in the list is that permit.
            if named.is_none()
                && let Some(code) =
                    here(MentionKind::Permit).find_map(|m| m.id.parse::<PermitCode>().ok())
            {
                permits.push((code, asked.need));
                continue;
            }
            let mut words: Vec<u64> = reading
                .words
                .iter()
                .filter(|w| w.field == field)
                .map(|w| word_key(&w.base))
                .collect();
            // A concept of another release is asked as a word: its own name.
            if let Some(uri) = asked.concept.as_ref().filter(|_| text.is_empty()) {
                text = uri.to_string();
                words = vec![word_key(uri.as_str())];
            }
            let read = here(MentionKind::Skill).find_map(|m| taxonomy.find(&m.id));
            // A product's own name is a word and a kind of tool: the word is what is asked.
            let product = !words.is_empty() && text.split_whitespace().count() == 1;
            let concept = named.or_else(|| read.filter(|_| !product));
            self.ask_skill(AskSkill {
                concept,
                text,
                need: asked.need,
                words,
            });
        }
        self.permits = permits;
        let listed = self.skills.len();
        let in_prose = stated(reading, MentionKind::Skill)
            .filter(|m| !matches!(m.field, FieldRef::Skill(_)))
            .filter(|m| m.need.is_some() || listed == 0);
        for mention in in_prose {
            if let Some(concept) = taxonomy.find(&mention.id) {
                let need = match need_of(mention) {
                    Need::Must if listed > 0 || is_trait(&mention.id) => Need::Should,
                    need => need,
                };
                let skill = AskSkill {
                    concept: Some(concept),
                    text: String::new(),
                    need,
                    words: Vec::new(),
                };
                self.ask_said(skill, listed);
            }
        }
        if listed == 0 {
            for tool in &reading.facts.tools {
                self.ask_skill(AskSkill {
                    concept: None,
                    text: tool.name.clone(),
                    need: tool.need,
                    words: vec![word_key(&tool.base)],
                });
            }
        }
    }

    /// Adds a skill that prose asks: said twice, the stronger need (the lesser value) holds; what the record lists, stands.
    fn ask_said(&mut self, skill: AskSkill, listed: usize) {
        let same =
            |other: &&mut AskSkill| other.concept.is_some() && other.concept == skill.concept;
        match self.skills.iter_mut().skip(listed).find(same) {
            Some(other) => other.need = other.need.min(skill.need),
            None => self.ask_skill(skill),
        }
    }

    /// Adds a skill once.
    fn ask_skill(&mut self, skill: AskSkill) {
        let same = |other: &AskSkill| match (other.concept, skill.concept) {
            (Some(a), Some(b)) => a == b,
            (None, None) => other.text == skill.text && other.words == skill.words,
            _ => false,
        };
        if !self.skills.iter().any(same) {
            self.skills.push(skill);
        }
    }

    fn take_languages(&mut self, vacancy: &Vacancy, reading: &Reading) {
        for asked in &vacancy.languages {
            let level = |one: Option<_>| one.or(asked.level).map_or(0, level_number);
            // Where only speech or only writing is named, the other is not asked.
            let apart = asked.spoken.is_some() || asked.written.is_some();
            let side = |one: Option<_>| {
                if apart && one.is_none() && asked.level.is_none() {
                    0
                } else {
                    level(one)
                }
            };
            self.ask_listed_language(AskLanguage {
                code: asked.code,
                spoken: side(asked.spoken),
                written: side(asked.written),
                written_apart: asked.written.is_some(),
                need: asked.need,
            });
        }
        self.ask_no_language_twice();
        let said_only = self.languages.is_empty();
        let listed = self.languages.len();
        for mention in stated(reading, MentionKind::Language) {
            let Some(code) = mention.language() else {
                continue;
            };
            if mention.need.is_some() || said_only {
                let level = mention.level.map_or(0, level_number);
                let said = AskLanguage {
                    code,
                    spoken: level,
                    written: level,
                    written_apart: false,
                    need: need_of(mention),
                };
                self.ask_more_of_language(said, listed);
                self.ask_language(said);
            }
        }
    }

    /// Adds a language that the record lists: listed twice with one need, the higher levels hold.
    fn ask_listed_language(&mut self, asked: AskLanguage) {
        let same = |l: &&mut AskLanguage| l.code == asked.code && l.need == asked.need;
        match self.languages.iter_mut().find(same) {
            Some(other) => {
                other.spoken = other.spoken.max(asked.spoken);
                other.written = other.written.max(asked.written);
                other.written_apart |= asked.written_apart;
            }
            None => self.languages.push(asked),
        }
    }

    /// Drops what a language is asked with a lesser need and is asked at least as well with a stronger
    /// one (the lesser value). A higher level that is hoped for stands beside the level that is a must.
    fn ask_no_language_twice(&mut self) {
        let all = self.languages.clone();
        self.languages.retain(|l| {
            let mut stronger = all
                .iter()
                .filter(|o| o.code == l.code && (o.need as u8) < (l.need as u8));
            !stronger.any(|o| o.spoken >= l.spoken && o.written >= l.written)
        });
    }

    /// Adds what prose asks of a language beyond the record: the record decides the group, as with
    /// skills, and the higher level of the words (`sujuvaa suomea` beside B1) is hoped for and shown.
    fn ask_more_of_language(&mut self, said: AskLanguage, listed: usize) {
        let of_code = |l: &&AskLanguage| l.code == said.code;
        let lower = |l: &AskLanguage| l.spoken.max(l.written) < said.spoken;
        let mut recorded = self.languages[..listed].iter().filter(of_code).peekable();
        if recorded.peek().is_some()
            && recorded.all(lower)
            && !self.languages[listed..].iter().any(|l| l.code == said.code)
        {
            self.languages.push(AskLanguage {
                need: said.need.max(Need::Should),
                ..said
            });
        }
    }

    fn ask_language(&mut self, language: AskLanguage) {
        if !self.languages.iter().any(|l| l.code == language.code) {
            self.languages.push(language);
        }
    }

    fn take_permits(&mut self, vacancy: &Vacancy, reading: &Reading) {
        let as_skills = std::mem::take(&mut self.permits);
        let listed = vacancy.permits.iter().map(|p| (p.code, p.need));
        let elsewhere = |m: &&Mention| !matches!(m.field, FieldRef::Skill(_));
        let said = stated(reading, MentionKind::Permit)
            .filter(elsewhere)
            .filter_map(|m| Some((m.id.parse().ok()?, need_of(m))));
        let later = reading.facts.permits_later.iter();
        self.permits_later = later
            .filter_map(|code| code.parse::<PermitCode>().ok())
            .fold(0, |set, code| set | 1 << code.index());
        // Asked twice, the stronger need (the lesser value) holds; what the record lists, stands.
        for (code, need) in listed.chain(as_skills) {
            self.ask_permit(code, need, 0);
        }
        let recorded = self.permits.len();
        for (code, need) in said {
            self.ask_permit(code, need, recorded);
        }
    }

    /// Adds a permit once; one that stands among the first `kept` stays as it is.
    fn ask_permit(&mut self, code: PermitCode, need: Need, kept: usize) {
        let place = self.permits.iter().position(|(held, _)| *held == code);
        match place {
            Some(place) if place >= kept => {
                let had = &mut self.permits[place].1;
                *had = need.min(*had);
            }
            Some(_) => {}
            None => self.permits.push((code, need)),
        }
    }

    fn take_terms(&mut self, vacancy: &Vacancy, reading: &Reading) {
        let facts = &reading.facts;
        let stated_years = vacancy
            .experience
            .as_ref()
            .map(|e| (tenths(e.years), e.need));
        let none_needed = matches!(stated_years, Some((Some(0), _)));
        self.no_experience_needed =
            none_needed || (stated_years.is_none() && facts.no_experience_needed);
        self.experience = match stated_years {
            Some((years, need)) => Some((years.unwrap_or(1), need)),
            None => facts
                .experience_years
                .map(|(years, need)| (u16::from(years) * 10, need)),
        }
        .filter(|(years, _)| *years > 0 && !self.no_experience_needed);
        self.experience_or_education = stated_years.is_none() && facts.experience_or_education;
        self.education = vacancy.education.as_ref().map(|e| AskEducation {
            title: e.title.clone().unwrap_or_default(),
            need: e.need,
            level: e.level.map_or(0, |l| l as u8 + 1),
            code: e.code.as_deref().and_then(|c| c.parse().ok()).unwrap_or(0),
            terms: education_terms(e.title.as_deref().unwrap_or_default()),
        });
        if self.education.is_none() {
            self.education = read_education(&facts.educations);
        }
        let named = facts
            .municipalities
            .iter()
            .filter_map(|m| m.parse::<MunicipalityCode>().ok());
        let places: Vec<MunicipalityCode> = if vacancy.municipalities.is_empty() {
            named.collect()
        } else {
            vacancy.municipalities.clone()
        };
        self.places = places.into_iter().map(|m| Place::of(Some(m))).collect();
        if self.shifts == 0 {
            self.shifts = bits(facts.shifts.iter().map(|s| *s as u8));
        }
        self.early = facts.early_start || self.shifts & bits([Shift::Night as u8].into_iter()) != 0;
        let hours = vacancy.hours.clone().unwrap_or_default();
        self.full_time = hours.full_time.or(facts.full_time);
        let said = facts.weekly_tenths.filter(|_| vacancy.hours.is_none());
        self.weekly_min =
            tenths(hours.weekly_min.or(hours.weekly)).or(said.map(|(least, _)| least));
        self.weekly_max = tenths(hours.weekly_max.or(hours.weekly)).or(said.map(|(_, most)| most));
    }

    /// The words of the labels of what is asked, lower case.
    fn words_covered(&self, taxonomy: &Taxonomy) -> BTreeSet<String> {
        let concepts = self.skills.iter().filter_map(|s| s.concept);
        concepts
            .chain(self.occupations.iter().copied())
            .flat_map(|concept| taxonomy.labels(concept))
            .flat_map(|(_, label, _)| label.split(|c: char| !c.is_alphanumeric()))
            .filter(|word| word.chars().count() > 1)
            .map(str::to_lowercase)
            .collect()
    }

    fn take_words(&mut self, vacancy: &Vacancy, reading: &Reading, taxonomy: &Taxonomy) {
        let employer = vacancy
            .employer
            .as_ref()
            .and_then(|e| e.name.as_deref())
            .unwrap_or_default()
            .to_lowercase();
        let own_name: BTreeSet<&str> = employer.split(|c: char| !c.is_alphanumeric()).collect();
        let fillers: BTreeSet<&str> = reading.facts.fillers.iter().map(String::as_str).collect();
        let covered = self.words_covered(taxonomy);
        // `tig-menetelmällä`: its first part names a concept that is asked already.
        let named = |base: &str| {
            let part = base.split_once('-').map(|(first, _)| first);
            part.is_some_and(|first| covered.contains(first))
        };
        // A tool counts once, as the skill that it is.
        let tool = |base: &str| {
            let key = word_key(base);
            self.skills.iter().any(|s| s.words == [key])
        };
        let candidates: BTreeMap<&str, &UncoveredWord> = reading
            .words
            .iter()
            .filter(|w| !named(&w.base) && !tool(&w.base))
            // One language of the advert: its other languages say the same again.
            .filter(|w| match w.field {
                FieldRef::Headline(lang) | FieldRef::Text(lang) => {
                    reading.language.is_none_or(|main| main == lang)
                }
                _ => false,
            })
            .filter(|w| !own_name.contains(w.base.as_str()) && !fillers.contains(w.base.as_str()))
            .map(|w| (w.base.as_str(), w))
            .collect();
        let mut ranked: Vec<(u16, &str)> = candidates
            .keys()
            .map(|base| (taxonomy.rarity(base), *base))
            .collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let written = |base: &str| {
            let word = candidates.get(base)?;
            let text = match word.field {
                FieldRef::Headline(lang) => vacancy.title.get(lang),
                FieldRef::Text(lang) => vacancy.description.get(lang),
                _ => None,
            };
            text.map(|text| word.span.of(text).to_lowercase())
        };
        let ranked = ranked.into_iter().map(|(_, base)| AskWord {
            base: base.to_owned(),
            written: written(base)
                .filter(|w| !w.is_empty())
                .unwrap_or_else(|| base.to_owned()),
        });
        // An occupation of another release is asked as a word: its own name.
        let foreign = vacancy.occupations.iter();
        let foreign = foreign.filter(|uri| taxonomy.find(uri.as_str()).is_none());
        let foreign = foreign.map(|uri| AskWord {
            base: uri.to_string(),
            written: uri.to_string(),
        });
        self.words = foreign.chain(ranked).take(WORDS_MAX).collect();
    }
}
