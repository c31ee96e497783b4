//! A text laid out: sentences, clauses, bullets and headings, with the cues and denials in them.

use std::ops::Range;
use std::sync::Arc;

use super::analyse::{Analyser, Word};
use super::breaks::{Break, gap};
use super::finnish;
use super::lexicon::Lexicon;
use super::strength::{self, Class, Reach};
use super::token::{self, RawToken};
use super::undotted;
use crate::domain::{Lang, Need};

/// A word in its place.
pub(crate) struct Placed {
    pub raw: RawToken,
    pub word: Arc<Word>,
    /// Keys by which names find it, ascending.
    pub keys: Vec<u32>,
    /// Its clause.
    pub clause: usize,
    /// Whether a hyphen follows and waits for a head: `tulityö- ja työturvallisuuskortti`.
    pub hangs: bool,
}

impl Placed {
    fn lower(&self) -> &str {
        &self.word.lower
    }

    /// Whether it is written with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        self.raw
            .surface
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    }
}

/// A cue in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// First and last word.
    pub first: usize,
    pub last: usize,
    pub class: Class,
    pub reach: Reach,
    /// Whether it is denied: `ei vaadita`.
    pub denied: bool,
}

/// Words between punctuation marks or clause-opening words.
#[derive(Debug)]
pub(crate) struct Clause {
    pub words: Range<usize>,
    pub sentence: usize,
    pub cues: Vec<Found>,
    /// Words that a denial without a cue covers.
    pub denied: Option<Range<usize>>,
}

/// A sentence, bullet or heading.
#[derive(Debug)]
pub(crate) struct Sentence {
    pub clauses: Range<usize>,
    /// What the heading above it says of all that stands under it.
    pub section: Option<Class>,
    /// The first word of that heading's cue.
    pub headed_by: Option<usize>,
}

/// A text laid out.
pub(crate) struct Layout {
    pub lang: Lang,
    /// Whether these are a jobseeker's words.
    pub profile: bool,
    pub words: Vec<Placed>,
    pub clauses: Vec<Clause>,
    pub sentences: Vec<Sentence>,
}

/// Most words of a text that are read, and of a sentence: what is longer is no advert and no prose, and
/// looking around in it would take the longer the more of it there is.
const TEXT_WORDS_MAX: usize = 6_000;
const SENTENCE_WORDS_MAX: usize = 120;

/// Words within which a third person takes up somebody who was named.
const THIRD_PERSON_WORDS: usize = 20;

/// Words between an asking verb and what its `että`, `att`, `that` opens.
const SUBORDINATE_WORDS: usize = 3;

/// Most words of a line without a full stop that is read as a heading.
const HEADING_WORDS_MAX: usize = 6;

impl Layout {
    /// Lays out a text in a language; `profile` says whose cues count.
    pub(crate) fn new(
        text: &str,
        lang: Lang,
        profile: bool,
        analyser: &Analyser,
        lexicon: &Lexicon,
    ) -> Self {
        Self::of(text, token::tokens(text), lang, profile, analyser, lexicon)
    }

    /// Lays out a text that is cut into words already.
    pub(crate) fn of(
        text: &str,
        mut raws: Vec<RawToken>,
        lang: Lang,
        profile: bool,
        analyser: &Analyser,
        lexicon: &Lexicon,
    ) -> Self {
        raws.truncate(TEXT_WORDS_MAX);
        let mut layout = Self {
            lang,
            profile,
            words: Vec::with_capacity(raws.len()),
            clauses: Vec::new(),
            sentences: Vec::new(),
        };
        let mut breaks = Vec::with_capacity(raws.len());
        let mut byte_end = 0;
        let dotless = undotted::is_without_dots(text);
        for raw in raws {
            let next = raw.surface.chars().next().unwrap_or(' ');
            let between = text.get(byte_end..raw.byte_start).unwrap_or_default();
            let before = layout.words.last().map_or("", Placed::lower);
            breaks.push(gap(&token::plain(between), next, before));
            byte_end = raw.byte_end;
            let mut word = analyser.word(&raw.surface, lang);
            let mut keys = lexicon.known_keys(&word, lang);
            if dotless && let Some(dotted) = undotted::restored(&word, lang, analyser, lexicon) {
                keys = lexicon.known_keys(&dotted, lang);
                word = dotted;
            }
            let after = text.get(byte_end..).unwrap_or_default();
            let hangs = after.starts_with(['-', '\u{2010}', '\u{2011}'])
                && after.chars().nth(1).is_some_and(char::is_whitespace);
            layout.words.push(Placed {
                raw,
                word,
                keys,
                clause: 0,
                hangs,
            });
        }
        let cues = layout.cues(profile);
        layout.cut(&breaks, &cues);
        layout.place(cues);
        layout.introduce();
        layout.deny();
        layout.make_up();
        layout.head(text, &breaks);
        layout
    }

    /// The words of the clause that a word stands in.
    pub(crate) fn clause_of(&self, at: usize) -> Range<usize> {
        self.clauses[self.words[at].clause].words.clone()
    }

    /// The words of the sentence that a word stands in.
    pub(crate) fn sentence_of(&self, at: usize) -> Range<usize> {
        let clauses = &self.sentences[self.clauses[self.words[at].clause].sentence].clauses;
        self.clauses[clauses.start].words.start..self.clauses[clauses.end - 1].words.end
    }

    /// Whether one of the words begins with one of the beginnings.
    pub(crate) fn any_begins(&self, words: Range<usize>, beginnings: &[&str]) -> bool {
        words.into_iter().any(|w| {
            let word = self.lower(w);
            // Most differ in their first letter already.
            let first = word.as_bytes().first();
            beginnings
                .iter()
                .any(|b| b.as_bytes().first() == first && word.starts_with(b))
        })
    }

    /// A word in lower case; empty past the end.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |p| p.word.lower.as_str())
    }

    fn cues(&self, profile: bool) -> Vec<Found> {
        let all = strength::cues();
        let mut found: Vec<Found> = Vec::new();
        for (at, placed) in self.words.iter().enumerate() {
            let longest = placed
                .word
                .cues
                .iter()
                .filter_map(|id| all.get(usize::from(*id)))
                .filter(|cue| cue.of_profile.is_none_or(|p| p == profile))
                .filter(|cue| {
                    let rest = cue.words.iter().enumerate().skip(1);
                    rest.clone()
                        .all(|(k, pattern)| strength::is_cue_word(pattern, self.lower(at + k)))
                })
                .max_by_key(|cue| cue.words.len());
            let covered = found.last().is_some_and(|f| f.last >= at);
            if let Some(cue) = longest.filter(|_| !covered && !self.is_led(&found, at)) {
                found.push(Found {
                    first: at,
                    last: at + cue.words.len() - 1,
                    class: cue.class,
                    reach: cue.reach,
                    denied: false,
                });
            }
        }
        found
    }

    /// Whether the cue that begins here says nothing by itself: `han` where nobody was spoken of, and what
    /// an asking verb asks (`vi förutsätter att du kan svenska`), which is asked as that verb says.
    fn is_led(&self, found: &[Found], at: usize) -> bool {
        let mut before = found.iter().rev();
        if strength::third_person(self.lower(at)) {
            return !before
                .take_while(|f| at - f.last <= THIRD_PERSON_WORDS)
                .any(|f| matches!(f.class, Class::Private | Class::Relative));
        }
        let that = at > 0 && strength::subordinates(self.lower(at - 1));
        that && before
            .next()
            .is_some_and(|f| matches!(f.class, Class::Asked(_)) && at - f.last <= SUBORDINATE_WORDS)
    }

    fn cut(&mut self, breaks: &[Break], cues: &[Found]) {
        let begins = |at: usize| cues.binary_search_by_key(&at, |c| c.first).is_ok();
        for at in 0..self.words.len() {
            let mut cut = breaks.get(at).copied().unwrap_or(Break::None);
            let word = self.lower(at);
            let verb_next = begins(at + 1)
                || strength::denies(self.lower(at + 1), self.lang)
                || (self.profile && strength::first_person(self.lower(at + 1)))
                || self.acts_oneself(at + 1);
            if cut == Break::None
                && (strength::opens_clause(word) || (strength::joins(word) && verb_next))
            {
                cut = Break::Clause;
            }
            let long = |s: &Sentence| at - self.clauses[s.clauses.start].words.start;
            if self.sentences.last().map_or(0, long) >= SENTENCE_WORDS_MAX {
                cut = cut.max(Break::Sentence);
            }
            if at == 0 || cut > Break::Clause {
                let next = self.clauses.len();
                self.sentences.push(Sentence {
                    clauses: next..next,
                    section: None,
                    headed_by: None,
                });
            }
            if at == 0 || cut != Break::None {
                self.clauses.push(Clause {
                    words: at..at,
                    sentence: self.sentences.len() - 1,
                    cues: Vec::new(),
                    denied: None,
                });
            }
            let clause = self.clauses.len() - 1;
            self.words[at].clause = clause;
            self.clauses[clause].words.end = at + 1;
            if let Some(sentence) = self.sentences.last_mut() {
                sentence.clauses.end = clause + 1;
            }
        }
    }

    fn place(&mut self, cues: Vec<Found>) {
        for cue in cues {
            let clause = self.words[cue.first].clause;
            // `työskentelin veljeni firmassa hitsaajana`: one's own work beside a relative.
            let words = self.clauses[clause].words.clone();
            let own = cue.class == Class::Relative
                && words.clone().any(|w| self.acts_oneself(w))
                && !words
                    .clone()
                    .any(|w| strength::third_person_verb(self.lower(w)));
            if !own {
                self.clauses[clause].cues.push(cue);
            }
        }
    }

    /// `Contact: project manager John Smith`: what a sentence's first word alone introduces so is whom to ask.
    fn introduce(&mut self) {
        const CONTACT: &[&str] = &["contact", "contacts", "kontakt", "yhteys", "yhteystiedot"];
        for i in 0..self.sentences.len() {
            let first = self.sentences[i].clauses.start;
            let words = self.clauses[first].words.clone();
            let alone = words.len() == 1 && self.clauses[first].cues.is_empty();
            if !self.profile && alone && CONTACT.contains(&self.lower(words.start)) {
                self.clauses[first].cues.push(Found {
                    first: words.start,
                    last: words.start,
                    class: Class::OfEmployer,
                    reach: Reach::Forward,
                    denied: false,
                });
            }
        }
    }

    /// Whether a word of a jobseeker's Finnish text is a verb in the first person: `olen`, `työskentelin`.
    fn acts_oneself(&self, at: usize) -> bool {
        let Some(placed) = self
            .words
            .get(at)
            .filter(|_| self.profile && self.lang == Lang::Fi)
        else {
            return false;
        };
        let word = &placed.word;
        let verb = |base: &String| {
            finnish::action_stem(base).is_some() && !base.ends_with("minen") && *base != word.lower
        };
        let past = word.lower.ends_with("in") && word.bases.iter().any(verb);
        strength::first_person_verb(&word.lower) || past
    }

    /// Denials: of a cue near by (`ei vaadita`), else of the words themselves (`en osaa`).
    fn deny(&mut self) {
        for i in 0..self.clauses.len() {
            let words = self.clauses[i].words.clone();
            if let Some(first) = self.none_without(i) {
                self.clauses[i].cues = vec![Found {
                    first,
                    last: first,
                    class: Class::Asked(Need::Must),
                    reach: Reach::Forward,
                    denied: false,
                }];
                continue;
            }
            let Some(at) = words.clone().find(|w| {
                (strength::denies(self.lower(*w), self.lang)
                    || (self.profile && strength::lacks(self.lower(*w))))
                    && !strength::takes_back(self.lower(w + 1))
            }) else {
                let next = words
                    .clone()
                    .find(|w| strength::denies_next(self.lower(*w)));
                self.clauses[i].denied = next.map(|w| w + 1..(w + 4).min(words.end));
                continue;
            };
            let mut taken = false;
            let mut until = words.end;
            // `ei ajokorttia haluan työ`: a Finnish verb in its first person is no denied one.
            let own_verb: Vec<usize> = self.clauses[i]
                .cues
                .iter()
                .filter(|c| self.lang == Lang::Fi && c.class == Class::Wished && at < c.first)
                .map(|c| c.first)
                .filter(|w| self.lower(*w).ends_with('n'))
                .collect();
            if let Some(first) = own_verb.iter().min() {
                until = *first;
            }
            for cue in &mut self.clauses[i].cues {
                if own_verb.contains(&cue.first) {
                    continue;
                }
                let near = cue.first <= at + 5 && at <= cue.last + 3;
                let word_of_cue = cue.first <= at && at <= cue.last;
                if near
                    && !word_of_cue
                    && matches!(cue.class, Class::Asked(_) | Class::Sought | Class::Wished)
                {
                    cue.denied = true;
                    taken = true;
                }
                taken |= word_of_cue;
            }
            if !taken {
                self.clauses[i].denied = Some(words.start..until);
            }
            self.deny_back(i, at);
        }
    }

    /// `SAP on käytössä, mutta sitä ei tarvitse osata`: what is denied of `sitä` is denied of the clause
    /// before it in the sentence.
    fn deny_back(&mut self, clause: usize, denial: usize) {
        let words = self.clauses[clause].words.clone();
        let about = (words.start..denial.min(words.start + 3))
            .chain(denial + 1..words.end)
            .any(|w| strength::points_back(self.lower(w), self.lang));
        let content = |w: &usize| {
            let word = &self.words[*w].word;
            !word.function && word.cues.is_empty() && !strength::knows(&word.lower)
        };
        let says_no_thing = !words.clone().filter(|w| *w != denial).any(|w| content(&w));
        let before = clause
            .checked_sub(1)
            .filter(|c| self.clauses[*c].sentence == self.clauses[clause].sentence);
        // `englannista on hyötyä, mutta sitä ei edellytetä`: what was asked softly stays so.
        let asked = |c: &usize| {
            let mut cues = self.clauses[*c].cues.iter();
            cues.any(|cue| matches!(cue.class, Class::Asked(_)))
        };
        let before = before.filter(|c| !asked(c));
        if let Some(before) = before.filter(|_| about && says_no_thing) {
            let of_before = self.clauses[before].words.clone();
            self.clauses[before].denied = Some(of_before);
        }
    }

    /// Headings: a short line with a cue and without a full stop rules what stands under it.
    fn head(&mut self, text: &str, breaks: &[Break]) {
        let mut section: Option<Found> = None;
        let mut under = 0;
        for i in 0..self.sentences.len() {
            let clauses = self.sentences[i].clauses.clone();
            let first = self.clauses[clauses.start].words.start;
            let last = self.clauses[clauses.end - 1].words.end - 1;
            let after = &text[self.words[last].raw.byte_end..];
            let next_break = breaks.get(last + 1).copied().unwrap_or(Break::Paragraph);
            let colon = after.starts_with(':');
            let heading = last - first < HEADING_WORDS_MAX
                && next_break >= Break::Line
                && last + 1 < self.words.len()
                && (colon || !after.starts_with(['.', '!', ',']))
                && !after.trim_start_matches([' ', '\r']).starts_with('.');
            if breaks[first] == Break::Paragraph && under > 0 {
                section = None;
            }
            if heading
                && (colon || breaks[first] == Break::Paragraph || first == 0 || section.is_some())
            {
                let cue = clauses
                    .clone()
                    .flat_map(|c| &self.clauses[c].cues)
                    .next()
                    .copied();
                match cue {
                    Some(cue) => {
                        section = Some(cue);
                        under = 0;
                    }
                    None if colon => section = None,
                    None => under += 1,
                }
            } else {
                under += 1;
            }
            self.sentences[i].section = section.map(|cue| cue.class);
            self.sentences[i].headed_by = section.map(|cue| cue.first);
        }
    }

    /// What is said of the words `first..=last`: the class, and whether it is denied.
    pub(crate) fn said_of(&self, first: usize, last: usize) -> Said {
        let here = self.words[first].clause;
        let clause = &self.clauses[here];
        if clause.denied.as_ref().is_some_and(|d| d.contains(&last)) {
            return Said {
                class: None,
                denied: true,
                own: true,
                by: None,
            };
        }
        let mut near: Option<(usize, &Found)> = None;
        for cue in &clause.cues {
            let distance = match cue.reach {
                _ if cue.first <= last && first <= cue.last => 0,
                _ if cue.last < first => first - cue.last,
                Reach::Around => cue.first - last,
                Reach::Forward => continue,
            };
            if near.is_none_or(|(best, _)| distance < best) {
                near = Some((distance, cue));
            }
        }
        if let Some((_, cue)) = near {
            return Said {
                class: Some(cue.class),
                denied: cue.denied,
                own: true,
                by: Some(cue.first),
            };
        }
        self.inherited(here)
    }

    /// Whether what is said so is said of the applicant without a condition: `sinulla on`, `du har`.
    pub(crate) fn is_of_applicant(&self, said: Said, at: usize) -> bool {
        let of_applicant = |w: usize| strength::says_of_applicant(self.lower(w), self.lower(w + 1));
        let Some(by) = said.by.filter(|w| of_applicant(*w)) else {
            return false;
        };
        let soft = |w: usize| strength::softens(self.lower(w));
        // A second cue of the clause that asks more softly speaks of the same.
        let softer = |c: &Found| {
            matches!(c.class, Class::Asked(Need::Should | Need::Nice)) && !of_applicant(c.first)
        };
        let clause = &self.clauses[self.words[at].clause];
        !clause.words.clone().any(soft)
            && !self.clause_of(by).any(soft)
            && !clause.cues.iter().any(softer)
    }

    /// Whether a clause is an item of a list: three words, those without content not counted.
    fn is_bare(&self, words: &Range<usize>) -> bool {
        let content = |w: &usize| !self.words[*w].word.function;
        words.len() <= 3 || (words.len() <= 6 && words.clone().filter(content).count() <= 3)
    }

    fn inherited(&self, here: usize) -> Said {
        let clause = &self.clauses[here];
        let sentence = &self.sentences[clause.sentence];
        let before = (sentence.clauses.start..here)
            .rev()
            .find_map(|c| self.clauses[c].cues.last().map(|cue| (c, cue)));
        if let Some((c, cue)) = before {
            let words = &self.clauses[c].words;
            // `krävs A, B`, and as a heading on the same line `mitä edellytämme: A, B`.
            let heads =
                cue.last + 1 == words.end && words.len() <= 3 && c == sentence.clauses.start;
            let opens = matches!(cue.class, Class::Asked(_))
                && cue.first - words.start < 3
                && (cue.last + 1 < words.end || heads);
            let opens = opens || strength::goes_on(self.lower(clause.words.start));
            let again = strength::opens_clause(self.lower(clause.words.start));
            if (cue.reach == Reach::Forward || opens) && !again {
                return Said {
                    class: Some(cue.class),
                    denied: cue.denied,
                    own: false,
                    by: Some(cue.first),
                };
            }
        } else if self.is_bare(&clause.words) {
            // `A, B ja C katsotaan eduksi`: bare items of a list wait for the cue at its end.
            let after = (here + 1..sentence.clauses.end).find_map(|c| {
                let cue = self.clauses[c].cues.first()?;
                let opening = self.lower(self.clauses[c].words.start);
                let apart = strength::looks_back(opening) || strength::opens_clause(opening);
                // `sujuva englanti, suomi plussaa`: what softens or denies holds for the list only where
                // the list is joined before it.
                let mut before = self.clauses[c].words.start..cue.first;
                let joined = before.is_empty() || before.any(|w| strength::joins(self.lower(w)));
                let hard = matches!(cue.class, Class::Asked(Need::Must)) && !cue.denied;
                Some((apart || !(hard || joined), cue))
            });
            if let Some((false, cue)) =
                after.filter(|(_, c)| c.reach == Reach::Around && c.class != Class::Relative)
            {
                return Said {
                    class: Some(cue.class),
                    denied: cue.denied,
                    own: false,
                    by: Some(cue.first),
                };
            }
        }
        Said {
            class: sentence.section,
            denied: false,
            own: false,
            by: sentence.headed_by,
        }
    }
}

/// What is said of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said {
    /// What kind of thing is said; `None` where no cue is in scope.
    pub class: Option<Class>,
    /// Whether it is denied.
    pub denied: bool,
    /// Whether it is said in the same clause.
    pub own: bool,
    /// The first word of the cue that says it, where one does.
    pub by: Option<usize>,
}
