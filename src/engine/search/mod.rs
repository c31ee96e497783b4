//! Full text search under visibility: the index finds entries by words, the engine filters, counts
//! facets and shows the words in their place.

mod finder;
mod passages;
mod snippet;

use std::collections::{BTreeMap, HashMap};

use kohtaanto_index::{FieldWeight, Hits, Query, Request};
use roaring::RoaringBitmap;

use super::answer::{Facet, FacetValue, SearchHit, SearchResult};
use super::matching::{TRIES, staff_only};
use super::{Engine, EngineError, Inner, Reader};
use crate::domain::{Lang, LanguageCode, MunicipalityCode, PermitCode, Vacancy};
use crate::store::{DisclosureKind, StoreError};
use crate::taxonomy::ConceptIx;
pub(super) use finder::Finder;
use finder::{FIELDS, Field, Shelf};

/// What to search for. Filters narrow; facets are counted after them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// Words, `"phrases"`, `-without`, `beginnings*`; empty finds everything.
    pub text: String,
    /// In one of these municipalities.
    pub municipalities: Vec<MunicipalityCode>,
    /// With (of people: holding, of vacancies: asking) every one of these permits.
    pub permits: Vec<PermitCode>,
    /// With every one of these languages.
    pub languages: Vec<LanguageCode>,
    /// With every one of these concepts, by URI.
    pub concepts: Vec<String>,
    /// Vacancies: also those that are not open.
    pub closed_too: bool,
    /// From this hit on, counted from 0.
    pub from: usize,
    /// Most hits on a page, 0 to 200; `None` is 20.
    pub limit: Option<usize>,
}

/// Most hits on a page.
const PAGE_MAX: usize = 200;

/// Values shown of a facet, most frequent first.
const FACET_VALUES: usize = 12;

/// What an entry has to be filtered and counted by.
struct Traits {
    places: Vec<MunicipalityCode>,
    permits: u128,
    languages: Vec<LanguageCode>,
    occupations: Vec<ConceptIx>,
    concepts: Vec<ConceptIx>,
}

impl Engine {
    /// People by words, for staff; everyone shown is on the ledger.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a filter, limit or query beyond its bounds.
    pub async fn search_people(
        &self,
        reader: &Reader,
        query: SearchQuery,
    ) -> Result<SearchResult, EngineError> {
        staff_only(reader, "search people")?;
        let limit = checked_limit(&query)?;
        for _ in 0..TRIES {
            self.shelve(Shelf::People).await?;
            let (as_of, asked, lang) = (self.as_of(), query.clone(), reader.lang);
            let sees = reader.sees(as_of);
            let found = self
                .compute(move |inner| {
                    let state = inner.read_state();
                    let mut traits = HashMap::new();
                    for (row, person) in (0..).zip(&state.people) {
                        if person.alive && sees(person.entry, &person.gate) {
                            traits.insert(person.entry, Traits::of_row(&state.population.row(row)));
                        }
                    }
                    let found = inner.find(Shelf::People, &asked, limit, lang, &traits);
                    found.map(|found| found.at(state.head))
                })
                .await?;
            let entries: Vec<u32> = found.hits.hits.iter().map(|hit| hit.entry).collect();
            let people = self.people(&entries).await?;
            if people.len() < entries.len() {
                continue;
            }
            match self.disclose_found(reader, entries, as_of).await {
                Ok(()) => {}
                Err(StoreError::Changed(_)) => continue,
                Err(error) => return Err(error.into()),
            }
            let hits = people
                .iter()
                .zip(&found.hits.hits)
                .map(|(stored, hit)| SearchHit {
                    public_id: stored.public,
                    id: stored.record.person.id.to_string(),
                    label: stored.record.person.name.clone().unwrap_or_default(),
                    headline: stored
                        .record
                        .profile
                        .headline
                        .best(lang)
                        .unwrap_or_default()
                        .to_owned(),
                    points: hit.points,
                    snippets: self.0.snippets_of_person(&stored.record, &found.query),
                });
            return Ok(self.result(&query, hits.collect(), found));
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    /// Vacancies by words.
    ///
    /// # Errors
    /// As [`search_people`](Self::search_people).
    pub async fn search_vacancies(
        &self,
        reader: &Reader,
        query: SearchQuery,
    ) -> Result<SearchResult, EngineError> {
        let limit = checked_limit(&query)?;
        self.shelve(Shelf::Vacancies).await?;
        let (as_of, asked, lang) = (self.as_of(), query.clone(), reader.lang);
        let found = self
            .compute(move |inner| {
                let state = inner.read_state();
                let open = state
                    .all_vacancies()
                    .filter(|r| asked.closed_too || r.vacancy.is_open(as_of));
                let traits: HashMap<u32, Traits> =
                    open.map(|row| (row.entry, Traits::of_ask(row))).collect();
                let found = inner.find(Shelf::Vacancies, &asked, limit, lang, &traits);
                found.map(|found| found.at(state.head))
            })
            .await?;
        let entries: Vec<u32> = found.hits.hits.iter().map(|hit| hit.entry).collect();
        let records = self.0.store.vacancies_among(&entries).await?.into_iter();
        let records: HashMap<u32, Vacancy> = records.map(|s| (s.entry, s.record)).collect();
        let state = self.0.read_state();
        let hits = found.hits.hits.iter().filter_map(|hit| {
            let row = state.vacancy_at(hit.entry)?;
            let record = records.get(&hit.entry)?;
            Some(SearchHit {
                public_id: row.public,
                id: row.vacancy.id.to_string(),
                label: row.vacancy.title.best(lang).unwrap_or_default().to_owned(),
                headline: row
                    .vacancy
                    .employer
                    .as_ref()
                    .and_then(|e| e.name.clone())
                    .unwrap_or_default(),
                points: hit.points,
                snippets: self.0.snippets_of_vacancy(record, &found.query),
            })
        });
        let hits: Vec<SearchHit> = hits.collect();
        drop(state);
        Ok(self.result(&query, hits, found))
    }

    fn result(&self, query: &SearchQuery, hits: Vec<SearchHit>, found: Found) -> SearchResult {
        let total = found.hits.total();
        let end = query.from + hits.len();
        SearchResult {
            total,
            notes: Inner::notes(&query.text),
            versions: self.0.versions(self.as_of(), found.head),
            next: ((end as u64) < total && !hits.is_empty()).then_some(end),
            hits,
            facets: found.facets,
        }
    }

    async fn disclose_found(
        &self,
        reader: &Reader,
        people: Vec<u32>,
        as_of: jiff::civil::Date,
    ) -> Result<(), StoreError> {
        if people.is_empty() {
            return Ok(());
        }
        let disclosure = self
            .0
            .disclosure(reader, None, DisclosureKind::Listed, people);
        let recorded = self.0.store.disclose(&disclosure, reader.sees(as_of));
        recorded.await.map(|_| ())
    }
}

/// What was found, before anyone is named.
struct Found {
    query: Query,
    hits: Hits,
    facets: Vec<Facet>,
    head: u64,
}

impl Found {
    /// The same, found in the state as of a change. Whoever searches holds that state: it is not asked
    /// for a second time here, where somebody who waits to write it would hold up both.
    fn at(self, head: u64) -> Self {
        Self { head, ..self }
    }
}

fn checked_limit(query: &SearchQuery) -> Result<usize, EngineError> {
    let limit = query.limit.unwrap_or(20);
    if limit > PAGE_MAX {
        return Err(EngineError::invalid(
            "/limit",
            limit,
            format!("a page holds 0 to {PAGE_MAX} hits"),
        ));
    }
    Ok(limit)
}

impl Traits {
    fn of_row(row: &crate::score::Row<'_>) -> Self {
        let concepts: Vec<ConceptIx> = row.concepts_held().collect();
        Self {
            places: row.home().into_iter().collect(),
            permits: row.permits_held(),
            languages: row.languages_held().collect(),
            occupations: row.occupations_held().collect(),
            concepts,
        }
    }

    fn of_ask(row: &super::state::VacancyRow) -> Self {
        let skills = row.ask.skills.iter().filter_map(|s| s.concept);
        Self {
            places: row.vacancy.municipalities.clone(),
            permits: row
                .ask
                .permits
                .iter()
                .fold(0, |set, (code, _)| set | 1 << code.index()),
            languages: row.ask.languages.iter().map(|l| l.code).collect(),
            occupations: row.ask.occupations.clone(),
            concepts: skills.chain(row.ask.occupations.iter().copied()).collect(),
        }
    }

    fn passes(&self, query: &SearchQuery, concepts: &[ConceptIx]) -> bool {
        (query.municipalities.is_empty()
            || query.municipalities.iter().any(|m| self.places.contains(m)))
            && query
                .permits
                .iter()
                .all(|p| self.permits >> p.index() & 1 == 1)
            && query.languages.iter().all(|l| self.languages.contains(l))
            && concepts.iter().all(|c| self.concepts.contains(c))
    }
}

impl Inner {
    fn find(
        &self,
        shelf: Shelf,
        query: &SearchQuery,
        limit: usize,
        lang: Lang,
        traits: &HashMap<u32, Traits>,
    ) -> Result<Found, EngineError> {
        let mut concepts = Vec::new();
        for (uri, at) in query.concepts.iter().zip(0..) {
            concepts.push(self.taxonomy.find(uri).ok_or_else(|| {
                EngineError::invalid(
                    &format!("/concepts/{at}"),
                    uri,
                    "not a concept of the taxonomy in use",
                )
            })?);
        }
        let allowed = traits
            .iter()
            .filter(|(_, traits)| traits.passes(query, &concepts));
        let allow: RoaringBitmap = allowed.map(|(entry, _)| *entry).collect();
        let typed = self.typed_query(&query.text);
        let fields: Vec<FieldWeight> = FIELDS.iter().filter_map(|field| field.weight()).collect();
        let request = Request {
            query: &typed,
            allow: &allow,
            fields: &fields,
            offset: query.from,
            limit,
        };
        let hits = self.finder.search(shelf, &request)?;
        let found = hits.entries.iter().filter_map(|entry| traits.get(&entry));
        let facets = self.facets(found, lang);
        Ok(Found {
            query: typed,
            hits,
            facets,
            head: 0,
        })
    }

    /// Counts over everything found; what has no value in a facet is in none of its counts.
    fn facets<'a>(&self, found: impl Iterator<Item = &'a Traits>, lang: Lang) -> Vec<Facet> {
        let (mut places, mut permits, mut occupations) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for traits in found {
            for place in &traits.places {
                *places.entry(*place).or_insert(0u64) += 1;
            }
            for code in PermitCode::all().filter(|code| traits.permits >> code.index() & 1 == 1) {
                *permits.entry(code).or_insert(0u64) += 1;
            }
            let mut own = traits.occupations.clone();
            own.sort_unstable();
            own.dedup();
            for occupation in own {
                *occupations.entry(occupation).or_insert(0u64) += 1;
            }
        }
        let value = |value: String, label: &str, count: u64| FacetValue {
            value,
            label: label.to_owned(),
            count,
        };
        let facet = |name: &str, mut values: Vec<FacetValue>| {
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
            values.truncate(FACET_VALUES);
            Facet {
                name: name.to_owned(),
                values,
            }
        };
        vec![
            facet(
                "municipalities",
                places
                    .into_iter()
                    .map(|(m, n)| value(m.to_string(), m.facts().name(lang), n))
                    .collect(),
            ),
            facet(
                "concepts",
                occupations
                    .into_iter()
                    .map(|(c, n)| {
                        value(
                            self.taxonomy.uri(c).to_owned(),
                            self.taxonomy.label(c, lang),
                            n,
                        )
                    })
                    .collect(),
            ),
            facet(
                "permits",
                permits
                    .into_iter()
                    .map(|(p, n)| value(p.to_string(), p.facts().name.get(lang), n))
                    .collect(),
            ),
        ]
    }
}
