//! What a name stands in the way of: skills inside the words of a deed that names an occupation, and the
//! lesser name under one that turns out to be chance.

use super::analyse::Word;
use super::layout::Said;
use super::lexicon::{Source, Target};
use super::read::{Field, Side};
use super::spot::{self, Spot};
use super::strength::Class;
use super::{filler, finnish, words};
use crate::domain::{ConceptKind, Lang, Need};

/// Endings of nouns that name a person by the work: `siivooja`, `skötare`, `cleaner`.
const PERSONS_FI: &[&str] = &[
    "ja", "jä", "mies", "miehet", "henkilö", "kko", "kkö", "lainen", "läinen", "ri", "ikko",
    "isti", "ologi", "nomi", "tti",
];
const PERSONS_SV: &[&str] = &[
    "are", "aren", "arna", "ares", "ör", "ören", "örer", "ist", "isten", "ister", "man", "mannen",
    "män", "ska", "skan", "skor", "ant", "anter", "ent", "chef", "biträde", "ledare", "tekniker",
];
const PERSONS_EN: &[&str] = &[
    "er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "man", "men", "woman",
    "women", "person", "staff", "nurse", "nurses", "clerk", "clerks", "chef", "chefs", "aide",
];

/// Confidence of a skill in an advert below which it is taken for chance.
const CHANCE_CONFIDENCE: u8 = 65;

/// The same for one of the release's lesser names whose words stand apart.
const CHANCE_CONFIDENCE_APART: u8 = 72;

/// Rarity in the release below which one word of a lesser name says too little, per mille.
pub(super) const GENERAL_RARITY: u16 = 660;

fn is_occupation(spot: &Spot) -> bool {
    matches!(
        spot.target,
        Target::Concept(_, ConceptKind::Occupation | ConceptKind::IscoGroup)
    )
}

fn is_skill(spot: &Spot) -> bool {
    matches!(
        spot.target,
        Target::Concept(_, ConceptKind::Skill | ConceptKind::SkillGroup)
    )
}

/// Whether a word names a person by the work, as far as its ending tells.
fn is_person(word: &Word, lang: Lang) -> bool {
    let ends = |form: &str, endings: &[&str]| endings.iter().any(|e| form.ends_with(e));
    match lang {
        Lang::Fi => word.bases.iter().any(|base| ends(base, PERSONS_FI)),
        Lang::Sv => ends(&word.lower, PERSONS_SV),
        Lang::En => ends(&word.lower, PERSONS_EN),
    }
}

/// Whether a word is a verb as far as its form tells.
fn is_verb(word: &Word, lang: Lang) -> bool {
    match lang {
        Lang::Fi => filler::is_verb(word),
        Lang::Sv => ["a", "ar", "ade", "at"]
            .iter()
            .any(|e| word.lower.ends_with(e)),
        Lang::En => word.lower.ends_with("ing") || word.lower.ends_with("ed"),
    }
}

impl Field<'_> {
    /// The names of a text: the longest, and in an advert those of which they are in the way.
    pub(super) fn names(&self) -> Vec<Spot> {
        let tools = self.tools();
        let mut all = spot::matches(&self.layout, self.lang, tools.lexicon, tools.analyser);
        let mut spots = spot::settle(all.clone(), self.layout.profile);
        if self.side == Side::Profile || !self.is_prose() {
            return spots;
        }
        // What is passed over hides nothing. Each round takes names away, so it ends.
        loop {
            let chance: Vec<Spot> = spots
                .iter()
                .filter(|s| self.is_passed_over(s))
                .copied()
                .collect();
            if chance.is_empty() {
                break;
            }
            all.retain(|spot| !chance.contains(spot));
            spots = spot::settle(all.clone(), self.layout.profile);
        }
        let deeds: Vec<Spot> = spots.iter().filter(|s| self.is_deed(s)).copied().collect();
        if !deeds.is_empty() {
            let within = |s: &Spot| {
                is_skill(s) && deeds.iter().any(|d| d.first <= s.first && s.last <= d.last)
            };
            all.retain(|spot| within(spot) && !self.is_passed_over(spot));
            let beside = spot::settle(all, self.layout.profile);
            let new = |s: &Spot| {
                !spots
                    .iter()
                    .any(|o| is_skill(o) && o.first <= s.last && s.first <= o.last)
            };
            let beside: Vec<Spot> = beside.into_iter().filter(new).collect();
            spots.extend(beside);
            spots.sort_by_key(|s| (s.first, s.last, s.target));
        }
        spots
    }

    /// Whether a name is none here: chance, or an occupation that one verb would name.
    fn is_passed_over(&self, spot: &Spot) -> bool {
        if is_occupation(spot) {
            return self.is_verb_alone(spot);
        }
        is_skill(spot) && (self.is_too_general(spot) || self.is_chance(spot))
    }

    /// `valvomaan` is no `valvoja`: one verb says that something is done, not who is sought.
    fn is_verb_alone(&self, spot: &Spot) -> bool {
        let word = &self.layout.words[spot.first].word;
        spot.first == spot.last
            && spot.words == 1
            && word.parts.len() < 2
            && is_verb(word, self.lang)
            && !is_person(word, self.lang)
    }

    /// Whether an occupation is named by what is done: `weld stainless steel`, `städa kontor`.
    fn is_deed(&self, spot: &Spot) -> bool {
        let mut words = spot.first..=spot.last;
        is_occupation(spot)
            && spot.first < spot.last
            && words.all(|w| !is_person(&self.layout.words[w].word, self.lang))
    }

    /// Whether a skill is only the name of the person who is sought: `kirvesmiestä` asks one thing.
    pub(super) fn is_name_of_sought(&self, spot: &Spot, spots: &[Spot]) -> bool {
        let same = |s: &Spot| is_occupation(s) && (s.first, s.last) == (spot.first, spot.last);
        // The skill in `JavaScript-kehittäjä` is a part of the name by itself.
        is_skill(spot)
            && spot.words > 0
            && spots.iter().any(same)
            && is_person(&self.layout.words[spot.last].word, self.lang)
    }

    /// Whether a lesser name of one word is an everyday verb or a word of every text: `purkaa`, `rights`.
    pub(super) fn is_too_general(&self, spot: &Spot) -> bool {
        if spot.source != Source::Alternative || spot.words > 1 || spot.first != spot.last {
            return false;
        }
        let word = &self.layout.words[spot.first].word;
        let compound = word.parts.len() > 1;
        let verb = self.lang == Lang::Fi
            && !compound
            && word.bases.iter().any(|b| {
                finnish::action_stem(b).is_some() && !b.ends_with("ia") && !b.ends_with("iä")
            });
        let general = word
            .bases
            .iter()
            .any(|b| self.tools().taxonomy.rarity(b) < GENERAL_RARITY || words::is_common(b));
        verb || (!compound && general)
    }

    /// `sinulla on C-ajokortti`: whoever says of the applicant that they hold a permit requires it, which
    /// of a skill is the way to speak of a wish.
    pub(super) fn hardened(&self, need: Option<Need>, said: Said, at: usize) -> Option<Need> {
        let asked = self.side == Side::Vacancy && need == Some(Need::Should) && !said.denied;
        match asked && self.layout.is_of_applicant(said, at) {
            true => Some(Need::Must),
            false => need,
        }
    }

    /// `meillä vuorot toivotaan etukäteen`: what a clause says of the house asks nothing but a must.
    pub(super) fn is_of_house(&self, at: usize, said: Said) -> bool {
        let first = self.layout.clause_of(at).start;
        let (word, next) = (self.layout.lower(first), self.layout.lower(first + 1));
        let house = matches!(word, "meillä" | "meiltä")
            || (word == "hos" && next == "oss")
            || (word == "with" && next == "us");
        self.side == Side::Vacancy && house && said.class != Some(Class::Asked(Need::Must))
    }

    /// Whether a clause tells why an extract of the criminal records is asked: no skill is.
    pub(super) fn is_of_record(&self, spot: &Spot) -> bool {
        const RECORD: &[&str] = &["rikosrekist", "rikostaust", "straffregist", "criminal"];
        self.layout
            .any_begins(self.layout.clause_of(spot.first), RECORD)
    }

    /// How sure it is of a skill in prose: less where no word asks for it.
    pub(super) fn confidence(&self, spot: &Spot, said: Said) -> u8 {
        let less = if said.class.is_none() { 10 } else { 0 };
        spot.confidence.saturating_sub(less)
    }

    /// Whether a skill is a lesser name, not in one piece, and no word asks for it.
    pub(super) fn is_chance(&self, spot: &Spot) -> bool {
        let chance = match spot.source {
            Source::Alternative if spot.words > 1 => CHANCE_CONFIDENCE_APART,
            _ => CHANCE_CONFIDENCE,
        };
        self.confidence(spot, self.layout.said_of(spot.first, spot.last)) < chance
    }
}
