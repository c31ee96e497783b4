//! Tools asked or held by a product's own name, which the taxonomy may not hold.

use super::analyse::span;
use super::lexicon::{Source, Target};
use super::read::{Field, Manner};
use super::spot::Spot;
use super::strength::Class;
use super::{facts, words};
use crate::domain::{ConceptKind, Lang, Need, ReadTool, UncoveredWord};

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

/// Beginnings of the names of authorities, which register and allow and are no tools.
const AUTHORITIES: &[&str] = &[
    "valvira",
    "traficom",
    "maahanmuuttovirasto",
    "verohallin",
    "aluehallint",
    "opetushallit",
    "ruokavirast",
    "säteilyturva",
    "terhik",
    "poliisi",
    "skatteverk",
    "transportstyr",
    "migrationsverk",
    "regionförvaltning",
    "utbildningsstyr",
    "te-toimisto",
    "te-palvelu",
];

/// The short names of authorities, which begin other words too: they stand whole or in a case.
const AUTHORITIES_SHORT: &[&str] = &["kela", "avi", "fimea", "tukes", "migri", "polis", "fpa"];

/// What a short name has after it in a case: `Kelan`, `AVIlta`, `polisens`, `Migri:lle`.
const CASES: &[&str] = &[
    "", "n", "in", "an", "aan", "iin", "lla", "lta", "lle", "ssa", "sta", "n", "en", "ens", "s",
    "stä", "ssä", "llä", "ltä",
];

/// Whether a word (lower case) is an authority's name.
fn is_authority(word: &str) -> bool {
    let whole = |name: &&str| {
        let rest = word.strip_prefix(*name);
        rest.is_some_and(|rest| CASES.contains(&rest.trim_start_matches(':')))
    };
    AUTHORITIES.iter().any(|a| word.starts_with(a)) || AUTHORITIES_SHORT.iter().any(whole)
}

/// Legal forms of firms and associations, and what stands after a municipality's name.
const FORMS: &[&str] = &[
    "oy", "oyj", "ab", "abp", "ky", "tmi", "osk", "ltd", "inc", "gmbh", "rf", "ry", "sr", "oy:n",
    "ry:n", "ry:hyn", "ry:hen", "ry:lle", "ry:ssä", "oy:lle", "oy:ssä", "oy:öön", "oyj:n", "ab:s",
];

/// Most words of a firm's name before its legal form.
const NAME_WORDS_MAX: usize = 5;

/// Endings of the Finnish cases that say where, in which the names of places and firms stand.
const PLACES: &[&str] = &["ssa", "ssä", "lle", "lta", "ltä"];

/// Swedish and English words after which a name is that of a place or a firm.
const AT: &[&str] = &["hos", "från", "vid", "at", "from", "by"];

impl Field<'_> {
    /// Whether a word is part of a firm's or an association's name: `Bygg & Service Ab`.
    pub(super) fn is_of_firm(&self, at: usize) -> bool {
        let lower = |w: usize| self.layout.lower(w);
        let capital = |w: usize| {
            let placed = &self.layout.words[w];
            placed.is_capital() || placed.word.function
        };
        let end = self.layout.sentence_of(at).end.min(at + NAME_WORDS_MAX);
        self.layout.words[at].is_capital()
            && (at..end)
                .find(|w| FORMS.contains(&lower(*w)))
                .is_some_and(|form| (at + 1..form).all(capital))
    }

    /// Whether a name is somebody's or some place's and no tool's: an authority, a firm, a region, and
    /// in Finnish a genitive that knowing does not follow (`Prisman kassatyö`).
    fn is_somebodys(&self, at: usize) -> bool {
        let word = self.layout.lower(at);
        let authority = is_authority(word);
        let ends = |endings: &[&str]| endings.iter().any(|e| word.ends_with(e));
        let place = self.lang == Lang::Fi && ends(PLACES);
        let before = at.checked_sub(1).map_or("", |w| self.layout.lower(w));
        let there = self.lang != Lang::Fi && AT.contains(&before);
        authority || place || there || self.is_of_firm(at) || self.is_genitive_of_another(at)
    }

    /// `Prisman kassatyöstä` beside `Netvisorin tai Procountorin hallintaa`: a name in the genitive is a
    /// tool's where the noun after it, or after the names joined to it, speaks of knowing or using.
    fn is_genitive_of_another(&self, at: usize) -> bool {
        const USING: &[&str] = &[
            "käyt",
            "sovellu",
            "versio",
            "peruste",
            "alkee",
            "ympäris",
            "alusta",
            "kehit",
            "kirjasto",
            "työkalu",
            "ylläpi",
            "ylläpit",
            "pääkäyt",
            "konfig",
            "integra",
            "moduul",
        ];
        let placed = &self.layout.words[at];
        let end = self.layout.clause_of(at).end;
        // `Python` and `Kotlin` are names as they stand.
        let own = &placed.word.lower;
        let led_back = self.base_of(at).is_some_and(|base| base != *own);
        let inflected = ["an", "än", "en"].iter().any(|e| own.ends_with(e));
        let genitive = own.ends_with('n') && (led_back || inflected);
        // `hallitset Excelin`: what one masters.
        let mastered = at.checked_sub(1).is_some_and(|w| {
            self.layout
                .any_begins(w..w + 1, &["hallit", "osaa", "tunne", "käytä"])
        });
        if self.lang != Lang::Fi || !genitive || mastered {
            return false;
        }
        // `Procountorin hyvää osaamista`: a quality says nothing of what is known.
        let quality = |word: &str| {
            ["vää", "vaa", "lista", "maista"]
                .iter()
                .any(|e| word.ends_with(e))
        };
        let passed = |w: &usize| {
            let word = &self.layout.words[*w];
            word.word.function || word.is_capital() || quality(&word.word.lower)
        };
        let Some(next) = (at + 1..end).find(|w| !passed(w)) else {
            return false;
        };
        let speaks = |beginnings: &[&str]| self.layout.any_begins(next..next + 1, beginnings);
        !speaks(KNOWING) && !speaks(USING)
    }

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
            // `Nice to have: Figma, Kotlin`: a bare item of a list of what is asked.
            let listed = self.layout.clause_of(at).len() <= 2 && !self.layout.said_of(at, at).own;
            let knowing = self.layout.any_begins(self.layout.sentence_of(at), KNOWING);
            let known = (item || listed || knowing)
                && !words::is_of_calendar(&placed.word.lower)
                && !words::is_setting(&placed.word.lower)
                && facts::place(&self.layout, at).is_none();
            let opens = opens && (!item || placed.word.known);
            if self.is_somebodys(at) {
                return None;
            }
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
