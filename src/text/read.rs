//! Reads one field of a record: what its words mention, how strongly, and what nothing covers.

use super::analyse::{Analyser, span};
use super::facts;
use super::languages;
use super::layout::{Layout, Said};
use super::lexicon::{Lexicon, Target};
use super::spot::{self, Spot};
use super::strength::Class;
use super::words;
use crate::domain::{
    ConceptKind, FieldRef, Lang, Mention, MentionKind, Need, ReadFacts, Span, Stance, UncoveredWord,
};
use crate::taxonomy::Taxonomy;

/// Whose words are read: a vacancy asks, a profile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// An employer's advert.
    Vacancy,
    /// A jobseeker's own words.
    Profile,
}

/// How a field is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Sentences: cues and denials count.
    Prose,
    /// A title, a headline or a skill in words: what it names is meant.
    Title,
}

/// What was understood of a field.
#[derive(Debug, Default)]
pub(crate) struct FieldReading {
    pub mentions: Vec<Mention>,
    pub words: Vec<UncoveredWord>,
    pub facts: ReadFacts,
}

/// What a field is read with.
pub(crate) struct Tools<'a> {
    pub taxonomy: &'a Taxonomy,
    pub analyser: &'a Analyser,
    pub lexicon: &'a Lexicon,
}

/// Words of a text up to which an occupation is meant without a word that seeks it.
const SHORT_TEXT_WORDS: usize = 14;

/// A field in the course of being read.
struct Field<'a> {
    layout: Layout,
    lang: Lang,
    side: Side,
    manner: Manner,
    field: FieldRef,
    tools: &'a Tools<'a>,
}

/// Reads a field's text in a language.
pub(crate) fn read(
    text: &str,
    lang: Lang,
    side: Side,
    manner: Manner,
    field: FieldRef,
    tools: &Tools<'_>,
) -> FieldReading {
    let layout = Layout::new(
        text,
        lang,
        side == Side::Profile,
        tools.analyser,
        tools.lexicon,
    );
    let field = Field {
        layout,
        lang,
        side,
        manner,
        field,
        tools,
    };
    let spots = spot::spots(&field.layout, lang, tools.lexicon, tools.analyser);
    let named = languages::named(&field.layout, lang);
    let mut covered = vec![false; field.layout.words.len()];
    let mut mentions = Vec::new();
    for language in &named {
        covered[language.first..=language.last.min(field.layout.words.len() - 1)].fill(true);
        mentions.extend(field.language(language));
    }
    for spot in &spots {
        // A language's name is a language, not one of the taxonomy's skills of it.
        let language = (spot.first..=spot.last).all(|w| covered[w]);
        if !language {
            mentions.extend(field.mention(spot));
        }
    }
    for spot in &spots {
        covered[spot.first..=spot.last].fill(true);
    }
    mentions.sort_by(|a, b| (a.span, a.kind, &a.id).cmp(&(b.span, b.kind, &b.id)));
    FieldReading {
        mentions,
        words: field.uncovered(&covered),
        facts: facts::read(&field.layout),
    }
}

impl Field<'_> {
    fn span(&self, first: usize, last: usize) -> Span {
        let words = &self.layout.words;
        let last = last.min(words.len() - 1);
        Span {
            start: span(&words[first].raw).start,
            end: span(&words[last].raw).end,
        }
    }

    /// Stance and need of something said so; `None` where it is not to be reported.
    fn judged(&self, said: Said) -> Option<(Stance, Option<Need>)> {
        if self.manner == Manner::Title {
            return Some((Stance::Stated, None));
        }
        let stance = if said.denied {
            Stance::Denied
        } else {
            Stance::Stated
        };
        match (self.side, said.class) {
            (_, Some(Class::Private))
            | (Side::Vacancy, Some(Class::Offered | Class::OfEmployer)) => None,
            (Side::Profile, Some(Class::Wished)) if !said.denied => Some((Stance::Wished, None)),
            (Side::Profile, _) => Some((stance, None)),
            (Side::Vacancy, Some(Class::Asked(need))) => Some((stance, Some(need))),
            (Side::Vacancy, _) => Some((stance, Some(Need::Should))),
        }
    }

    fn language(&self, named: &languages::Named) -> Option<Mention> {
        let said = self.layout.said_of(named.first, named.last);
        let (stance, need) = self.judged(said)?;
        Some(Mention {
            kind: MentionKind::Language,
            id: format!("language:{}", named.code),
            field: self.field,
            span: self.span(named.first, named.last),
            stance,
            need,
            level: named.level,
            years: None,
            confidence: 90,
        })
    }

    fn mention(&self, spot: &Spot) -> Option<Mention> {
        let said = self.layout.said_of(spot.first, spot.last);
        let (stance, mut need) = self.judged(said)?;
        let mut confidence = spot.confidence;
        let (kind, id) = match spot.target {
            Target::Permit(code) => (MentionKind::Permit, code.as_str().to_owned()),
            Target::Concept(ix, kind) => {
                let kind = match kind {
                    ConceptKind::Skill | ConceptKind::SkillGroup => MentionKind::Skill,
                    ConceptKind::Occupation | ConceptKind::IscoGroup => MentionKind::Occupation,
                };
                (kind, self.tools.taxonomy.uri(ix).to_owned())
            }
            Target::Nothing => return None,
        };
        if self.manner == Manner::Prose {
            if kind == MentionKind::Occupation {
                need = self.occupation(spot, said, stance)?;
            } else if self.side == Side::Vacancy && self.employers_own(spot, said) {
                return None;
            }
            if said.class.is_none() && kind == MentionKind::Skill {
                confidence = confidence.saturating_sub(10);
            }
        }
        if kind == MentionKind::Occupation && self.manner == Manner::Title {
            need = None;
        }
        Some(Mention {
            kind,
            id,
            field: self.field,
            span: self.span(spot.first, spot.last),
            stance,
            need,
            level: None,
            years: (self.side == Side::Profile)
                .then(|| self.years(spot.first))
                .flatten(),
            confidence,
        })
    }

    /// `asiakaspalvelumme vastaa`: with the employer's own suffix, and nobody asked to do it.
    fn employers_own(&self, spot: &Spot, said: Said) -> bool {
        let asked = matches!(
            said.class,
            Some(Class::Asked(_) | Class::Duty | Class::Sought)
        );
        self.lang == Lang::Fi && !asked && self.layout.lower(spot.last).ends_with("mme")
    }

    /// The need of an occupation named in prose: `None` where it is only mentioned.
    fn occupation(&self, spot: &Spot, said: Said, stance: Stance) -> Option<Option<Need>> {
        if said.class == Some(Class::Colleague) {
            return None;
        }
        if self.side == Side::Profile {
            return Some(None);
        }
        let need = match said.class {
            Some(Class::Asked(need)) => Some(need),
            _ => None,
        };
        let sought =
            matches!(said.class, Some(Class::Sought | Class::Duty)) || stance == Stance::Denied;
        let seeks = |c: &super::layout::Clause| c.cues.iter().any(|f| f.class == Class::Sought);
        let short = self.layout.words.len() <= SHORT_TEXT_WORDS
            && said.class.is_none()
            && !self.layout.clauses.iter().any(seeks);
        if sought || short || self.as_role(spot) {
            return Some(need);
        }
        (need.is_some() && self.qualifies(spot)).then_some(need)
    }

    /// `hitsaajana`, `hitsaajaksi`, `som svetsare`, `as a welder`.
    fn as_role(&self, spot: &Spot) -> bool {
        let last = &self.layout.words[spot.last].word;
        let role = ["na", "nä", "ksi"].iter().any(|e| last.lower.ends_with(e));
        let inflected = last.bases.iter().all(|b| *b != last.lower);
        let before = |n: usize| {
            spot.first
                .checked_sub(n)
                .map_or("", |w| self.layout.lower(w))
        };
        match self.lang {
            Lang::Fi => role && inflected,
            Lang::Sv => before(1) == "som",
            Lang::En => before(1) == "as" || (before(2) == "as" && matches!(before(1), "a" | "an")),
        }
    }

    /// `sairaanhoitajan tutkinto`: the occupation names the qualification that is asked.
    fn qualifies(&self, spot: &Spot) -> bool {
        (spot.last + 1..spot.last + 3).any(|w| {
            [
                "tutkin",
                "pätevyy",
                "kelpoisuu",
                "laillist",
                "koulutu",
                "oikeu",
                "examen",
                "behörighet",
                "utbildning",
                "degree",
                "qualif",
                "licen",
            ]
            .iter()
            .any(|q| self.layout.lower(w).starts_with(q))
        })
    }

    /// Years said in the clause of a word.
    fn years(&self, at: usize) -> Option<u8> {
        let clause = self.layout.clauses[self.layout.words[at].clause]
            .words
            .clone();
        clause
            .into_iter()
            .find_map(|w| facts::years(&self.layout, w))
    }

    /// Content words that no mention covers, each base form once.
    fn uncovered(&self, covered: &[bool]) -> Vec<UncoveredWord> {
        let mut found: Vec<UncoveredWord> = Vec::new();
        for (at, placed) in self.layout.words.iter().enumerate() {
            if covered[at] || !self.has_content(at) || !self.is_said(at) {
                continue;
            }
            let Some(base) = placed.word.bases.first() else {
                continue;
            };
            if words::is_common(base)
                || words::is_common(&placed.word.lower)
                || found.iter().any(|w| w.base == *base)
            {
                continue;
            }
            found.push(UncoveredWord {
                base: base.clone(),
                field: self.field,
                span: span(&placed.raw),
            });
        }
        found
    }

    fn has_content(&self, at: usize) -> bool {
        let word = &self.layout.words[at].word;
        let letters = word.lower.chars().filter(|c| c.is_alphabetic()).count();
        let named = word.lower.contains(['+', '#']) || word.lower.starts_with('.');
        !word.function
            && (letters >= 3 || (named && letters >= 1))
            && facts::shifts(&word.lower).is_empty()
            && facts::place(&self.layout, at).is_none()
            && facts::years(&self.layout, at).is_none()
            && languages::level_of(&word.lower).is_none()
            && !words::is_sensitive(&word.lower)
    }

    /// Whether what stands here is asked or held: not offered, denied, private, or itself a cue.
    fn is_said(&self, at: usize) -> bool {
        let clause = &self.layout.clauses[self.layout.words[at].clause];
        if clause.cues.iter().any(|c| c.first <= at && at <= c.last) {
            return false;
        }
        if self.manner == Manner::Title {
            return true;
        }
        let said = self.layout.said_of(at, at);
        self.judged(said)
            .is_some_and(|(stance, _)| stance == Stance::Stated)
    }
}
