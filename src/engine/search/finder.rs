//! The word index of people and of vacancies: a projection of the store, opened when first asked.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

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

impl Shelf {
    fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Vacancies => "vacancies",
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::People => Kind::Jobseeker,
            Self::Vacancies => Kind::Vacancy,
        }
    }
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
    /// Held from the reading of records to the writing of their words: nobody writes back what another
    /// has taken out meanwhile.
    filling: tokio::sync::Mutex<()>,
    /// Number of the change up to which the words of whoever is gone are out of the files.
    purged: AtomicU64,
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
            filling: tokio::sync::Mutex::new(()),
            purged: AtomicU64::new(0),
        }
    }

    /// Whether words have been put into a collection yet.
    fn is_there(&self, shelf: Shelf) -> bool {
        self.folder.join(shelf.name()).exists()
    }

    /// Takes a collection away, to be made anew by whoever next asks of it.
    fn remove(&self, shelf: Shelf) -> Result<(), EngineError> {
        let mut slot = self.slot(shelf);
        *slot = None;
        let place = Place::Folder(self.folder.join(shelf.name()));
        if self.is_there(shelf) {
            *slot = Some(Collection::recreate(&place, &self.analyser).map_err(of_index)?);
        }
        Ok(())
    }

    fn slot(&self, shelf: Shelf) -> std::sync::MutexGuard<'_, Option<Collection>> {
        let slot = match shelf {
            Shelf::People => &self.people,
            Shelf::Vacancies => &self.vacancies,
        };
        slot.lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Works with an open collection; one that is absent, damaged or of another analyser is made anew.
    fn with<T>(
        &self,
        shelf: Shelf,
        work: impl FnOnce(&Collection) -> Result<T, IndexError>,
    ) -> Result<T, EngineError> {
        let mut slot = self.slot(shelf);
        if slot.is_none() {
            let place = Place::Folder(self.folder.join(shelf.name()));
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
        self.fill(shelf).await
    }

    /// Brings a collection up to the store's head.
    async fn fill(&self, shelf: Shelf) -> Result<(), EngineError> {
        let inner = &self.0;
        let _filling = inner.finder.filling.lock().await;
        // What changes while this goes on is for the next question: an import that does not end would
        // else keep it from ending too.
        let head = inner.store.head().await?;
        while let Some((entries, last)) = self.unshelved(shelf, head).await? {
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
        Ok(())
    }

    /// Entries that changed since a collection was written last, some at a time, with the number of the
    /// last change; `None` where it has the changes up to a head.
    async fn unshelved(
        &self,
        shelf: Shelf,
        head: u64,
    ) -> Result<Option<(Vec<u32>, u64)>, EngineError> {
        let applied = self
            .compute(move |inner| inner.finder.with(shelf, |c| Ok(c.applied())))
            .await?;
        if applied >= head {
            return Ok(None);
        }
        let changes = self.0.store.changes_since(applied, BATCH).await?;
        let Some(last) = changes.last().map(|change| change.number) else {
            return Ok(None);
        };
        let of_kind = changes.iter().filter(|c| c.kind == shelf.kind());
        let mut entries: Vec<u32> = of_kind.map(|c| c.entry).collect();
        entries.sort_unstable();
        entries.dedup();
        Ok(Some((entries, last)))
    }

    /// Takes the words of whoever is gone out of the index's files, where there are any. What else has
    /// changed waits for the next question.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where another process has the index: it does the same.
    pub(in crate::engine) async fn unshelve(&self) -> Result<(), EngineError> {
        let inner = &self.0;
        if !inner.finder.is_there(Shelf::People) {
            return Ok(());
        }
        let _filling = inner.finder.filling.lock().await;
        let applied = self.compute(|inner| inner.finder.with(Shelf::People, |c| Ok(c.applied())));
        let mut from = applied
            .await?
            .max(inner.finder.purged.load(Ordering::Relaxed));
        let mut gone: Vec<u32> = Vec::new();
        loop {
            let changes = inner.store.changes_since(from, BATCH).await?;
            let Some(last) = changes.last() else { break };
            from = last.number;
            let people = changes.iter().filter(|c| c.kind == Kind::Jobseeker);
            let mut entries: Vec<u32> = people.map(|c| c.entry).collect();
            entries.sort_unstable();
            entries.dedup();
            let there = inner.store.visibility(&entries).await?;
            let there: HashSet<u32> = there.into_iter().map(|(entry, _)| entry).collect();
            gone.extend(entries.iter().filter(|entry| !there.contains(entry)));
        }
        if !gone.is_empty() {
            self.compute(|inner| {
                inner
                    .finder
                    .with(Shelf::People, |c| c.purge(gone).map(|_| ()))
            })
            .await?;
        }
        inner.finder.purged.store(from, Ordering::Relaxed);
        Ok(())
    }

    /// Makes both collections anew, from the records.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where another process has them; [`EngineError::Unavailable`] where the
    /// records cannot be read.
    pub(in crate::engine) async fn reshelve(&self) -> Result<(), EngineError> {
        for shelf in [Shelf::People, Shelf::Vacancies] {
            {
                let _filling = self.0.finder.filling.lock().await;
                self.compute(move |inner| inner.finder.remove(shelf))
                    .await?;
            }
            self.fill(shelf).await?;
        }
        Ok(())
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
        let present: HashSet<u32> = put.iter().map(|entry| entry.number).collect();
        let gone = entries
            .iter()
            .filter(|entry| !present.contains(entry))
            .copied();
        let gone: Vec<u32> = gone.collect();
        let removed = gone.iter().map(|entry| Change::Remove(*entry));
        let changes: Vec<Change> = removed.chain(put.into_iter().map(Change::Put)).collect();
        self.finder.with(shelf, |collection| {
            // Before the number moves on: what is cut short here is done again. A removal alone would
            // leave a person's words in the files until some later rewrite.
            if shelf == Shelf::People && !gone.is_empty() {
                collection.purge(gone)?;
            }
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
