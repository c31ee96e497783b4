//! The taxonomy itself: flat arrays and what is asked of them.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use bitcode::{Decode, Encode};

use super::ConceptIx;
use super::csr::{Lists, Pool};
use super::measure::Words;
use super::near::{Near, OccupationRelation, Relation};
use crate::domain::{ConceptKind, Lang};

/// One label: its language and whether it is the preferred one. Its text stands in the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub(super) struct LabelMark {
    /// 0 for a preferred label, 1 for an alternative one: preferred ones stand first.
    pub(super) alternative: bool,
    /// Place of the language in [`Lang::ALL`].
    pub(super) lang: u8,
}

/// What is kept of a taxonomy, in its file as in memory.
#[derive(Debug, Default, Encode, Decode)]
pub(super) struct Body {
    /// Release in words: `esco-1.1.1`, `starter-1`.
    pub(super) name: String,
    /// How many skills, occupations, ISCO groups and skill groups.
    pub(super) counts: [u32; 4],
    /// A URI for each concept, rising within its kind.
    pub(super) uris: Pool,
    /// A code for each concept, empty where it has none.
    pub(super) codes: Pool,
    /// Label marks for each concept; the text of the nth mark is the nth of `label_texts`.
    pub(super) labels: Lists<LabelMark>,
    pub(super) label_texts: Pool,
    pub(super) broader: Lists<ConceptIx>,
    pub(super) narrower: Lists<ConceptIx>,
    /// For occupations their skills, for skills the occupations.
    pub(super) essential: Lists<ConceptIx>,
    pub(super) optional: Lists<ConceptIx>,
    /// Skill–skill relations, both ways.
    pub(super) related: Lists<ConceptIx>,
    /// Whether the relation at the same place of `related` is an essential one.
    pub(super) related_essential: Vec<bool>,
    pub(super) near_skills: Near,
    pub(super) near_occupations: Near,
    /// Percent for each concept.
    pub(super) specificity: Vec<u8>,
    pub(super) words: Words,
}

impl Body {
    /// Skills related to a concept and whether as essential.
    pub(super) fn related_of(&self, ix: ConceptIx) -> impl Iterator<Item = (ConceptIx, bool)> {
        let essential = self.related_essential.get(self.related.range(ix.index()));
        let related = self.related.get(ix.index()).iter();
        related
            .copied()
            .zip(essential.unwrap_or_default().iter().copied())
    }

    /// What every reader of it relies on: each list in its place and each number in its range.
    pub(super) fn is_sound(&self) -> bool {
        let total = self.counts.iter().map(|n| *n as usize).sum::<usize>();
        let concepts = |lists: &Lists<ConceptIx>| {
            lists.is_sound()
                && lists.len() == total
                && lists.items().iter().all(|ix| ix.index() < total)
        };
        [
            &self.broader,
            &self.narrower,
            &self.essential,
            &self.optional,
            &self.related,
        ]
        .into_iter()
        .all(concepts)
            && [&self.uris, &self.codes]
                .iter()
                .all(|p| p.is_sound() && p.len() == total)
            && self.labels.is_sound()
            && self.labels.len() == total
            && self.label_texts.is_sound()
            && self.label_texts.len() == self.labels.items().len()
            && self.related_essential.len() == self.related.items().len()
            && self.near_skills.is_sound(total, Relation::ALL.len())
            && self
                .near_occupations
                .is_sound(total, OccupationRelation::ALL.len())
            && self.specificity.len() == total
            && self.words.is_sound()
    }
}

/// A release of the taxonomy in memory. Reading it cannot fail: a [`ConceptIx`] of another taxonomy
/// gets empty answers.
#[derive(Debug)]
pub struct Taxonomy {
    pub(super) version: String,
    pub(super) body: Body,
}

impl Taxonomy {
    /// The built-in taxonomy of a region's everyday labour market, in Finnish, Swedish and English,
    /// whose concepts are identified by their ESCO URIs. Built on first use.
    pub fn starter() -> Arc<Taxonomy> {
        static STARTER: LazyLock<Arc<Taxonomy>> =
            LazyLock::new(|| Arc::new(super::starter::build().0));
        STARTER.clone()
    }

    /// Release and first 8 hexadecimal digits of the content's BLAKE3: `esco-1.1.1-0a1b2c3d`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Release in words, without the hash: `esco-1.1.1`.
    pub fn release(&self) -> &str {
        &self.body.name
    }

    /// Whether it is the built-in starter, of whatever version of the program.
    pub fn is_starter(&self) -> bool {
        self.body.name.starts_with("starter-")
    }

    /// How many concepts.
    pub fn len(&self) -> usize {
        self.body.uris.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many skills: they are the concepts 0 to `skills_len` − 1.
    pub fn skills_len(&self) -> usize {
        self.body.counts[0] as usize
    }

    /// Every skill.
    pub fn skills(&self) -> impl Iterator<Item = ConceptIx> + use<> {
        self.range_of(ConceptKind::Skill).map(ConceptIx)
    }

    /// Every occupation.
    pub fn occupations(&self) -> impl Iterator<Item = ConceptIx> + use<> {
        self.range_of(ConceptKind::Occupation).map(ConceptIx)
    }

    /// Every concept.
    pub fn concepts(&self) -> impl Iterator<Item = ConceptIx> + use<> {
        (0..ConceptIx::at(self.len()).0).map(ConceptIx)
    }

    /// Where a kind's concepts stand.
    pub fn range_of(&self, kind: ConceptKind) -> Range<u32> {
        let place = place_of(kind);
        let start = self.body.counts[..place].iter().sum();
        start..start + self.body.counts[place]
    }

    /// The concept with this URI.
    pub fn find(&self, uri: &str) -> Option<ConceptIx> {
        ConceptKind::ALL.iter().find_map(|kind| {
            let range = self.range_of(*kind);
            let (mut low, mut high) = (range.start, range.end);
            while low < high {
                let middle = low + (high - low) / 2;
                match self.uri(ConceptIx(middle)).cmp(uri) {
                    std::cmp::Ordering::Equal => return Some(ConceptIx(middle)),
                    std::cmp::Ordering::Less => low = middle + 1,
                    std::cmp::Ordering::Greater => high = middle,
                }
            }
            None
        })
    }

    /// Its URI.
    pub fn uri(&self, ix: ConceptIx) -> &str {
        self.body.uris.get(ix.index())
    }

    /// What it is.
    pub fn kind(&self, ix: ConceptIx) -> ConceptKind {
        let is_in = |kind: &&ConceptKind| self.range_of(**kind).contains(&ix.0);
        ConceptKind::ALL
            .iter()
            .find(is_in)
            .copied()
            .unwrap_or(ConceptKind::SkillGroup)
    }

    /// Its code in the release, where it has one: an occupation's `2221.2`, a skill group's `S1.2`.
    pub fn code(&self, ix: ConceptIx) -> Option<&str> {
        Some(self.body.codes.get(ix.index())).filter(|code| !code.is_empty())
    }

    /// The ISCO-08 digits of an occupation (four) or of an ISCO group (one to four).
    pub fn isco(&self, ix: ConceptIx) -> Option<&str> {
        match self.kind(ix) {
            ConceptKind::Occupation | ConceptKind::IscoGroup => {
                self.code(ix).and_then(|code| code.split('.').next())
            }
            ConceptKind::Skill | ConceptKind::SkillGroup => None,
        }
    }

    /// The preferred label in `lang`, else in Finnish, Swedish, English, else its URI.
    pub fn label(&self, ix: ConceptIx, lang: Lang) -> &str {
        let mut best = None;
        for (label_lang, text, preferred) in self.labels(ix) {
            if label_lang == lang && preferred {
                return text;
            }
            best = best.or(Some(text));
        }
        best.unwrap_or_else(|| self.uri(ix))
    }

    /// Every label with its language and whether it is the preferred one: preferred ones first, each
    /// in the order Finnish, Swedish, English, alternative ones by spelling.
    pub fn labels(&self, ix: ConceptIx) -> impl Iterator<Item = (Lang, &str, bool)> {
        let range = self.body.labels.range(ix.index());
        let marks = self.body.labels.get(ix.index());
        range.zip(marks).map(|(place, mark)| {
            let lang = Lang::ALL
                .get(usize::from(mark.lang))
                .copied()
                .unwrap_or(Lang::En);
            (lang, self.body.label_texts.get(place), !mark.alternative)
        })
    }

    /// How many labels in all, alternative ones included.
    pub fn labels_len(&self) -> usize {
        self.body.label_texts.len()
    }

    /// Directly broader concepts: of a skill its skills and skill groups, of an occupation its
    /// occupation or ISCO group.
    pub fn broader(&self, ix: ConceptIx) -> &[ConceptIx] {
        self.body.broader.get(ix.index())
    }

    /// Directly narrower concepts.
    pub fn narrower(&self, ix: ConceptIx) -> &[ConceptIx] {
        self.body.narrower.get(ix.index())
    }

    /// Skills essential to an occupation.
    pub fn essential_skills(&self, occupation: ConceptIx) -> &[ConceptIx] {
        self.of_kind(occupation, ConceptKind::Occupation, &self.body.essential)
    }

    /// Skills useful in an occupation without being essential.
    pub fn optional_skills(&self, occupation: ConceptIx) -> &[ConceptIx] {
        self.of_kind(occupation, ConceptKind::Occupation, &self.body.optional)
    }

    /// Occupations to which a skill is essential.
    pub fn essential_for(&self, skill: ConceptIx) -> &[ConceptIx] {
        self.of_kind(skill, ConceptKind::Skill, &self.body.essential)
    }

    /// Occupations in which a skill is useful without being essential.
    pub fn optional_for(&self, skill: ConceptIx) -> &[ConceptIx] {
        self.of_kind(skill, ConceptKind::Skill, &self.body.optional)
    }

    /// Skills that the release relates to a skill, either way round.
    pub fn related_skills(&self, skill: ConceptIx) -> &[ConceptIx] {
        self.body.related.get(skill.index())
    }

    /// Every skill near the asked one with its strongest relation, the asked one itself (`Same`)
    /// included; at most [`NEAR_SKILLS_MAX`](super::NEAR_SKILLS_MAX), in order of concept. Of a
    /// skill group: itself and the skills in it. Other kinds are near nothing but themselves.
    pub fn near_skills(&self, asked: ConceptIx) -> Vec<(ConceptIx, Relation)> {
        self.body.near_skills.of(asked)
    }

    /// Every occupation near the asked one with its strongest relation, itself included; at most
    /// [`NEAR_OCCUPATIONS_MAX`](super::NEAR_OCCUPATIONS_MAX), in order of concept. Of an ISCO group:
    /// itself and the occupations in it. Other kinds are near nothing but themselves.
    pub fn near_occupations(&self, asked: ConceptIx) -> Vec<(ConceptIx, OccupationRelation)> {
        self.body.near_occupations.of(asked)
    }

    /// How specific a skill is, in percent from 50 (used everywhere) to 200 (used hardly anywhere); 100
    /// of skills whose use the release does not tell and of all that are no skills.
    pub fn specificity(&self, ix: ConceptIx) -> u8 {
        self.body
            .specificity
            .get(ix.index())
            .copied()
            .unwrap_or(super::measure::SPECIFICITY_UNKNOWN)
    }

    /// How rare a word is among the labels of the release, 0 (in every concept) to
    /// [`RARITY_MAX`](super::RARITY_MAX) (in none). Case does not matter.
    pub fn rarity(&self, word: &str) -> u16 {
        self.body.words.rarity(word, self.len())
    }

    fn of_kind<'a>(
        &self,
        ix: ConceptIx,
        kind: ConceptKind,
        lists: &'a Lists<ConceptIx>,
    ) -> &'a [ConceptIx] {
        if self.range_of(kind).contains(&ix.0) {
            lists.get(ix.index())
        } else {
            &[]
        }
    }
}

/// A kind's place in the order of concepts.
pub(super) fn place_of(kind: ConceptKind) -> usize {
    match kind {
        ConceptKind::Skill => 0,
        ConceptKind::Occupation => 1,
        ConceptKind::IscoGroup => 2,
        ConceptKind::SkillGroup => 3,
    }
}
