//! Tools asked or held by a product's own name, which the taxonomy may not hold.

use super::analyse::span;
use super::lexicon::{Source, Target};
use super::read::{Field, Manner};
use super::spot::Spot;
use super::strength::Class;
use super::words;
use crate::domain::{ConceptKind, Need, ReadTool, UncoveredWord};

/// Beginnings of words that say that a thing is to be known or used.
const KNOWING: &[&str] = &[
    "osaam",
    "osaat",
    "taito",
    "taida",
    "tuntem",
    "tunnet",
    "hallin",
    "hallit",
    "käyttökok",
    "kokemus",
    "kokemust",
    "ohjelm",
    "järjestelm",
    "kunskap",
    "erfaren",
    "kunnande",
    "behärsk",
    "program",
    "knowledge",
    "command",
    "experience",
    "proficien",
    "skill",
    "familiar",
    "understanding",
    "expertise",
];

impl Field<'_> {
    /// Names with a capital inside an asked clause that nothing covers: tools by their own name.
    pub(super) fn tools_asked(&self, words: &[UncoveredWord]) -> Vec<ReadTool> {
        let starts = |word: &&UncoveredWord| {
            (0..self.layout.words.len()).find(|at| span(&self.layout.words[*at].raw) == word.span)
        };
        let tool = |word: &UncoveredWord| {
            let at = starts(&word)?;
            let placed = &self.layout.words[at];
            let capital = placed.raw.surface.chars().next()?.is_uppercase();
            let opens = self.layout.sentence_of(at).start == at;
            let sentence = &self.layout.sentences[self.layout.clauses[placed.clause].sentence];
            let item = matches!(sentence.section, Some(Class::Asked(_)));
            let known = (item || self.layout.any_begins(self.layout.sentence_of(at), KNOWING))
                && !words::is_of_calendar(&placed.word.lower);
            let opens = opens && (!item || placed.word.known);
            let said = self.layout.said_of(at, at);
            let Some(Class::Asked(need)) = said.class.filter(|_| !said.denied) else {
                return None;
            };
            // One of several will do: none of them by itself decides.
            let need = match self.is_one_of_several(at, at) {
                true => need.max(Need::Should),
                false => need,
            };
            (capital && known && !opens && placed.word.lower.chars().count() > 2).then(|| {
                ReadTool {
                    name: placed.raw.surface.clone(),
                    base: word.base.clone(),
                    need,
                }
            })
        };
        words.iter().filter_map(tool).collect()
    }

    /// Whether an everyday word is a product's own name: it stands for its kind of tool, and is looked
    /// for by itself too, since who knows another product of the kind does not know this one.
    pub(super) fn is_tool(&self, spot: &Spot) -> bool {
        let placed = &self.layout.words[spot.first];
        let capital = placed.is_capital();
        let opens =
            self.manner == Manner::Prose && self.layout.sentence_of(spot.first).start == spot.first;
        let skill = matches!(
            spot.target,
            Target::Concept(_, ConceptKind::Skill | ConceptKind::SkillGroup)
        );
        skill
            && capital
            && !opens
            && spot.first == spot.last
            && matches!(spot.source, Source::Everyday(_))
            && !placed.word.lower.contains('-')
    }
}
