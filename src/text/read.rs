//! Reads one field of a record: what its words mention, how strongly, and what nothing covers.

use super::analyse::{Analyser, span};
use super::bare::{self, List};
use super::checks;
use super::claims;
use super::facts;
use super::heads;
use super::languages;
use super::layout::{Layout, Said};
use super::lexicon::{Lexicon, Target};
use super::private::Private;
use super::schooling;
use super::spot::Spot;
use super::strength::Class;
use super::token::RawToken;
use super::until;
use super::words;
use crate::domain::{
    ConceptKind, FieldRef, Lang, Mention, MentionKind, Need, ReadFacts, Span, Stance, UncoveredWord,
};
use crate::taxonomy::Taxonomy;

/// Whose words are read: a vacancy asks, a profile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
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
    /// Where an occupation is named by what is done and not by its own name.
    pub deeds: Vec<Span>,
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

/// Words of a first line up to which it can be a title.
const TITLE_LINE_WORDS: usize = 8;

/// A field in the course of being read.
pub(super) struct Field<'a> {
    pub(super) layout: Layout,
    pub(super) lang: Lang,
    pub(super) side: Side,
    pub(super) manner: Manner,
    field: FieldRef,
    pub(super) private: Private,
    /// The bare lists of a jobseeker's words.
    pub(super) lists: Vec<List>,
    tools: &'a Tools<'a>,
}

/// Reads a field's text, cut into words, in a language.
pub(crate) fn read(
    (text, words): (&str, Vec<RawToken>),
    lang: Lang,
    side: Side,
    manner: Manner,
    field: FieldRef,
    tools: &Tools<'_>,
) -> FieldReading {
    let layout = Layout::of(
        text,
        words,
        lang,
        side == Side::Profile,
        tools.analyser,
        tools.lexicon,
    );
    // What was done in a job is shown by the job, however it is listed.
    let own = matches!(
        field,
        FieldRef::Headline(_) | FieldRef::Text(_) | FieldRef::Skill(_)
    );
    let lists = match side {
        Side::Profile if own => bare::lists(&layout, text),
        _ => Vec::new(),
    };
    let field = Field {
        private: Private::of(&layout, text),
        lists,
        layout,
        lang,
        side,
        manner,
        field,
        tools,
    };
    let mut spots = field.names();
    if manner == Manner::Prose {
        heads::settle(&field.layout, &mut spots);
    }
    let (mut mentions, covered) = field.mentions(&spots);
    if side == Side::Profile && manner == Manner::Prose {
        field.work_years(&mut mentions);
    }
    mentions.sort_by(|a, b| (a.span, a.kind, &a.id).cmp(&(b.span, b.kind, &b.id)));
    let (words, fillers) = field.uncovered(&covered);
    let mut facts = field.facts(text, &words, &spots);
    if side == Side::Vacancy {
        facts.fillers = fillers;
    }
    let deeds = spots.iter().filter(|s| field.is_deed(s));
    FieldReading {
        deeds: deeds.map(|s| field.span(s.first, s.last)).collect(),
        mentions,
        facts,
        words,
    }
}

impl Field<'_> {
    pub(super) fn is_prose(&self) -> bool {
        self.manner == Manner::Prose
    }

    pub(super) fn field_ref(&self) -> FieldRef {
        self.field
    }

    pub(super) fn tools(&self) -> &Tools<'_> {
        self.tools
    }

    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        let words = &self.layout.words;
        let last = last.min(words.len() - 1);
        Span {
            start: span(&words[first].raw).start,
            end: span(&words[last].raw).end,
        }
    }

    /// What the names, languages and permits of the text come to, and which words they cover.
    fn mentions(&self, spots: &[Spot]) -> (Vec<Mention>, Vec<bool>) {
        let named = languages::named(&self.layout, self.lang);
        let mut covered = vec![false; self.layout.words.len()];
        let mut mentions = Vec::new();
        let claims = claims::claims(
            &self.layout,
            spots,
            self.tools.analyser,
            self.tools.taxonomy,
        );
        for claim in claims.iter().filter(|_| self.manner == Manner::Prose) {
            mentions.extend(self.claim(claim));
        }
        let claimed = |spot: &Spot| {
            let inside = |c: &claims::Claim| {
                c.first <= spot.first && spot.last <= c.last && c.first < c.last
            };
            self.manner == Manner::Prose && self.side == Side::Profile && claims.iter().any(inside)
        };
        let own = |first, last, thing| self.private.is_name(&self.layout, first, last, thing);
        for language in named.iter().filter(|l| !own(l.first, l.last, true)) {
            covered[language.first..=language.last.min(self.layout.words.len() - 1)].fill(true);
            mentions.extend(self.language(language));
        }
        for spot in spots {
            // A language's name is a language, not one of the taxonomy's skills of it: `suomen kielen taito`.
            let mut words = spot.first..=spot.last;
            let language = match spot.target {
                Target::Concept(_, ConceptKind::Skill | ConceptKind::SkillGroup) => {
                    words.any(|w| covered[w])
                }
                _ => words.all(|w| covered[w]),
            };
            let thing = matches!(
                spot.target,
                Target::Concept(_, ConceptKind::Skill | ConceptKind::SkillGroup)
            );
            if !language && !claimed(spot) && !own(spot.first, spot.last, thing) {
                mentions.extend(self.mention(spot, spots));
            }
        }
        for spot in spots.iter().filter(|s| !self.is_tool(s)) {
            covered[spot.first..=spot.last].fill(true);
        }
        if self.side == Side::Vacancy && self.is_prose() {
            self.cover_asked(&mut covered);
        }
        // What is a permit by its sentence is no word besides: `Legitimation krävs`.
        for claim in claims.iter().filter(|_| self.manner == Manner::Prose) {
            covered[claim.first..=claim.last].fill(true);
        }
        (mentions, covered)
    }

    /// The bare words for a qualification and a check that an advert asks are no words besides. What it
    /// is in, and a degree's own name, are looked for as words too.
    fn cover_asked(&self, covered: &mut [bool]) {
        for (at, covered) in covered.iter_mut().enumerate() {
            let qualification = self.qualification_at(at).is_some()
                && schooling::is_bare(self.layout.lower(at), self.lang);
            *covered |= qualification || checks::announces(&self.layout, at..at + 1);
        }
    }

    /// Stance and need of something said so; `None` where it is not to be reported.
    pub(super) fn judged(&self, said: Said) -> Option<(Stance, Option<Need>)> {
        if self.manner == Manner::Title {
            return Some((Stance::Stated, None));
        }
        let stance = if said.denied {
            Stance::Denied
        } else {
            Stance::Stated
        };
        match (self.side, said.class) {
            (_, Some(Class::Private | Class::Relative))
            | (Side::Vacancy, Some(Class::Offered | Class::OfEmployer)) => None,
            (Side::Profile, Some(Class::Wished)) if !said.denied => Some((Stance::Wished, None)),
            (Side::Profile, _) => Some((stance, None)),
            (Side::Vacancy, Some(Class::Asked(need))) => Some((stance, Some(need))),
            (Side::Vacancy, _) => Some((stance, Some(Need::Should))),
        }
    }

    fn language(&self, named: &languages::Named) -> Option<Mention> {
        let mut said = self.layout.said_of(named.first, named.last);
        if said.denied && !said.own && named.level.is_some() {
            // `basic English; Finnish not needed`: what has its level is not denied by the next clause.
            said = Said {
                class: None,
                denied: false,
                own: false,
                by: None,
            };
        }
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
            valid_until: None,
            confidence: if self.is_one_of_several(named.first, named.last) {
                75
            } else {
                90
            },
        })
    }

    fn claim(&self, claim: &claims::Claim) -> Option<Mention> {
        let said = self.layout.said_of(claim.first, claim.last);
        let (stance, need) = self.judged(said)?;
        let need = self.hardened(need, said, claim.first);
        if self.side == Side::Vacancy && claim.stance == Stance::Denied {
            return None;
        }
        let stance = match self.side {
            Side::Profile => claim.stance,
            Side::Vacancy => stance,
        };
        Some(Mention {
            kind: MentionKind::Permit,
            id: claim.code.as_str().to_owned(),
            field: self.field,
            span: self.span(claim.first, claim.last),
            stance,
            need,
            level: None,
            years: None,
            valid_until: None,
            confidence: 85,
        })
    }

    fn mention(&self, spot: &Spot, spots: &[Spot]) -> Option<Mention> {
        let said = self.layout.said_of(spot.first, spot.last);
        let (mut stance, mut need) = self.judged(said)?;
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
            if self.is_cue(spot) || self.is_other_form(spot, kind) {
                return None;
            }
            if kind == MentionKind::Occupation {
                need = self.occupation(spot, said, stance, spots)?;
            } else if self.side == Side::Vacancy && self.employers_own(spot, said) {
                return None;
            }
            if kind == MentionKind::Skill {
                if self.is_too_general(spot) {
                    return None;
                }
                let vacancy = self.side == Side::Vacancy;
                if vacancy && (self.is_chance(spot) || self.is_of_record(spot)) {
                    return None;
                }
                if self.is_of_procedure(spot) || self.is_no_product(spot, spots) {
                    return None;
                }
                confidence = self.confidence(spot, said);
            }
            if self.is_one_of_several(spot.first, spot.last) {
                confidence = confidence.saturating_sub(15);
            }
        }
        if kind == MentionKind::Occupation && self.manner == Manner::Title {
            need = None;
        }
        if kind == MentionKind::Permit && self.is_prose() {
            need = self.hardened(need, said, spot.first);
        }
        if self.side == Side::Vacancy && self.is_name_of_sought(spot, spots) {
            return None;
        }
        if kind == MentionKind::Occupation && self.is_studied(spot, stance) {
            stance = Stance::Studied;
        }
        let mut valid_until = None;
        if kind == MentionKind::Permit && self.side == Side::Profile && stance == Stance::Stated {
            (stance, valid_until) = self.held(spot, spots);
        }
        Some(Mention {
            kind,
            id,
            field: self.field,
            span: self.span(spot.first, spot.last),
            stance,
            need,
            level: None,
            years: self.years_of(spot, kind, stance),
            valid_until,
            confidence,
        })
    }

    /// Whether a permit that a jobseeker names is held, and until when: `umpeutuu 31.12.2027` speaks of what
    /// is to come, which is for that day to decide.
    fn held(&self, spot: &Spot, spots: &[Spot]) -> (Stance, Option<jiff::civil::Date>) {
        let valid_until = until::valid_until(&self.layout, spot, spots);
        let mut clause = self.layout.clause_of(spot.last);
        let to_come =
            valid_until.is_some() && clause.any(|w| until::is_to_come(self.layout.lower(w)));
        let lapsed = self.is_prose() && !to_come && claims::has_lapsed(&self.layout, spot, spots);
        (
            if lapsed {
                Stance::Denied
            } else {
                Stance::Stated
            },
            valid_until,
        )
    }

    /// Whether the words are those that seek or ask, and no content: `recruiting`, `hiring`, `taitoa`.
    fn is_cue(&self, spot: &Spot) -> bool {
        let ability = ["taito", "taido"]
            .iter()
            .any(|b| self.layout.lower(spot.first).starts_with(b));
        let cues = &self.layout.clauses[self.layout.words[spot.first].clause].cues;
        let seeks = |c: &super::layout::Found| {
            matches!(c.class, Class::Sought | Class::Asked(_))
                && c.first <= spot.first
                && spot.last <= c.last
        };
        let one = spot.first == spot.last;
        (one && (ability || self.is_of_languages(spot.first))) || cues.iter().any(seeks)
    }

    /// Whether an occupation's one word is what is done and not who does it: `reporting` is no reporter,
    /// `installations` no installer, `flyttade` no `flyttare`.
    fn is_other_form(&self, spot: &Spot, kind: MentionKind) -> bool {
        const DONE_EN: &[&str] = &["ing", "ed", "tion", "tions", "ment", "ments"];
        const DONE_SV: &[&str] = &["ade", "ades", "ning", "ningar", "ningen", "tion", "tioner"];
        let word = self.layout.lower(spot.last);
        let ends = |endings: &[&str]| endings.iter().any(|e| word.ends_with(e));
        let done = match self.lang {
            Lang::Fi => false,
            Lang::Sv => ends(DONE_SV),
            Lang::En => ends(DONE_EN) || self.is_done(spot),
        };
        kind == MentionKind::Occupation && spot.first == spot.last && done
    }

    /// Whether it is one of several things any of which will do: `Python tai SQL`.
    pub(super) fn is_one_of_several(&self, first: usize, last: usize) -> bool {
        let or = |w: usize| matches!(self.layout.lower(w), "tai" | "taikka" | "eller" | "or");
        let clause = self.layout.clause_of(first);
        (last + 1..clause.end.min(last + 4)).any(or)
            || (clause.start.max(first.saturating_sub(6))..first).any(or)
    }

    /// Whether the wish is to study, which says nothing against other work.
    fn is_study(&self, at: usize) -> bool {
        const STUDY: &[&str] = &[
            "opiskel",
            "kouluttaudu",
            "studer",
            "utbildar",
            "study",
            "tutkinto-opiskel",
        ];
        self.layout.any_begins(self.layout.sentence_of(at), STUDY)
    }

    /// `asiakaspalvelumme vastaa`, `palvelemme asiakkaita`: with the employer's own suffix, and nobody asked
    /// to do it.
    fn employers_own(&self, spot: &Spot, said: Said) -> bool {
        let asked = matches!(
            said.class,
            Some(Class::Asked(_) | Class::Duty | Class::Sought)
        );
        let theirs = |w: usize| self.layout.lower(w).ends_with("mme");
        self.lang == Lang::Fi && !asked && (spot.first..=spot.last).any(theirs)
    }

    /// The need of an occupation named in prose: `None` where it is only mentioned.
    fn occupation(
        &self,
        spot: &Spot,
        said: Said,
        stance: Stance,
        spots: &[Spot],
    ) -> Option<Option<Need>> {
        let vacancy = self.side == Side::Vacancy;
        if said.class == Some(Class::Colleague) || (vacancy && self.is_others(spot)) {
            return None;
        }
        if self.side == Side::Profile {
            let studies = stance == Stance::Wished && self.is_study(spot.first);
            return (!studies).then_some(None);
        }
        let need = match said.class {
            Some(Class::Asked(need)) => Some(need),
            _ => None,
        };
        if stance != Stance::Denied && self.is_needed(spot, said) {
            return Some(None);
        }
        let sought =
            matches!(said.class, Some(Class::Sought | Class::Duty)) || stance == Stance::Denied;
        let titled = |s: &Spot| !self.is_deed(s) && self.is_sought(s);
        let named = spots.iter().any(|s| *s != *spot && titled(s));
        if need.is_none() && self.is_deed(spot) && self.has_title(spots) {
            return None;
        }
        let short = self.layout.words.len() <= SHORT_TEXT_WORDS && !named;
        if (short && self.is_head(spot)) || (!named && self.is_title_line(spot, said)) {
            return Some(None);
        }
        if sought || (short && said.class.is_none()) || self.as_role(spot) {
            return Some(need);
        }
        (need.is_some() && self.qualifies(spot) && !self.is_degree(spot)).then_some(need)
    }

    /// Whether the text names who is sought by an occupation's own name: what is done in the work names no
    /// other besides (`Tarjoilija`, who also `pitää salin siistinä`).
    fn has_title(&self, spots: &[Spot]) -> bool {
        spots.iter().any(|s| {
            let said = self.layout.said_of(s.first, s.last);
            let occupation = matches!(s.target, Target::Concept(_, ConceptKind::Occupation));
            let line = || self.is_title_line(s, said) || self.is_head(s);
            occupation && !self.is_deed(s) && (self.is_sought(s) || line())
        })
    }

    /// `insinöörin tutkinto`, `DI:n koulutus`: the name of a degree is no occupation that is sought.
    fn is_degree(&self, spot: &Spot) -> bool {
        let word = &self.layout.words[spot.last].word;
        let degree = |form: &str| words::is_degree(form);
        self.is_educated(spot) && (degree(&word.lower) || word.bases.iter().any(|b| degree(b)))
    }

    /// Whether a clause names the occupation as the one that is sought.
    fn is_sought(&self, spot: &Spot) -> bool {
        let occupation = matches!(spot.target, Target::Concept(_, ConceptKind::Occupation));
        let said = self.layout.said_of(spot.first, spot.last);
        let sought = said.class == Some(Class::Sought) || self.is_needed(spot, said);
        occupation && sought && !said.denied && !self.is_others(spot)
    }

    /// Whether an occupation stands in a first line that is a title: `Kokki, Oulu⏎Etsimme osaajaa`.
    fn is_title_line(&self, spot: &Spot, said: Said) -> bool {
        let line = self.layout.sentence_of(spot.first);
        let last = &self.layout.words[spot.last].word;
        let base = self.lang != Lang::Fi || last.bases.iter().any(|b| *b == last.lower);
        line.start == 0
            && line
                .clone()
                .filter(|w| !self.layout.words[*w].word.function)
                .count()
                <= TITLE_LINE_WORDS
            && line.end < self.layout.words.len()
            && (self.lang == Lang::Fi || spot.first <= 2)
            && said.class.is_none()
            && !said.denied
            && base
            && !line.into_iter().any(|w| self.is_verb(w))
    }

    /// `Lähihoitaja iltavuoroon, hygieniapassi vaaditaan`: what a text begins with, in its base form, is
    /// what is sought; what is required comes after it.
    fn is_head(&self, spot: &Spot) -> bool {
        let last = &self.layout.words[spot.last].word;
        spot.first == 0 && (self.lang != Lang::Fi || last.bases.iter().any(|b| *b == last.lower))
    }

    /// `hitsaajana`, `hitsaajaksi`, `som svetsare`, `as a welder`.
    pub(super) fn as_role(&self, spot: &Spot) -> bool {
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

    /// Years said in the clause of a word.
    pub(super) fn years(&self, at: usize) -> Option<u8> {
        let clause = self.layout.clauses[self.layout.words[at].clause]
            .words
            .clone();
        // `six years as a chef and as a helper since 2023`: each has the years that stand nearest.
        clause
            .filter(|w| !self.private.is_age(&self.layout, *w))
            .filter_map(|w| Some((w.abs_diff(at), facts::years(&self.layout, w)?)))
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, years)| years)
    }
}
