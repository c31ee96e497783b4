//! Vacancies, who fits them, why, and why one and not another.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Html;

use super::facts::{Fact, closed, facts};
use super::page::{Page, html};
use super::view::{self, GroupCount, Row};
use crate::domain::{Lang, MunicipalityCode, Need, Role, Scope};
use crate::engine::answer::{
    Basis, Group, Half, MatchList, Part, RequirementView, VacancyPage, VacancyView,
};
use crate::engine::{MatchesQuery, Versus};
use crate::http::App;
use crate::http::api::vacancies::{MatchParams, VacancyParams};
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{Params, public_id, told};

#[derive(Template)]
#[template(path = "vacancies.html")]
struct VacanciesPage {
    page: Page,
    list: VacancyPage,
    municipality: Option<MunicipalityCode>,
    municipalities: Vec<(&'static str, &'static str)>,
    next: Option<String>,
}

impl VacanciesPage {
    /// Whether a municipality is the one chosen.
    fn is_chosen(&self, code: &str) -> bool {
        self.municipality.is_some_and(|m| m.as_str() == code)
    }
}

/// Municipalities by name, to choose from.
pub(super) fn municipalities(lang: Lang) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = MunicipalityCode::all()
        .map(|code| (code.as_str(), code.facts().name(lang)))
        .collect();
    all.sort_by_key(|(_, name)| alphabetical(name));
    all
}

/// A key that sorts as the Finnish and Swedish alphabets do: å, ä and ö after z.
fn alphabetical(name: &str) -> String {
    let place = |letter| match letter {
        'å' => '{',
        'ä' => '|',
        'ö' => '}',
        other => other,
    };
    name.to_lowercase().chars().map(place).collect()
}

/// Open vacancies.
pub(in crate::http) async fn list(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Params(params): Params<VacancyParams>,
) -> Result<Html<String>, Problem> {
    let municipality = params.municipality;
    let list = app.engine.vacancies(&reader, params.query()).await?;
    let next = list.next.map(|from| {
        let code = municipality.map(|m| m.as_str()).unwrap_or_default();
        page.to(&format!("vacancies?municipality={code}&from={from}"))
    });
    let municipalities = municipalities(page.lang());
    html(&VacanciesPage {
        page,
        list,
        municipality,
        municipalities,
        next,
    })
}

#[derive(Template)]
#[template(path = "vacancy.html")]
struct OneVacancyPage {
    page: Page,
    view: VacancyView,
    /// Why it takes no applicants, if it takes none.
    closed: Option<String>,
    facts: Vec<Fact>,
    list: MatchList,
    rows: Vec<Row>,
    groups: Vec<GroupCount>,
    group: Option<Group>,
    next: Option<String>,
    /// Whether a page before this one was seen.
    later: bool,
    /// Whether the reader may look at it as an agency does.
    as_agency: bool,
    /// Address of this page without its parameters.
    here: String,
}

impl OneVacancyPage {
    /// What the work asks, what it requires first. The right to work is not among it: every vacancy
    /// implies that.
    fn asked(&self) -> Vec<&RequirementView> {
        let asked = self.view.requirements.iter();
        let mut asked: Vec<&RequirementView> = asked
            .filter(|r| r.half == Half::Work && r.asked != "right_to_work")
            .collect();
        asked.sort_by_key(|r| match r.need {
            Some(Need::Must) => 0,
            Some(Need::Should) => 1,
            Some(Need::Nice) => 2,
            None => 3,
        });
        asked
    }
}

/// Rows of candidates on one page.
const CANDIDATES: usize = 25;

/// A vacancy and everyone considered for it.
pub(in crate::http) async fn one(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Path((_, id)): Path<(String, String)>,
    Params(params): Params<MatchParams>,
) -> Result<Html<String>, Problem> {
    let id = public_id(&id, "vacancy")?;
    let group = params.group;
    let later = params.cursor.is_some();
    let query = MatchesQuery {
        group,
        limit: Some(params.limit.unwrap_or(CANDIDATES)),
        cursor: params.cursor,
    };
    let view = app.engine.vacancy(&reader, id.as_str()).await?;
    let mut list = app.engine.matches(&reader, id.as_str(), query).await?;
    let rows = view::rows(std::mem::take(&mut list.matches), |m| match &m.public_id {
        Some(person) => page.to(&format!("vacancies/{id}/people/{person}")),
        None => String::new(),
    });
    let groups = view::groups(list.groups, group, list.basis.is_judged());
    let here = page.to(&format!("vacancies/{id}"));
    let next = list.next.as_ref().map(|cursor| {
        let group = group.map(Group::as_str).unwrap_or_default();
        format!("{here}?group={group}&cursor={cursor}")
    });
    let facts = facts(&view, *page);
    html(&OneVacancyPage {
        closed: closed(&view, *page),
        page,
        view,
        facts,
        list,
        rows,
        groups,
        group,
        next,
        later,
        as_agency: reader.role == Role::Coordinator && reader.scope == Scope::Everyone,
        here,
    })
}

#[derive(Template)]
#[template(path = "explanation.html")]
struct ExplanationPage {
    page: Page,
    view: VacancyView,
    /// Why it takes no applicants, if it takes none.
    closed: Option<String>,
    row: Row,
    /// Address of the vacancy.
    vacancy: String,
    /// Address of the person's vacancies.
    jobs: String,
}

impl ExplanationPage {
    fn parts(&self, half: &Half) -> impl Iterator<Item = &Part> {
        self.row
            .answer
            .parts
            .iter()
            .filter(move |p| p.half == *half)
    }
}

/// Why a person stands where they do.
pub(in crate::http) async fn explain(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Path((_, id, person)): Path<(String, String, String)>,
) -> Result<Html<String>, Problem> {
    let (id, person) = (public_id(&id, "vacancy")?, public_id(&person, "person")?);
    let view = app.engine.vacancy(&reader, id.as_str()).await?;
    let answer = app
        .engine
        .explain(&reader, id.as_str(), person.as_str())
        .await?;
    let mut rows = view::rows(vec![answer], |_| String::new());
    let row = rows.pop().ok_or_else(|| Problem::not_found("person"))?;
    let vacancy = page.to(&format!("vacancies/{id}"));
    let jobs = page.to(&format!("people/{person}"));
    html(&ExplanationPage {
        closed: closed(&view, *page),
        page,
        view,
        row,
        vacancy,
        jobs,
    })
}

#[derive(Template)]
#[template(path = "versus.html")]
struct VersusPage {
    page: Page,
    view: VacancyView,
    /// Why it takes no applicants, if it takes none.
    closed: Option<String>,
    versus: Versus,
    a: Row,
    b: Row,
    vacancy: String,
}

impl VersusPage {
    fn both(&self) -> [&Row; 2] {
        [&self.a, &self.b]
    }

    /// Names of both, to tell them apart.
    fn name<'a>(&self, row: &'a Row) -> &'a str {
        let answer = &row.answer;
        answer
            .label
            .as_deref()
            .or(answer.person.as_deref())
            .unwrap_or_default()
    }

    /// The sentence that says why the one is above the other.
    fn because(&self) -> String {
        let page = &self.page;
        let group = |row: &Row| page.group("group", row.answer.is_judged(), row.answer.group);
        let names = [
            ("first", self.name(&self.a).to_owned()),
            ("second", self.name(&self.b).to_owned()),
        ];
        let [first, second] = names;
        if self.versus.by_group {
            let groups = [
                first,
                second,
                ("group", group(&self.a)),
                ("other", group(&self.b)),
            ];
            return page.with("versus-by-group", &groups);
        }
        let Some(most) = self.versus.parts.iter().max_by_key(|p| p.points.abs()) else {
            return String::new();
        };
        if most.points == 0 {
            return page.get("versus-same");
        }
        let words = [
            first,
            second,
            ("points", page.number(self.versus.points)),
            ("part", most.label.clone()),
            ("most", page.signed(most.points)),
        ];
        page.with("versus-by-points", &words)
    }
}

/// Why one stands above the other: `?person=…&person=…`, two of them.
pub(in crate::http) async fn versus(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Path((_, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Html<String>, Problem> {
    let id = public_id(&id, "vacancy")?;
    let query = query.unwrap_or_default();
    let chosen: Vec<&str> = query
        .split('&')
        .filter_map(|p| p.strip_prefix("person="))
        .collect();
    let [a, b] = chosen[..] else {
        return Err(told("/person", page.get("versus-choose-two")));
    };
    let (a, b) = (public_id(a, "person")?, public_id(b, "person")?);
    if a == b {
        return Err(told("/person", page.get("versus-choose-two")));
    }
    let view = app.engine.vacancy(&reader, id.as_str()).await?;
    let versus = app
        .engine
        .versus(&reader, id.as_str(), a.as_str(), b.as_str())
        .await?;
    let both = vec![versus.first.clone(), versus.second.clone()];
    let mut rows = view::rows(both, |m| match &m.public_id {
        Some(person) => page.to(&format!("vacancies/{id}/people/{person}")),
        None => String::new(),
    });
    let (Some(b), Some(a)) = (rows.pop(), rows.pop()) else {
        return Err(Problem::not_found("person"));
    };
    let vacancy = page.to(&format!("vacancies/{id}"));
    html(&VersusPage {
        closed: closed(&view, *page),
        page,
        view,
        versus,
        a,
        b,
        vacancy,
    })
}
