//! The word index of people and of vacancies: a projection of the store, opened when first asked.

use std::path::PathBuf;
use std::sync::Mutex;

use kohtaanto_index::{
    Change, Collection, Entry, FieldId, FieldText, FieldWeight, Hits, IndexError, Place, Prefix,
    Query, Request, Token, Word, parse_box,
};

use super::super::{Engine, EngineError, Inner};
use crate::domain::{Jobseeker, Lang, Vacancy};
use crate::store::Kind;

/// Which collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum Shelf {
    People,
    Vacancies,
}

/// A field of the index: of people and vacancies alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Title or headline.
    Head = 0,
    /// Occupations and job titles.
    Work = 1,
    /// Skills, as words and as the names of concepts.
    Skills = 2,
    /// Educations.
    Education = 3,
    /// Free text.
    Text = 4,
    /// Employer.
    Employer = 5,
}

/// Every field, the weightiest first.
pub(super) const FIELDS: [Field; 6] = [
    Field::Head,
    Field::Work,
    Field::Skills,
    Field::Education,
    Field::Text,
    Field::Employer,
];

impl Field {
    fn id(self) -> Option<FieldId> {
        FieldId::new(self as u8)
    }

    /// A whole word weighs double a compound's part; a title more than a running text.
    pub(super) fn weight(self) -> Option<FieldWeight> {
        let whole = match self {
            Self::Head => 8,
            Self::Work => 6,
            Self::Skills => 6,
            Self::Education => 4,
            Self::Text | Self::Employer => 2,
        };
        Some(FieldWeight {
            field: self.id()?,
            whole,
            part: whole / 2,
        })
    }
}

/// The two collections, in the data directory.
pub(in crate::engine) struct Finder {
    folder: PathBuf,
    analyser: String,
    people: Mutex<Option<Collection>>,
    vacancies: Mutex<Option<Collection>>,
}

/// Changes written to the index at a time.
const BATCH: u32 = 2_000;

impl Finder {
    pub(in crate::engine) fn new(folder: PathBuf, analyser: &str) -> Self {
        Self {
            folder,
            analyser: analyser.to_owned(),
            people: Mutex::new(None),
            vacancies: Mutex::new(None),
        }
    }

    /// Works with an open collection; one that is absent, damaged or of another analyser is made anew.
    fn with<T>(
        &self,
        shelf: Shelf,
        work: impl FnOnce(&Collection) -> Result<T, IndexError>,
    ) -> Result<T, EngineError> {
        let (slot, name) = match shelf {
            Shelf::People => (&self.people, "people"),
            Shelf::Vacancies => (&self.vacancies, "vacancies"),
        };
        let mut slot = slot
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if slot.is_none() {
            let place = Place::Folder(self.folder.join(name));
            let opened = match Collection::open(&place, &self.analyser) {
                Err(IndexError::RebuildNeeded { .. } | IndexError::Damaged { .. }) => {
                    Collection::recreate(&place, &self.analyser)
                }
                other => other,
            };
            *slot = Some(opened.map_err(of_index)?);
        }
        match slot.as_ref() {
            Some(collection) => work(collection).map_err(of_index),
            None => Err(EngineError::Setup("the index is not open".to_owned())),
        }
    }

    pub(super) fn search(&self, shelf: Shelf, request: &Request<'_>) -> Result<Hits, EngineError> {
        let view = self.with(shelf, |collection| Ok(collection.view()))?;
        view.search(request).map_err(of_index)
    }
}

fn of_index(error: IndexError) -> EngineError {
    match error {
        IndexError::Query(query) => EngineError::invalid("/text", "…", query.to_string()),
        IndexError::Locked { .. } | IndexError::Foreign { .. } => {
            EngineError::Setup(error.to_string())
        }
        other => EngineError::Internal(Box::new(other)),
    }
}

impl Engine {
    /// Brings a collection up to the projection's head: by the changes since, or from the start.
    pub(super) async fn shelve(&self, shelf: Shelf) -> Result<(), EngineError> {
        self.follow().await?;
        let inner = &self.0;
        loop {
            let applied = self
                .compute(move |inner| inner.finder.with(shelf, |c| Ok(c.applied())))
                .await?;
            let changes = inner.store.changes_since(applied, BATCH).await?;
            let Some(last) = changes.last().map(|change| change.number) else {
                return Ok(());
            };
            let wanted = match shelf {
                Shelf::People => Kind::Jobseeker,
                Shelf::Vacancies => Kind::Vacancy,
            };
            let mut entries: Vec<u32> = changes
                .iter()
                .filter(|c| c.kind == wanted)
                .map(|c| c.entry)
                .collect();
            entries.sort_unstable();
            entries.dedup();
            match shelf {
                Shelf::People => {
                    let found = inner.store.jobseekers_among(&entries).await?;
                    self.compute(move |inner| {
                        let put = found
                            .iter()
                            .map(|s| inner.person_entry(s.entry, &s.record))
                            .collect();
                        inner.write_shelf(shelf, put, &entries, last)
                    })
                    .await?;
                }
                Shelf::Vacancies => {
                    let found = inner.store.vacancies_among(&entries).await?;
                    self.compute(move |inner| {
                        let put = found
                            .iter()
                            .map(|s| inner.vacancy_entry(s.entry, &s.record))
                            .collect();
                        inner.write_shelf(shelf, put, &entries, last)
                    })
                    .await?;
                }
            }
        }
    }
}

impl Engine {
    /// Takes a person's words out of the index's files.
    pub(in crate::engine) async fn unshelve(&self, entry: u32) -> Result<(), EngineError> {
        self.shelve(Shelf::People).await?;
        self.compute(move |inner| {
            inner
                .finder
                .with(Shelf::People, |c| c.purge([entry]).map(|_| ()))
        })
        .await
    }
}

impl Inner {
    fn write_shelf(
        &self,
        shelf: Shelf,
        put: Vec<Entry>,
        entries: &[u32],
        applied: u64,
    ) -> Result<(), EngineError> {
        let present: std::collections::HashSet<u32> =
            put.iter().map(|entry| entry.number).collect();
        let gone = entries
            .iter()
            .filter(|entry| !present.contains(entry))
            .map(|entry| Change::Remove(*entry));
        let changes: Vec<Change> = gone.chain(put.into_iter().map(Change::Put)).collect();
        self.finder.with(shelf, |collection| {
            collection.write(changes, applied).map(|_| ())
        })
    }

    /// A text's tokens, as index and highlights see them.
    pub(super) fn tokens(&self, text: &str, lang: Option<Lang>) -> Vec<Token> {
        let tokens = self.text.analyse(text, lang).into_iter().zip(0u32..);
        let token = |(token, position): (crate::text::Token, u32)| {
            let mut same = token.bases;
            if !same.contains(&token.stem) {
                same.push(token.stem);
            }
            Token {
                position,
                start: token.span.start,
                end: token.span.end,
                surface: token.surface.to_lowercase(),
                same,
                parts: token.parts,
            }
        };
        tokens.map(token).collect()
    }

    /// The typed query of a search box.
    pub(super) fn typed_query(&self, text: &str) -> Query {
        let word = |token: Token| {
            let weight = self
                .taxonomy
                .rarity(token.same.first().map_or(&token.surface, |base| base))
                .max(1);
            let mut terms = vec![token.surface];
            terms.extend(token.same);
            terms.sort();
            terms.dedup();
            Word {
                terms,
                parts: true,
                weight,
            }
        };
        parse_box(text).to_query(
            |text| self.tokens(text, None).into_iter().map(word).collect(),
            |start| {
                let start: String = start.to_lowercase();
                let weight = crate::taxonomy::RARITY_MAX / 2;
                (start.chars().count() >= 3).then_some(Prefix {
                    start,
                    parts: true,
                    weight,
                })
            },
        )
    }

    fn field(&self, field: Field, text: &str, lang: Option<Lang>) -> Option<FieldText> {
        Some(FieldText {
            field: field.id()?,
            tokens: self.tokens(text, lang),
        })
    }

    fn label(&self, uri: &str) -> Option<&str> {
        self.taxonomy
            .find(uri)
            .map(|concept| self.taxonomy.label(concept, Lang::Fi))
    }

    fn person_entry(&self, number: u32, jobseeker: &Jobseeker) -> Entry {
        let profile = &jobseeker.profile;
        let head = profile
            .headline
            .iter()
            .map(|(lang, text)| (Field::Head, text, Some(lang)));
        let text = profile
            .text
            .iter()
            .map(|(lang, text)| (Field::Text, text, Some(lang)));
        let jobs = profile.employments.iter().flatten().flat_map(|job| {
            let title = job
                .title
                .as_deref()
                .or_else(|| job.occupation.as_ref().and_then(|o| self.label(o.as_str())));
            title
                .into_iter()
                .chain(job.text.as_deref())
                .map(|text| (Field::Work, text, None))
        });
        let skills = profile.skills.iter().flatten().filter_map(|skill| {
            let named = skill.concept.as_ref().and_then(|c| self.label(c.as_str()));
            Some((Field::Skills, skill.text.as_deref().or(named)?, None))
        });
        let educations = profile.educations.iter().flatten();
        let educations =
            educations.filter_map(|e| Some((Field::Education, e.title.as_deref()?, None)));
        let all = head.chain(jobs).chain(skills).chain(educations).chain(text);
        Entry {
            number,
            texts: all
                .filter_map(|(field, text, lang)| self.field(field, text, lang))
                .collect(),
        }
    }

    fn vacancy_entry(&self, number: u32, vacancy: &Vacancy) -> Entry {
        let head = vacancy
            .title
            .iter()
            .map(|(lang, text)| (Field::Head, text, Some(lang)));
        let text = vacancy
            .description
            .iter()
            .map(|(lang, text)| (Field::Text, text, Some(lang)));
        let work = vacancy
            .occupations
            .iter()
            .filter_map(|o| Some((Field::Work, self.label(o.as_str())?, None)));
        let skills = vacancy.skills.iter().filter_map(|skill| {
            let named = skill.concept.as_ref().and_then(|c| self.label(c.as_str()));
            Some((Field::Skills, skill.text.as_deref().or(named)?, None))
        });
        let education = vacancy
            .education
            .iter()
            .filter_map(|e| Some((Field::Education, e.title.as_deref()?, None)));
        let employer = vacancy
            .employer
            .iter()
            .filter_map(|e| Some((Field::Employer, e.name.as_deref()?, None)));
        let all = head
            .chain(work)
            .chain(skills)
            .chain(education)
            .chain(text)
            .chain(employer);
        Entry {
            number,
            texts: all
                .filter_map(|(field, text, lang)| self.field(field, text, lang))
                .collect(),
        }
    }
}
