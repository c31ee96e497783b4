//! Search. Words come by POST and stay here under a random identifier: no address holds them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;

use super::page::{Page, html};
use super::view::{Stretch, place, stretches};
use crate::domain::PublicId;
use crate::engine::SearchQuery;
use crate::engine::answer::{FacetValue, SearchHit, SearchResult, Snippet};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{public_id, told, wrong};
use crate::http::secret;

const LIFE: Duration = Duration::from_secs(3600);
const SEARCHES_MAX: usize = 10_000;
const CHARS_MAX: usize = 1000;

/// Searches of this process, each for whoever made it, for an hour.
#[derive(Default)]
pub(in crate::http) struct Searches(Mutex<HashMap<PublicId, Search>>);

#[derive(Clone)]
struct Search {
    side: Side,
    text: String,
    /// Name of who searched: nobody else may open it.
    by: String,
    ends: Instant,
}

impl Searches {
    fn keep(&self, side: Side, text: String, by: &str) -> PublicId {
        let id = PublicId::from_bits(secret::random());
        let now = Instant::now();
        let mut searches = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        searches.retain(|_, search| search.ends > now);
        if searches.len() >= SEARCHES_MAX
            && let Some(oldest) = searches
                .iter()
                .min_by_key(|(_, s)| s.ends)
                .map(|(id, _)| *id)
        {
            searches.remove(&oldest);
        }
        let search = Search {
            side,
            text,
            by: by.to_owned(),
            ends: now + LIFE,
        };
        searches.insert(id, search);
        id
    }

    fn get(&self, id: PublicId, by: &str) -> Option<Search> {
        let searches = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let search = searches.get(&id)?;
        (search.by == by && search.ends > Instant::now()).then(|| search.clone())
    }
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct SearchForm {
    #[serde(rename = "in")]
    side: Side,
    #[serde(default)]
    words: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Side {
    People,
    Vacancies,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    page: Page,
    people: bool,
    words: String,
    found: Option<Found>,
}

struct Found {
    result: SearchResult,
    /// Address of this search without filters.
    here: String,
    /// Filters in force: name and code.
    filters: Vec<(String, String)>,
    next: Option<String>,
}

impl Found {
    fn is_on(&self, name: &str, value: &FacetValue) -> bool {
        self.filters
            .iter()
            .any(|(n, code)| n == name && *code == value.value)
    }

    /// Whether what was found has nothing to narrow it by.
    fn nothing_to_narrow(&self) -> bool {
        self.result
            .facets
            .iter()
            .all(|facet| facet.values.is_empty())
    }

    /// This search with one filter switched.
    fn switched(&self, name: &str, value: &FacetValue) -> String {
        let mut filters = self.filters.clone();
        if self.is_on(name, value) {
            filters.retain(|(n, code)| !(n == name && *code == value.value));
        } else {
            filters.push((name.to_owned(), value.value.clone()));
        }
        address(&self.here, &filters)
    }
}

impl SearchPage {
    fn address_of(&self, hit: &SearchHit) -> String {
        let kind = if self.people { "people" } else { "vacancies" };
        self.page.to(&format!("{kind}/{}", hit.public_id))
    }

    fn stretches(&self, snippet: &Snippet) -> Vec<Stretch> {
        stretches(snippet)
    }

    fn place(&self, snippet: &Snippet) -> String {
        self.page.of("field", place(&snippet.field).0)
    }
}

/// An empty form.
pub(in crate::http) async fn form(page: Page) -> Result<Html<String>, Problem> {
    html(&SearchPage {
        page,
        people: true,
        words: String::new(),
        found: None,
    })
}

/// Keeps the words and shows where the answer is.
pub(in crate::http) async fn submit(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Form(form): Form<SearchForm>,
) -> Result<Redirect, Problem> {
    let words = form.words.trim();
    if words.chars().count() > CHARS_MAX {
        let most = page.number(CHARS_MAX);
        let reason = page.with("search-too-long", &[("most", most)]);
        return Err(told("/words", reason));
    }
    let id = app.searches.keep(form.side, words.to_owned(), &reader.name);
    Ok(Redirect::to(&page.to(&format!("search/{id}"))))
}

/// What was found. Filters are codes and stand in the address.
pub(in crate::http) async fn result(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Path((_, id)): Path<(String, String)>,
    Query(params): Query<Vec<(String, String)>>,
) -> Result<Html<String>, Problem> {
    let id = public_id(&id, "search")?;
    let search = app.searches.get(id, &reader.name);
    let search = search.ok_or_else(|| Problem::not_found("search"))?;
    let (from, filters) = split(params)?;
    let query = query(&search.text, &filters, from)?;
    let people = search.side == Side::People;
    let result = if people {
        app.engine.search_people(&reader, query).await?
    } else {
        app.engine.search_vacancies(&reader, query).await?
    };
    let here = page.to(&format!("search/{id}"));
    let next = result.next.map(|from| {
        let mut params = filters.clone();
        params.push(("from".to_owned(), from.to_string()));
        address(&here, &params)
    });
    let found = Some(Found {
        result,
        here,
        filters,
        next,
    });
    html(&SearchPage {
        page,
        people,
        words: search.text,
        found,
    })
}

/// Name and code of each filter.
type Filters = Vec<(String, String)>;

/// Where the page begins, and the filters.
fn split(params: Filters) -> Result<(usize, Filters), Problem> {
    let said = params.into_iter().filter(|(_, value)| !value.is_empty());
    let (from, filters): (Filters, Filters) = said.partition(|(name, _)| name == "from");
    let from = match from.last() {
        None => 0,
        Some((_, number)) => number.parse().map_err(|_| {
            wrong(
                "/from",
                Some(number.clone()),
                "a number from 0 on".to_owned(),
            )
        })?,
    };
    Ok((from, filters))
}

/// A code in an address, or what is wrong with it.
pub(super) fn code<T: std::str::FromStr<Err: std::fmt::Display>>(
    name: &str,
    text: &str,
) -> Result<T, Problem> {
    text.parse().map_err(|error: T::Err| {
        wrong(
            &format!("/{name}"),
            Some(text.to_owned()),
            error.to_string(),
        )
    })
}

fn query(text: &str, filters: &Filters, from: usize) -> Result<SearchQuery, Problem> {
    let mut query = SearchQuery {
        text: text.to_owned(),
        from,
        ..SearchQuery::default()
    };
    for (name, value) in filters {
        match name.as_str() {
            "municipalities" => query.municipalities.push(code(name, value)?),
            "permits" => query.permits.push(code(name, value)?),
            "languages" => query.languages.push(code(name, value)?),
            "concepts" => query.concepts.push(value.clone()),
            other => {
                return Err(wrong(
                    &format!("/{other}"),
                    None,
                    "no such filter".to_owned(),
                ));
            }
        }
    }
    Ok(query)
}

/// An address with parameters, percent-encoded.
pub(super) fn address(path: &str, params: &[(String, String)]) -> String {
    let mut address = path.to_owned();
    for (place, (name, value)) in params.iter().enumerate() {
        address.push(if place == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                address.push(char::from(byte));
            } else {
                address.push('%');
                address.push_str(&secret::hex(&[byte]));
            }
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_for_who_made_it() {
        let searches = Searches::default();
        let id = searches.keep(Side::People, "hitsaaja".into(), "anna");
        assert_eq!(searches.get(id, "anna").unwrap().text, "hitsaaja");
        assert!(searches.get(id, "bertta").is_none());
        assert!(searches.get(PublicId::from_bits([0; 16]), "anna").is_none());
    }

    #[test]
    fn filters_in_an_address_are_encoded() {
        let params = [
            ("permit".to_owned(), "driving:C".to_owned()),
            ("x".to_owned(), "å &".to_owned()),
        ];
        assert_eq!(
            address("/fi/search/a", &params),
            "/fi/search/a?permit=driving%3aC&x=%c3%a5%20%26"
        );
    }
}
