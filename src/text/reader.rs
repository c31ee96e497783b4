//! The reader: from a record's words to a [`Reading`].

use std::sync::{Arc, OnceLock};

use super::analyse::{Analyser, Token};
use super::everyday::{self, Everyday};
use super::kept::{Keeper, Origin};
use super::lexicon::Lexicon;
use super::link::Matchers;
use super::made::{self, Made, apart};
use super::private;
use super::read::{self, FieldReading, Manner, Side, Tools};
use super::token::{self, RawToken};
use super::voikko::Voikko;
use crate::domain::{
    FieldRef, Lang, Localised, Mention, MentionKind, Need, Profile, Reading, Span, Stance, Vacancy,
    WordDecision,
};
use crate::taxonomy::Taxonomy;

/// The reader's version: raised with every change that makes a reading differ.
const VERSION: u32 = 12;

/// How sure it is, in percent, that words are the skill which they look like.
const ALIKE_CONFIDENCE: u8 = 60;

/// Reads words into concepts with one taxonomy. Cheap to share, safe to use from many threads. What is
/// dear to make of the taxonomy is made, or fetched from its keeper, when words are first read.
pub struct Reader {
    taxonomy: Arc<Taxonomy>,
    voikko: Option<Arc<Voikko>>,
    decisions: Vec<WordDecision>,
    keeper: Option<Box<dyn Keeper>>,
    everyday: OnceLock<Everyday>,
    made: OnceLock<Made>,
    matchers: Matchers,
    version: String,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Reader").field(&self.version).finish()
    }
}

/// What the region's own words add to the version: nothing where there are none.
fn version_of(decisions: &[WordDecision]) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut any = false;
    for decision in decisions.iter().filter(|d| !d.means.is_empty()) {
        any = true;
        hasher.update(decision.lang.to_string().as_bytes());
        for part in [decision.phrase.clone()]
            .into_iter()
            .chain(decision.means.iter().map(ToString::to_string))
        {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    if any {
        format!("-words-{}", &hasher.finalize().to_hex()[..8])
    } else {
        String::new()
    }
}

impl Reader {
    /// A reader for a taxonomy; with libvoikko where the machine has it, and with the words that named
    /// persons of the region have accepted.
    pub fn new(
        taxonomy: Arc<Taxonomy>,
        voikko: Option<Voikko>,
        decisions: &[WordDecision],
    ) -> Self {
        let with = voikko
            .as_ref()
            .map_or_else(|| "plain".to_owned(), Voikko::version);
        let version = format!(
            "reader-{VERSION}.{}-{with}-{}{}",
            everyday::version(),
            taxonomy.version(),
            version_of(decisions)
        );
        Self {
            taxonomy,
            voikko: voikko.map(Arc::new),
            decisions: decisions.to_vec(),
            keeper: None,
            everyday: OnceLock::new(),
            made: OnceLock::new(),
            matchers: Matchers::default(),
            version,
        }
    }

    /// The same reader, which keeps between runs what is dear to make.
    pub fn kept_by(self, keeper: impl Keeper + 'static) -> Self {
        Self {
            keeper: Some(Box::new(keeper)),
            ..self
        }
    }

    /// Makes at once what would be made when words are first read.
    pub fn prepare(&self) {
        self.made();
    }

    /// The version of everything that a reading depends on: reader, words, analyser, taxonomy.
    pub fn version(&self) -> &str {
        &self.version
    }

    pub(crate) fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    fn made(&self) -> &Made {
        self.made.get_or_init(|| {
            self.remembered(
                "names",
                |origin, bytes| Made::kept(&self.taxonomy, self.voikko.clone(), origin, bytes),
                || Made::new(&self.taxonomy, self.everyday(), self.voikko.clone()),
                Made::to_bytes,
            )
        })
    }

    /// What was kept under a name, else what is made now, and kept.
    pub(crate) fn remembered<T: Send>(
        &self,
        name: &str,
        read: impl FnOnce(&Origin, &[u8]) -> Option<T>,
        make: impl FnOnce() -> T + Send,
        write: impl FnOnce(&T, &Origin) -> Vec<u8>,
    ) -> T {
        let origin = made::origin(&self.version);
        let keeper = self.keeper.as_deref();
        let kept = keeper.and_then(|keeper| keeper.fetch(name));
        if let Some(kept) = kept.and_then(|bytes| read(&origin, &bytes)) {
            return kept;
        }
        let made = apart(make);
        if let Some(keeper) = keeper {
            keeper.keep(name, &write(&made, &origin));
        }
        made
    }

    pub(crate) fn analyser(&self) -> &Analyser {
        &self.made().analyser
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.made().lexicon
    }

    pub(crate) fn everyday(&self) -> &Everyday {
        self.everyday.get_or_init(|| Everyday::new(&self.decisions))
    }

    pub(crate) fn matchers(&self) -> &Matchers {
        &self.matchers
    }

    /// The words of a text with base forms, stems and compound parts. Without a language, the text's own.
    pub fn analyse(&self, text: &str, lang: Option<Lang>) -> Vec<Token> {
        self.analyser().tokens(text, self.language_or(text, lang))
    }

    /// The language of a text; `None` where it is none of the three or nothing tells.
    pub fn language(&self, text: &str) -> Option<Lang> {
        self.analyser().language(text)
    }

    pub(super) fn language_or(&self, text: &str, lang: Option<Lang>) -> Lang {
        lang.or_else(|| self.analyser().language(text))
            .unwrap_or(Lang::Fi)
    }

    pub(super) fn field(
        &self,
        text: &str,
        lang: Lang,
        side: Side,
        manner: Manner,
        field: FieldRef,
    ) -> FieldReading {
        self.field_of((text, token::tokens(text)), lang, side, manner, field)
    }

    /// Reads a field's text that is cut into words already.
    pub(super) fn field_of(
        &self,
        text: (&str, Vec<RawToken>),
        lang: Lang,
        side: Side,
        manner: Manner,
        field: FieldRef,
    ) -> FieldReading {
        let tools = Tools {
            taxonomy: &self.taxonomy,
            analyser: self.analyser(),
            lexicon: self.lexicon(),
        };
        read::read(text, lang, side, manner, field, &tools)
    }

    /// Reads a skill given in words. Where they name nothing, the skill that they surely look like.
    fn skill(&self, text: &str, lang: Lang, side: Side, field: FieldRef) -> FieldReading {
        let mut read = self.field(text, lang, side, Manner::Title, field);
        // What ails somebody is no skill, however like the name of one it looks.
        let is_private = || {
            let words = token::tokens(text).into_iter();
            let mut words = words.map(|raw| self.analyser().word(&raw.surface, lang));
            side == Side::Profile && words.any(|word| private::is_sensitive(&word.lower, lang))
        };
        if !read.mentions.is_empty() || is_private() {
            return read;
        }
        if let Some(ix) = self.surely_alike(text, lang) {
            let end = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            read.words.clear();
            read.mentions.push(Mention {
                kind: MentionKind::Skill,
                id: self.taxonomy.uri(ix).to_owned(),
                field,
                span: Span { start: 0, end },
                stance: Stance::Stated,
                need: None,
                level: None,
                years: None,
                valid_until: None,
                confidence: ALIKE_CONFIDENCE,
            });
        }
        read
    }

    /// Reads every word of a vacancy. What its fields already say as codes is not repeated.
    pub fn read_vacancy(&self, vacancy: &Vacancy) -> Reading {
        let mut reading = Reading::default();
        let name = vacancy
            .employer
            .as_ref()
            .and_then(|e| e.name.as_deref())
            .unwrap_or_default();
        self.localised(
            &vacancy.title,
            Side::Vacancy,
            Manner::Title,
            FieldRef::Headline,
            &mut reading,
        );
        self.localised(
            &vacancy.description,
            Side::Vacancy,
            Manner::Prose,
            FieldRef::Text,
            &mut reading,
        );
        let lang = reading.language.unwrap_or(Lang::Fi);
        for (i, skill) in (0..).zip(&vacancy.skills) {
            if let Some(text) = skill.text.as_deref().filter(|_| skill.concept.is_none()) {
                let mut read = self.skill(text, lang, Side::Vacancy, FieldRef::Skill(i));
                read.mentions
                    .iter_mut()
                    .for_each(|m| m.need = Some(skill.need));
                take(&mut reading, read);
            }
        }
        if let Some(title) = vacancy.education.as_ref().and_then(|e| e.title.as_deref()) {
            take(
                &mut reading,
                self.field(
                    title,
                    lang,
                    Side::Vacancy,
                    Manner::Title,
                    FieldRef::Education(0),
                ),
            );
        }
        harden(&mut reading.mentions);
        reading.mentions.retain(|m| !is_employer(m, name, vacancy));
        let own: Vec<String> = self
            .analyse(name, Some(lang))
            .into_iter()
            .flat_map(|t| t.bases)
            .collect();
        reading.words.retain(|w| !own.contains(&w.base));
        reading.facts.tools.retain(|t| !own.contains(&t.base));
        reading
    }

    /// Reads every word of a profile. In an employment the title stands first, then, after a line
    /// break, what was done: spans count through both.
    pub fn read_profile(&self, profile: &Profile) -> Reading {
        let mut reading = Reading::default();
        self.localised(
            &profile.headline,
            Side::Profile,
            Manner::Title,
            FieldRef::Headline,
            &mut reading,
        );
        self.localised(
            &profile.text,
            Side::Profile,
            Manner::Prose,
            FieldRef::Text,
            &mut reading,
        );
        if profile.employments.iter().flatten().next().is_some() {
            // A work history that is listed goes before what the sentences beside it name.
            let spoken = |m: &&mut Mention| m.kind == MentionKind::Occupation;
            reading
                .mentions
                .iter_mut()
                .filter(spoken)
                .for_each(|m| m.years = None);
        }
        let lang = reading.language.unwrap_or(Lang::Fi);
        let read = |text: &str, manner, field| {
            self.field(
                text,
                self.of_title(text, lang),
                Side::Profile,
                manner,
                field,
            )
        };
        for (i, skill) in (0..).zip(profile.skills.iter().flatten()) {
            if let Some(text) = &skill.text {
                let lang = self.of_title(text, lang);
                take(
                    &mut reading,
                    self.skill(text, lang, Side::Profile, FieldRef::Skill(i)),
                );
            }
        }
        for (i, employment) in (0..).zip(profile.employments.iter().flatten()) {
            let (title, text) = (employment.title.as_deref(), employment.text.as_deref());
            let title_only = text.is_none();
            let whole = [title.unwrap_or_default(), text.unwrap_or_default()].join(if title_only {
                ""
            } else {
                "\n"
            });
            let manner = if title_only {
                Manner::Title
            } else {
                Manner::Prose
            };
            take(&mut reading, read(&whole, manner, FieldRef::Employment(i)));
        }
        for (i, education) in (0..).zip(profile.educations.iter().flatten()) {
            if let Some(title) = &education.title {
                take(
                    &mut reading,
                    read(title, Manner::Title, FieldRef::Education(i)),
                );
            }
        }
        reading
    }

    /// A title's language: its own where a label is written so, else that of the text around it.
    fn of_title(&self, title: &str, around: Lang) -> Lang {
        let known = |lang| {
            let tokens = self.analyser().tokens(title, lang);
            tokens
                .iter()
                .any(|t| self.analyser().word(&t.surface, lang).known)
        };
        if known(around) {
            around
        } else {
            self.analyser().language(title).unwrap_or(around)
        }
    }

    /// Reads a text in its own language, which copied words have no part in telling: `None` where
    /// it holds no others.
    fn in_its_language(
        &self,
        text: &str,
        named: Lang,
        side: Side,
        manner: Manner,
        field: FieldRef,
    ) -> (Option<Lang>, FieldReading) {
        let lang = match manner {
            Manner::Title => self.of_title(text, named),
            Manner::Prose => self.analyser().language(text).unwrap_or(named),
        };
        let read = self.field(text, lang, side, manner, field);
        let Some(told) = told(text, &read) else {
            return (Some(lang), read);
        };
        if !told.contains(char::is_alphabetic) {
            return (None, read);
        }
        let own = self.analyser().language(&told).unwrap_or(named);
        if own == lang {
            return (Some(lang), read);
        }
        (Some(own), self.field(text, own, side, manner, field))
    }

    fn localised(
        &self,
        texts: &Localised,
        side: Side,
        manner: Manner,
        field: fn(Lang) -> FieldRef,
        reading: &mut Reading,
    ) {
        for (nth, (named, text)) in texts.iter().enumerate() {
            let (lang, mut read) = self.in_its_language(text, named, side, manner, field(named));
            // One version of several is the text's own: whether anything was found in it is all one.
            let first_prose = manner == Manner::Prose && nth == 0;
            if reading.language.is_none() || first_prose {
                reading.language = lang.or(reading.language);
            }
            if side == Side::Vacancy && manner == Manner::Prose && names_work(reading) {
                let deeds = std::mem::take(&mut read.deeds);
                let deed = |m: &Mention| {
                    m.kind == MentionKind::Occupation && m.need.is_none() && deeds.contains(&m.span)
                };
                read.mentions.retain(|m| !deed(m));
            }
            take(reading, read);
        }
    }
}

/// What is left of a text without its copied lists; `None` where it has none.
fn told(text: &str, read: &FieldReading) -> Option<String> {
    let lists = read.facts.lists.iter().filter(|list| list.copied);
    let spans: Vec<Span> = lists.map(|list| list.span).collect();
    let copied = |at: u32| spans.iter().any(|s| s.start <= at && at < s.end);
    let kept = |(at, c)| if copied(at) { ' ' } else { c };
    (!spans.is_empty()).then(|| (0..).zip(text.chars()).map(kept).collect())
}

/// Whether a vacancy's title names an occupation: what is done in the work names no other besides.
fn names_work(reading: &Reading) -> bool {
    let title = |m: &Mention| matches!(m.field, FieldRef::Headline(_));
    let mut mentions = reading.mentions.iter().filter(|m| title(m));
    mentions.any(|m| m.kind == MentionKind::Occupation && m.stance == Stance::Stated)
}

/// Letters from which a word of an employer's name is taken for the name where it stands alone.
const NAME_LETTERS: usize = 5;

/// Whether a skill is nothing but a word of the employer's name, with its capital: `Folkhälsan söker`.
fn is_employer(mention: &Mention, name: &str, vacancy: &Vacancy) -> bool {
    let text = match mention.field {
        FieldRef::Headline(lang) => vacancy.title.get(lang),
        FieldRef::Text(lang) => vacancy.description.get(lang),
        _ => None,
    };
    let written = text.map(|text| mention.span.of(text)).unwrap_or_default();
    let own = |word: &str| {
        word.chars().count() >= NAME_LETTERS
            && word.starts_with(char::is_uppercase)
            && written.starts_with(word)
    };
    mention.kind == MentionKind::Skill
        && !written.contains(char::is_whitespace)
        && name.split(|c: char| !c.is_alphanumeric()).any(own)
}

/// A permit or a language that is a must in one place is one wherever the advert names it, its title too.
fn harden(mentions: &mut [Mention]) {
    let asked: Vec<(MentionKind, String)> = mentions
        .iter()
        .filter(|m| m.need == Some(Need::Must) && m.stance == Stance::Stated)
        .filter(|m| matches!(m.kind, MentionKind::Permit | MentionKind::Language))
        .map(|m| (m.kind, m.id.clone()))
        .collect();
    for mention in mentions.iter_mut().filter(|m| m.stance == Stance::Stated) {
        if asked
            .iter()
            .any(|(kind, id)| *kind == mention.kind && *id == mention.id)
        {
            mention.need = Some(Need::Must);
        }
    }
}

/// Adds a field's reading to a record's.
fn take(reading: &mut Reading, read: FieldReading) {
    reading.mentions.extend(read.mentions);
    reading.words.extend(read.words);
    let (all, facts) = (&mut reading.facts, read.facts);
    all.experience_years = all.experience_years.or(facts.experience_years);
    all.no_experience_needed |= facts.no_experience_needed;
    all.early_start |= facts.early_start;
    all.full_time = all.full_time.or(facts.full_time);
    all.own_car = all.own_car.or(facts.own_car);
    all.car_asked = all.car_asked.or(facts.car_asked);
    all.experience_or_education |= facts.experience_or_education;
    all.weekly_tenths = all.weekly_tenths.or(facts.weekly_tenths);
    all.right_to_work = all.right_to_work.or(facts.right_to_work);
    all.bare_list |= facts.bare_list;
    all.lists.extend(facts.lists);
    all.level_shown = all.level_shown.or(facts.level_shown);
    all.permits_later.extend(facts.permits_later);
    all.tools.extend(facts.tools);
    all.educations.extend(facts.educations);
    for check in facts.checks {
        if all.checks.iter().all(|held| held.code != check.code) {
            all.checks.push(check);
        }
    }
    all.fillers.extend(facts.fillers);
    all.not_to_be_asked.extend(facts.not_to_be_asked);
    for shift in facts.shifts {
        if !all.shifts.contains(&shift) {
            all.shifts.push(shift);
        }
    }
    for place in facts.municipalities {
        if !all.municipalities.contains(&place) {
            all.municipalities.push(place);
        }
    }
}
