//! The education that an advert asks, by the words of its sentences: a qualification's name and its level.

use super::layout::Said;
use super::read::{Field, Side};
use super::strength::{self, Class};
use crate::domain::{EducationLevel, Lang, Need, ReadEducation, Span};

use EducationLevel::{Bachelor, Basic, Doctor, Master, Specialist, UpperSecondary};

/// Beginnings of words that name a degree or a level of schooling, the longer before the shorter.
/// A further vocational qualification (ammattitutkinto) stands with the specialist ones; `yrkesexamen` and
/// "vocational qualification" are used of the lower one too, and at least that is meant.
const LEVELS: &[(&str, EducationLevel)] = &[
    ("erikoisammattitutkin", Specialist),
    ("ammattitutkin", Specialist),
    ("specialyrkesexam", Specialist),
    ("yrkesexam", UpperSecondary),
    ("perustutkin", UpperSecondary),
    ("grundexam", UpperSecondary),
    ("ylioppilastutkin", UpperSecondary),
    ("studentexam", UpperSecondary),
    ("merkonom", UpperSecondary),
    ("datanom", UpperSecondary),
    ("artenom", UpperSecondary),
    ("närvårdarexam", UpperSecondary),
    ("lähihoitajatutkin", UpperSecondary),
    ("ammattikorkeakoulututkin", Bachelor),
    ("korkeakoulututkin", Bachelor),
    ("yrkeshögskoleexam", Bachelor),
    ("högskoleexam", Bachelor),
    ("tradenom", Bachelor),
    ("sosionom", Bachelor),
    ("socionom", Bachelor),
    ("restonom", Bachelor),
    ("geronom", Bachelor),
    ("medianom", Bachelor),
    ("agrolog", Bachelor),
    ("yhteisöpedagog", Bachelor),
    ("insinöör", Bachelor),
    ("ingenjör", Bachelor),
    ("kandidaatin", Bachelor),
    ("kandidatexam", Bachelor),
    ("bachelor", Bachelor),
    ("diplomi-insinöör", Master),
    ("diplomingenjör", Master),
    ("ekonomexam", Master),
    ("maisteri", Master),
    ("magister", Master),
    ("master's", Master),
    ("tohtorin", Doctor),
    ("doktorsexam", Doctor),
    ("doctoral", Doctor),
    ("peruskoulun", Basic),
];

/// Beginnings of words before a qualification that say its level.
const LEVELS_BEFORE: &[(&str, EducationLevel)] = &[
    ("ylem", Master),
    ("högre", Master),
    ("master", Master),
    ("alem", Bachelor),
    ("lägre", Bachelor),
    ("bachelor", Bachelor),
    ("ammattikorkeakoul", Bachelor),
    ("university", Bachelor),
    ("college", Bachelor),
    ("specialist", Specialist),
    ("further", Specialist),
    ("vocational", UpperSecondary),
    ("ammatillis", UpperSecondary),
    ("ammatilline", UpperSecondary),
    ("yrkesinriktad", UpperSecondary),
];

/// Beginnings of words that stand before a qualification and belong to its name, or say of what kind it
/// must be.
const BEFORE: &[&str] = &[
    "soveltuv",
    "vastaav",
    "ylem",
    "alem",
    "ammatilli",
    "lämplig",
    "motsvarande",
    "högre",
    "lägre",
    "yrkesinriktad",
    "suitable",
    "relevant",
    "equivalent",
    "vocational",
    "professional",
    "further",
    "specialist",
    "bachelor",
    "master",
    "university",
    "college",
    "higher",
    "lower",
    "formal",
    "engineering",
    "nursing",
    "teaching",
    "technical",
];

/// Beginnings of words that let another qualification do.
const EQUIVALENT: &[&str] = &[
    "vastaav",
    "motsvarande",
    "equivalent",
    "annan",
    "annat",
    "muu",
    "muuta",
    "other",
    "similar",
    "liknande",
];

/// The most words that the field of a qualification takes after it: `inom social- och hälsovård`.
const FIELD_WORDS_MAX: usize = 4;

/// A qualification named at a word: its own level, or whether it is any schooling that is asked.
fn qualification(word: &str, lang: Lang) -> Option<Option<EducationLevel>> {
    let level = LEVELS.iter().find(|(b, _)| word.starts_with(b));
    let named = match lang {
        Lang::Fi => word.contains("tutkinto") || word.contains("tutkinno"),
        Lang::Sv => word.ends_with("examen"),
        Lang::En => matches!(
            word,
            "qualification" | "qualifications" | "degree" | "diploma"
        ),
    };
    match level {
        Some((_, level)) => Some(Some(*level)),
        None => named.then_some(None),
    }
}

/// Whether a word (lower case) is any word for a qualification, which tells none from another.
pub(super) fn is_bare(word: &str, lang: Lang) -> bool {
    let bare = match lang {
        Lang::Fi => [
            "tutkin",
            "perustutkin",
            "ammattitutkin",
            "erikoisammattitutkin",
        ]
        .iter()
        .any(|b| word.starts_with(b)),
        Lang::Sv => matches!(
            word,
            "examen" | "yrkesexamen" | "grundexamen" | "specialyrkesexamen" | "högskoleexamen"
        ),
        Lang::En => true,
    };
    bare && qualification(word, lang).is_some()
}

impl Field<'_> {
    /// The educations that an advert asks.
    pub(super) fn educations_asked(&self, text: &str) -> Vec<ReadEducation> {
        if self.side == Side::Profile || !self.is_prose() {
            return Vec::new();
        }
        let mut found: Vec<ReadEducation> = Vec::new();
        let mut taken = 0;
        for at in 0..self.layout.words.len() {
            if at < taken {
                continue;
            }
            if let Some((first, last, level)) = self.qualification_at(at) {
                taken = last + 1;
                let Some(need) = self.need_of_schooling(at) else {
                    continue;
                };
                let span = Span {
                    start: self.layout.words[first].raw.start,
                    end: self.layout.words[last].raw.end,
                };
                found.push(ReadEducation {
                    title: span.of(text),
                    level,
                    need,
                    span,
                });
            }
        }
        found
    }

    /// The words of a qualification whose own word stands at `at`, and its level.
    pub(super) fn qualification_at(
        &self,
        at: usize,
    ) -> Option<(usize, usize, Option<EducationLevel>)> {
        let word = self.layout.lower(at);
        let own = self.own_qualification(at, word)?;
        let clause = self.layout.clause_of(at);
        // `tradenomin tutkinto` is one education, which its last word names.
        let goes_on = clause.contains(&(at + 1))
            && self.lang == Lang::Fi
            && qualification(self.layout.lower(at + 1), self.lang).is_some();
        if goes_on {
            return None;
        }
        let mut first = at;
        while let Some(before) = first.checked_sub(1).filter(|w| clause.contains(w)) {
            if !self.names_schooling(before, first) {
                break;
            }
            first = before;
        }
        let said = |w: usize| {
            let word = self.layout.lower(w);
            let mut levels = LEVELS_BEFORE.iter().chain(LEVELS);
            levels.find(|(b, _)| word.starts_with(b)).map(|(_, l)| *l)
        };
        let level = own.or_else(|| (first..at).find_map(said));
        // `kelpoisuus: tutkinto`: a bare word for a qualification says nothing by itself.
        if level.is_none() && first == at && self.lang == Lang::En {
            return None;
        }
        Some((first, self.field_of_schooling(at, clause.end), level))
    }

    /// What a word says of schooling by itself. A degree's holder (`tradenomi`) is one who is asked to
    /// have it only where an asking word stands by, which [`Self::need_of_schooling`] sees to.
    fn own_qualification(&self, at: usize, word: &str) -> Option<Option<EducationLevel>> {
        if let Some(found) = qualification(word, self.lang) {
            return Some(found);
        }
        let schooling = ["koulutus", "utbildning", "training", "education"];
        let kind = [
            "soveltuv",
            "lämplig",
            "suitable",
            "relevant",
            "ammatilli",
            "vocational",
        ];
        let before = at.checked_sub(1)?;
        let fits = self.layout.any_begins(at..at + 1, &schooling)
            && self.layout.any_begins(before..at, &kind);
        fits.then_some(None)
    }

    /// Whether a word before a qualification belongs to its name: a Finnish genitive, or what half of a
    /// compound waits before it (`sosiaali- ja terveysalan`), or what kind it must be.
    fn names_schooling(&self, at: usize, next: usize) -> bool {
        let placed = &self.layout.words[at];
        let word = placed.word.lower.as_str();
        let cue = self.layout.clauses[placed.clause]
            .cues
            .iter()
            .any(|c| c.first <= at && at <= c.last);
        if cue || strength::denies(word, self.lang) {
            return false;
        }
        let kind = BEFORE.iter().any(|b| word.starts_with(b));
        let genitive = self.lang == Lang::Fi && word.ends_with('n') && !placed.word.function;
        let hangs = placed.hangs
            || (strength::joins(word)
                && at
                    .checked_sub(1)
                    .is_some_and(|w| self.layout.words[w].hangs));
        let apart = self.layout.words[next].raw.start - placed.raw.end;
        kind || hangs || (genitive && apart == 1)
    }

    /// The last word of what a qualification is in: `inom hälsovård`, `in electrical engineering`.
    fn field_of_schooling(&self, at: usize, end: usize) -> usize {
        let opens = matches!(self.layout.lower(at + 1), "inom" | "i" | "in" | "of");
        if self.lang == Lang::Fi || !opens || at + 1 >= end {
            return at;
        }
        let clause = &self.layout.clauses[self.layout.words[at].clause];
        let stops = |w: usize| {
            let word = &self.layout.words[w].word;
            let joined = strength::joins(&word.lower) && self.layout.words[w - 1].hangs;
            (word.function && !joined) || clause.cues.iter().any(|c| c.first <= w && w <= c.last)
        };
        let last = (at + 2..end.min(at + 2 + FIELD_WORDS_MAX)).take_while(|w| !stops(*w));
        last.last().unwrap_or(at)
    }

    /// How strongly it is asked; `None` where it is not. Of several that will do none is a must.
    fn need_of_schooling(&self, at: usize) -> Option<Need> {
        let said: Said = self.layout.said_of(at, at);
        let Some(Class::Asked(need)) = said.class.filter(|_| !said.denied) else {
            return None;
        };
        let need = self.hardened(Some(need), said, at).unwrap_or(need);
        let sentence = self.layout.sentence_of(at);
        let either = |w: usize| matches!(self.layout.lower(w), "tai" | "taikka" | "eller" | "or");
        let other = |w: usize| {
            EQUIVALENT
                .iter()
                .any(|b| self.layout.lower(w).starts_with(b))
        };
        let several = sentence.clone().any(either) || sentence.into_iter().any(other);
        Some(if several {
            need.max(Need::Should)
        } else {
            need
        })
    }
}
