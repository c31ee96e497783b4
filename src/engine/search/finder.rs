//! The word index of people and of vacancies: a projection of the store, opened when first asked.

use std::path::PathBuf;
use std::sync::Mutex;

use kohtaanto_index::{
    Change, Collection, Entry, FieldId, FieldText, FieldWeight, Hits, IndexError, Place, Prefix,
    Query, Request, Token, Word, parse_box,
};

use super::super::answer::SearchNote;
use super::super::{Engine, EngineError, Inner};
use super::passages::{self, Passage};
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
            analyser: format!("{analyser} passages {}", passages::VERSION),
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

    /// What of a search box is read otherwise than one may think.
    pub(super) fn notes(text: &str) -> Vec<SearchNote> {
        let asked = parse_box(text);
        let notes = [
            (asked.unpaired, SearchNote::QuoteUnpaired),
            (asked.only_excludes(), SearchNote::OnlyExclusions),
            (asked.cut, SearchNote::Cut),
        ];
        let so = notes.into_iter().filter(|(is, _)| *is);
        so.map(|(_, note)| note).collect()
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

    fn person_entry(&self, number: u32, jobseeker: &Jobseeker) -> Entry {
        self.entry(number, &self.passages_of_person(jobseeker))
    }

    fn vacancy_entry(&self, number: u32, vacancy: &Vacancy) -> Entry {
        self.entry(number, &self.passages_of_vacancy(vacancy))
    }

    fn entry(&self, number: u32, passages: &[Passage<'_>]) -> Entry {
        let text = |passage: &Passage<'_>| {
            Some(FieldText {
                field: passage.field.id()?,
                tokens: self.tokens(passage.text, passage.lang),
            })
        };
        Entry {
            number,
            texts: passages.iter().filter_map(text).collect(),
        }
    }
}
