//! What a name stands in the way of: skills inside the words of a deed that names an occupation, and the
//! lesser name under one that turns out to be chance.

use super::analyse::Word;
use super::layout::Said;
use super::lexicon::{Source, Target};
use super::read::{Field, Side};
use super::spot::{self, Spot};
use super::strength::Class;
use super::{calls, checks, filler, finnish, languages, words};
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
pub(super) fn is_person(word: &Word, lang: Lang) -> bool {
    let ends = |form: &str, endings: &[&str]| endings.iter().any(|e| form.ends_with(e));
    match lang {
        // `siistinä` is how a place is kept.
        Lang::Fi => {
            let mut bases = word.bases.iter().filter(|base| *base != "siisti");
            bases.any(|base| ends(base, PERSONS_FI))
        }
        // `kör` is a verb.
        Lang::Sv => word.lower.chars().count() > 3 && ends(&word.lower, PERSONS_SV),
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
        if self.side == Side::Vacancy && self.is_prose() {
            all.retain(|spot| !(spot.first..=spot.last).all(|w| self.is_of_firm(w)));
        }
        let mut spots = spot::settle(all.clone(), self.layout.profile);
        if self.side == Side::Profile || !self.is_prose() {
            self.drop_places(&mut spots);
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

    /// `jobbat som barnskötare i 8 år på daghem`: who says as what needs no place to stand for it.
    fn drop_places(&self, spots: &mut Vec<Spot>) {
        if self.lang == Lang::Fi || !self.is_prose() {
            return;
        }
        let roles: Vec<usize> = spots
            .iter()
            .filter(|s| is_occupation(s) && self.as_role(s))
            .map(|s| self.layout.words[s.first].clause)
            .collect();
        spots.retain(|spot| {
            let everyday = matches!(spot.source, Source::Everyday(_));
            let clause = self.layout.words[spot.first].clause;
            !(everyday && self.is_deed(spot) && roles.contains(&clause))
        });
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
            && (is_verb(word, self.lang) || self.is_done(spot))
            && !is_person(word, self.lang)
    }

    /// `you will design`: a lesser name of one English word right after who does it is what is done.
    pub(super) fn is_done(&self, spot: &Spot) -> bool {
        const DOERS: &[&str] = &[
            "i", "you", "we", "they", "will", "to", "can", "must", "should",
        ];
        let before = spot.first.checked_sub(1);
        self.lang == Lang::En
            && spot.source == Source::Alternative
            && spot.first == spot.last
            && before.is_some_and(|w| DOERS.contains(&self.layout.lower(w)))
    }

    /// Whether an occupation is that of those one works with: `sairaanhoitajien ja lääkärien kanssa`,
    /// `work closely with nurses`; or of whoever answers questions.
    pub(super) fn is_others(&self, spot: &Spot) -> bool {
        let clause = self.layout.clause_of(spot.first);
        let lower = |w: usize| self.layout.lower(w);
        let bound = |w: &usize| {
            let word = lower(*w);
            word.ends_with('n') || self.layout.words[*w].word.function
        };
        let with = (spot.last + 1..clause.end)
            .take(5)
            .find(|w| matches!(lower(*w), "kanssa" | "rinnalla" | "apuna"))
            .is_some_and(|kanssa| (spot.last..kanssa).all(|w| bound(&w)));
        let beside = (clause.start..spot.first).rev().take(4).any(|w| {
            let before = w.checked_sub(1).map_or("", lower);
            lower(w) == "with" && (before.starts_with("work") || before == "closely")
        });
        match self.lang {
            Lang::Fi => with,
            Lang::En => beside,
            Lang::Sv => false,
        }
    }

    /// Whether a word of need stands with an occupation: `tarvitaan kokkia`, `behöver en målare`,
    /// `hitsaajaa haemme`. A degree or a right in the occupation's name is asked, not sought.
    pub(super) fn is_needed(&self, spot: &Spot, said: Said) -> bool {
        if self.side == Side::Profile || said.denied || !is_occupation(spot) || self.qualifies(spot)
        {
            return false;
        }
        let last = &self.layout.words[spot.last].word;
        let partitive = last.lower.ends_with(['a', 'ä']) && !last.bases.contains(&last.lower);
        let base = last.bases.contains(&last.lower);
        let form = self.lang != Lang::Fi || partitive || base;
        let clause = self.layout.clause_of(spot.first);
        let lower = |w: usize| self.layout.lower(w);
        let applicant = |w: usize| matches!(lower(w), "du" | "you" | "sinä" | "sinun");
        let needed = |by: usize| {
            let asked = matches!(said.class, Some(Class::Asked(_)));
            let you = by.checked_sub(1).is_some_and(applicant) || applicant(by + 1);
            asked && calls::says_needed(lower(by)) && !you
        };
        let after = (spot.last + 1..clause.end)
            .take(2)
            .any(|w| calls::seeks(lower(w)));
        form && (said.by.is_some_and(needed) || (self.lang == Lang::Fi && partitive && after))
    }

    /// `haastattelut Teamsilla`: a sentence that begins with how applicants are met asks nothing.
    pub(super) fn is_of_procedure(&self, spot: &Spot) -> bool {
        const MEETING: &[&str] = &["haastattel", "intervju", "interviews"];
        let sentence = self.layout.sentence_of(spot.first);
        let clauses = &self.layout.sentences
            [self.layout.clauses[self.layout.words[spot.first].clause].sentence];
        let asks = clauses.section.is_some()
            || self.layout.clauses[clauses.clauses.clone()]
                .iter()
                .any(|c| !c.cues.is_empty());
        self.side == Side::Vacancy
            && self.is_prose()
            && !asks
            && self
                .layout
                .any_begins(sentence.start..sentence.start + 1, MEETING)
    }

    /// Whether a word is not the product whose name it is, or is like.
    pub(super) fn is_no_product(&self, spot: &Spot, spots: &[Spot]) -> bool {
        self.is_product_of_name(spot, spots) || self.is_near_product(spot)
    }

    /// Whether a lower-case word is an occupation's name and no product's: `chef` is a cook.
    fn is_product_of_name(&self, spot: &Spot, spots: &[Spot]) -> bool {
        let same = |s: &Spot| is_occupation(s) && (s.first, s.last) == (spot.first, spot.last);
        let Target::Concept(ix, _) = spot.target else {
            return false;
        };
        let product = || self.tools().taxonomy.label(ix, Lang::En).contains(" (");
        let small = !self.layout.words[spot.first].is_capital();
        is_skill(spot) && spot.words > 0 && small && spots.iter().any(same) && product()
    }

    /// Whether a word is only of one stem with a product's own name: `solid` is no Solidity.
    fn is_near_product(&self, spot: &Spot) -> bool {
        let Target::Concept(ix, _) = spot.target else {
            return false;
        };
        if !is_skill(spot) || spot.words != 1 || matches!(spot.source, Source::Everyday(_)) {
            return false;
        }
        let taxonomy = self.tools().taxonomy;
        let [fi, sv, en] = [Lang::Fi, Lang::Sv, Lang::En].map(|lang| taxonomy.label(ix, lang));
        let own_name = fi == en && sv == en && en.starts_with(char::is_uppercase);
        let word = &self.layout.words[spot.first].word;
        let named = |label: &str| {
            let name = label.split(" (").next().unwrap_or(label).to_lowercase();
            let bases = self.lang != Lang::En && word.bases.contains(&name);
            name == word.lower || bases || word.lower.starts_with(&format!("{name}-"))
        };
        (own_name || en.contains(" (")) && !taxonomy.labels(ix).any(|(_, label, _)| named(label))
    }

    /// `Kielitaito: suomi`: the languages that a sentence names say what its word for them means.
    pub(super) fn is_of_languages(&self, at: usize) -> bool {
        const ABILITY: &[&str] = &["kielitai", "språkkunskap"];
        let named = |w: usize| languages::code_at(&self.layout, w).is_some();
        self.layout.any_begins(at..at + 1, ABILITY) && self.layout.sentence_of(at).any(named)
    }

    /// Whether an occupation is named by what is done: `weld stainless steel`, `städa kontor`.
    pub(super) fn is_deed(&self, spot: &Spot) -> bool {
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

    /// Whether a clause tells of a check such as an extract of the criminal records: it asks no skill.
    pub(super) fn is_of_record(&self, spot: &Spot) -> bool {
        checks::announces(&self.layout, self.layout.clause_of(spot.first))
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

    /// `sairaanhoitajan tutkinto`: the occupation names the qualification that is asked.
    pub(super) fn qualifies(&self, spot: &Spot) -> bool {
        const RIGHTS: &[&str] = &[
            "pätevyy",
            "kelpoisuu",
            "laillist",
            "oikeu",
            "behörighet",
            "qualif",
            "licen",
        ];
        self.is_educated(spot) || self.is_followed_by(spot, RIGHTS)
    }

    /// `kirvesmiehen tutkinto`: the occupation names an education.
    pub(super) fn is_educated(&self, spot: &Spot) -> bool {
        const EDUCATIONS: &[&str] = &[
            "tutkin",
            "ammattitutkin",
            "perustutkin",
            "erikoisammattitutkin",
            "koulutu",
            "examen",
            "yrkesexamen",
            "utbildning",
            "degree",
            "diploma",
        ];
        self.is_followed_by(spot, EDUCATIONS)
    }

    fn is_followed_by(&self, spot: &Spot, beginnings: &[&str]) -> bool {
        (spot.last + 1..spot.last + 3).any(|w| {
            beginnings
                .iter()
                .any(|b| self.layout.lower(w).starts_with(b))
        })
    }
}
