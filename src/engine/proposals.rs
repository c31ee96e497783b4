//! Words that nothing names, counted, for a named person to accept or to refuse.
//!
//! A count names nobody: a word is proposed where so many adverts or so many people use it that it is
//! nobody's own, and never where it stands in anybody's name.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use serde::Serialize;

use super::explain::field_text;
use super::{Engine, EngineError};
use crate::domain::{ConceptKind, FieldRef, Lang, Meaning, Reading, Span, Vacancy, WordDecision};
use crate::gaps::SMALL;
use crate::store::Kind;
use crate::text::Link;

/// Adverts in which a word has to stand before it is proposed for them alone.
const ADVERTS_MIN: u64 = 3;

/// Concepts of each kind named beside a proposal.
const NEAREST: usize = 2;

/// Where the decisions stand for commands that open no records; the store's are the truth.
const FILE: &str = "words.json";

/// A word that adverts or people use and nothing names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordProposal {
    /// Its base form, or its stem where no base form is known.
    pub word: String,
    /// How it is written in one of them.
    pub written: String,
    /// Adverts that use it.
    pub vacancies: u64,
    /// People who use it; fewer than five are 0.
    pub people: u64,
    /// Occupations that it may mean, best first.
    pub occupations: Vec<Link>,
    /// Skills that it may mean, best first.
    pub skills: Vec<Link>,
}

/// In how many adverts and how many people's words one stands, and where it does.
#[derive(Clone, Copy)]
struct Uses {
    vacancies: u64,
    people: u64,
    place: (Kind, u32, FieldRef, Span),
}

impl Uses {
    /// Counts of people so small that they might point at somebody are none.
    fn disclosed(self) -> Self {
        Self {
            people: if self.people < SMALL { 0 } else { self.people },
            ..self
        }
    }

    fn total(self) -> u64 {
        self.vacancies + self.people
    }
}

impl Engine {
    /// The words most used that nothing names and nobody has decided on, most used first, at most
    /// `limit`.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn word_proposals(
        &self,
        lang: Lang,
        limit: usize,
    ) -> Result<Vec<WordProposal>, EngineError> {
        self.read_unread(|_| ()).await?;
        let uses = self.uses().await?;
        let decided = self.decided().await?;
        let names = self.words_of_names().await?;
        let mut words: Vec<(String, Uses)> = uses
            .into_iter()
            .map(|(word, uses)| (word, uses.disclosed()))
            .filter(|(word, uses)| {
                (uses.vacancies >= ADVERTS_MIN || uses.people > 0)
                    && word.chars().filter(|c| c.is_alphabetic()).count() > 2
                    && !decided.contains(word)
                    && !names.contains(word)
            })
            .collect();
        words.sort_by(|a, b| b.1.total().cmp(&a.1.total()).then_with(|| a.0.cmp(&b.0)));
        words.truncate(limit);
        let mut shown = Vec::with_capacity(words.len());
        for (word, uses) in words {
            let written = self.written(uses.place).await?;
            shown.push((written.unwrap_or_else(|| word.clone()), word, uses));
        }
        self.compute(move |inner| {
            let near = |word: &str, kind| inner.text.normalise(word, kind, Some(lang), NEAREST);
            let proposals = shown.into_iter().map(|(written, word, uses)| WordProposal {
                vacancies: uses.vacancies,
                people: uses.people,
                occupations: near(&written, ConceptKind::Occupation),
                skills: near(&written, ConceptKind::Skill),
                word,
                written,
            });
            Ok(proposals.collect())
        })
        .await
    }

    /// Puts a decision on record: what a word means, or (nothing) that it is not to be proposed again.
    /// It is read by from the next opening on; what was read before is read anew then.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a concept that the taxonomy does not hold or that is neither an
    /// occupation nor a skill, and for an empty word; [`EngineError::Unavailable`] where the store
    /// cannot be written.
    pub async fn decide_word(
        &self,
        lang: Lang,
        phrase: &str,
        means: Vec<Meaning>,
        by: &str,
    ) -> Result<(), EngineError> {
        if phrase.trim().is_empty() {
            return Err(EngineError::invalid("/phrase", phrase, "a word is wanted"));
        }
        for meaning in &means {
            if let Meaning::Concept(uri) = meaning {
                let kind = self.0.taxonomy.find(uri.as_str());
                match kind.map(|ix| self.0.taxonomy.kind(ix)) {
                    Some(ConceptKind::Occupation | ConceptKind::Skill) => {}
                    _ => {
                        return Err(EngineError::invalid(
                            "/means",
                            uri,
                            "no occupation or skill of the taxonomy in use",
                        ));
                    }
                }
            }
        }
        let decision = WordDecision {
            lang,
            phrase: phrase.trim().to_lowercase(),
            means,
            by: by.to_owned(),
            at: self.0.clock.now(),
        };
        self.0.store.decide_word(&decision).await?;
        keep(&self.0.data, &self.0.store.word_decisions().await?)
    }

    /// The decision that holds on each word.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn word_decisions(&self) -> Result<Vec<WordDecision>, EngineError> {
        Ok(self.0.store.word_decisions().await?)
    }

    async fn uses(&self) -> Result<HashMap<String, Uses>, EngineError> {
        let mut uses: HashMap<String, Uses> = HashMap::new();
        for kind in [Kind::Vacancy, Kind::Jobseeker] {
            let count = |stored: crate::store::StoredReading| {
                // What an older reader spelt otherwise is counted when it has been read anew.
                let Ok(reading) = bitcode::deserialize::<Reading>(&stored.bytes) else {
                    return;
                };
                let words: BTreeMap<String, (FieldRef, Span)> = reading
                    .words
                    .into_iter()
                    .map(|word| (word.base, (word.field, word.span)))
                    .collect();
                for (word, (field, span)) in words {
                    let uses = uses.entry(word).or_insert(Uses {
                        vacancies: 0,
                        people: 0,
                        place: (kind, stored.entry, field, span),
                    });
                    match kind {
                        Kind::Vacancy => uses.vacancies += 1,
                        Kind::Jobseeker => uses.people += 1,
                    }
                }
            };
            self.0.store.each_reading(kind, count).await?;
        }
        Ok(uses)
    }

    /// A word as it stands there; `None` where the record has changed meanwhile.
    async fn written(
        &self,
        (kind, entry, field, span): (Kind, u32, FieldRef, Span),
    ) -> Result<Option<String>, EngineError> {
        let cut = |text: &str| -> String {
            let (start, end) = (span.start as usize, span.end as usize);
            let word = text.chars().skip(start).take(end.saturating_sub(start));
            word.collect::<String>().to_lowercase()
        };
        let word = match kind {
            Kind::Vacancy => {
                let stored = self.0.store.vacancy_at(entry).await?;
                stored.and_then(|s| asked_text(&s.record, field).map(cut))
            }
            Kind::Jobseeker => {
                let stored = self.0.store.jobseeker_at(entry).await?;
                stored.and_then(|s| field_text(&s.record, field).map(|text| cut(&text)))
            }
        };
        Ok(word.filter(|word| !word.is_empty()))
    }

    /// Words decided on, as they were written and in the form that readings hold them in.
    async fn decided(&self) -> Result<HashSet<String>, EngineError> {
        let decisions = self.word_decisions().await?;
        let mut decided = HashSet::new();
        for decision in decisions {
            let words = self.0.text.analyse(&decision.phrase, Some(decision.lang));
            decided.extend(
                words
                    .into_iter()
                    .filter_map(|word| word.bases.into_iter().next()),
            );
            decided.insert(decision.phrase);
        }
        Ok(decided)
    }

    /// The words of everybody's names, as written and in small letters.
    async fn words_of_names(&self) -> Result<HashSet<String>, EngineError> {
        let mut names = HashSet::new();
        self.0
            .store
            .each_jobseeker(|stored| {
                let name = stored.record.person.name.unwrap_or_default().to_lowercase();
                let parts = name.split(|c: char| !c.is_alphabetic());
                names.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
            })
            .await?;
        Ok(names)
    }
}

/// The text of an advert that a field names.
fn asked_text(vacancy: &Vacancy, field: FieldRef) -> Option<&str> {
    match field {
        FieldRef::Headline(lang) => vacancy.title.get(lang),
        FieldRef::Text(lang) => vacancy.description.get(lang),
        FieldRef::Skill(i) => vacancy.skills.get(usize::from(i))?.text.as_deref(),
        _ => None,
    }
}

/// Keeps the decisions beside the taxonomy, whole or not at all.
pub(super) fn keep(data: &Path, decisions: &[WordDecision]) -> Result<(), EngineError> {
    let file = data.join(FILE);
    if decisions.is_empty() && !file.exists() {
        return Ok(());
    }
    let put = || -> std::io::Result<()> {
        let mut draft = tempfile::NamedTempFile::new_in(data)?;
        serde_json::to_writer_pretty(&mut draft, decisions)?;
        draft.as_file().sync_all()?;
        draft.persist(&file)?;
        Ok(())
    };
    put().map_err(|error| EngineError::Setup(format!("cannot write {}: {error}", file.display())))
}

/// The decisions kept in a data directory; none where there are none.
pub(super) fn kept(data: &Path) -> Result<Vec<WordDecision>, EngineError> {
    let file = data.join(FILE);
    match std::fs::read(&file) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
            EngineError::Setup(format!(
                "{} is damaged ({error}): delete it, and the next command that opens the records makes it anew",
                file.display()
            ))
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(EngineError::Setup(format!(
            "cannot read {}: {error}",
            file.display()
        ))),
    }
}
