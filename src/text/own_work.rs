//! Whether an occupation that a jobseeker names is their work: done, studied or somebody else's, and
//! for how many years.

use super::analyse::span;
use super::lexicon::Source;
use super::read::{Field, Manner, Side};
use super::spot::Spot;
use super::{facts, finnish};
use crate::domain::{Lang, Mention, MentionKind, Stance};

impl Field<'_> {
    /// Whether a jobseeker names the occupation as what they studied: `valmistuin kokiksi`.
    pub(super) fn is_studied(&self, spot: &Spot, stance: Stance) -> bool {
        const GRADUATED: &[&str] = &[
            "valmistu",
            "kouluttauduin",
            "opiskelin",
            "utexaminera",
            "utbildade",
            "graduat",
            "trained",
        ];
        let clause = self.layout.clause_of(spot.first);
        self.side == Side::Profile
            && stance == Stance::Stated
            && (self.is_educated(spot) || self.layout.any_begins(clause, GRADUATED))
    }

    /// Whether a jobseeker says of themselves that this is or was their work: `olen hitsaaja`,
    /// `hitsaajana`, or the occupation itself at the head of a sentence without a verb of another.
    pub(super) fn is_own_work(&self, spot: &Spot) -> bool {
        let place = spot.words > 1 && spot.first == spot.last;
        if self.as_role(spot) || (place && matches!(spot.source, Source::Everyday(_))) {
            return true;
        }
        const OF_ONESELF: &[&str] = &[
            "olen",
            "oon",
            "olin",
            "ollut",
            "ollu",
            "toimin",
            "työskentelen",
            "työskentelin",
            "teen",
            "tein",
            "tehnyt",
            "ajan",
            "ajoin",
            "ajanut",
            "jag",
            "i",
            "i'm",
            "i've",
            "arbetat",
            "jobbat",
        ];
        let clause = self.layout.clause_of(spot.first);
        let of_oneself = clause
            .clone()
            .any(|w| OF_ONESELF.contains(&self.layout.lower(w)));
        let of_another = clause.clone().any(|w| self.is_verb(w));
        let base = self.layout.words[spot.last]
            .word
            .bases
            .contains(&self.layout.words[spot.last].word.lower);
        let heads = clause.start == self.layout.sentence_of(spot.first).start
            && spot.last < clause.start + 5
            && !of_another
            && (clause.start..spot.first).all(|w| self.is_modifier(w));
        of_oneself || (heads && (base || self.lang != Lang::Fi))
    }

    /// Whether a word can stand before the occupation at the head of a sentence: `kokenut`, `lounaspaikan`.
    pub(super) fn is_modifier(&self, at: usize) -> bool {
        const MODIFYING: &[&str] = &["n", "nut", "nyt", "ttu", "tty", "va", "vä", "inen"];
        let word = &self.layout.words[at].word;
        self.lang != Lang::Fi
            || word.function
            || MODIFYING.iter().any(|end| word.lower.ends_with(end))
    }

    /// Whether a word looks like a verb of somebody else: `vaihtoi`, `oli`, `was`.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let word = &self.layout.words[at].word;
        matches!(
            word.lower.as_str(),
            "on" | "oli" | "olivat" | "ovat" | "är" | "var" | "is" | "was" | "are" | "were"
        ) || (self.lang == Lang::Fi
            && word.lower.ends_with(['i', 't'])
            && word
                .bases
                .iter()
                .any(|b| finnish::action_stem(b).is_some() && *b != word.lower)
            && !word.bases.contains(&word.lower))
    }

    /// Gives the years said in a sentence to the occupation of that sentence; years of a sentence
    /// without one to the first occupation of the text that has none.
    pub(super) fn work_years(&self, mentions: &mut [Mention]) {
        const ELSEWHERE: &[&str] = &[
            "opiskel",
            "hoitovapa",
            "vanha",
            "asun",
            "asunut",
            "living",
            "lived",
            "bott",
            "bor",
            "studer",
            "stud",
        ];
        let count = self.layout.words.len();
        let said: Vec<(usize, u8)> = (0..count)
            .filter(|w| !self.layout.any_begins(self.layout.clause_of(*w), ELSEWHERE))
            .filter(|w| !self.private.is_age(&self.layout, *w) && !self.is_copied(*w))
            .filter_map(|w| Some((w, facts::years(&self.layout, w)?)))
            .collect();
        let place = |m: &Mention| {
            (0..count).find(|w| span(&self.layout.words[*w].raw).start == m.span.start)
        };
        let mut loose: Vec<u8> = Vec::new();
        for (at, years) in said {
            let sentence = self.layout.sentence_of(at);
            let near = |m: &&mut Mention| {
                m.kind == MentionKind::Occupation
                    && matches!(m.stance, Stance::Stated | Stance::Studied)
                    && place(m).is_some_and(|p| sentence.contains(&p))
            };
            match mentions
                .iter_mut()
                .filter(near)
                .min_by_key(|m| place(m).map(|p| p.abs_diff(at)))
            {
                Some(mention) if mention.years.is_none_or(|y| y == 0) => {
                    mention.years = Some(years);
                    mention.stance = Stance::Stated;
                }
                Some(_) => {}
                None => loose.push(years),
            }
        }
        let first = mentions.iter_mut().find(|m| {
            m.kind == MentionKind::Occupation && m.stance == Stance::Stated && m.years == Some(0)
        });
        if let (Some(mention), Some(years)) = (first, loose.into_iter().max()) {
            mention.years = Some(years);
        }
    }

    /// Years of what a jobseeker names; 0 of work that is done or was done without saying how long.
    pub(super) fn years_of(&self, spot: &Spot, kind: MentionKind, stance: Stance) -> Option<u8> {
        if self.side == Side::Vacancy {
            return None;
        }
        let own = kind == MentionKind::Occupation
            && self.manner == Manner::Prose
            && stance == Stance::Stated
            && self.is_own_work(spot);
        self.years(spot.first).or(own.then_some(0))
    }
}
