//! What a course would open, by place: for a college that plans one. Codes alone stand in the address.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use serde_json::json;

use super::page::{Page, html};
use super::search::{address, code};
use super::vacancies::municipalities;
use crate::domain::{Cefr, MunicipalityCode, PermitCode};
use crate::engine::{Course, CourseTable, GapKind, GapsQuery, PlaceKind, ShareRow};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::read::wrong;

/// Skills to choose from: those most asked for and least held.
const SKILLS: usize = 16;

/// Something that a course may give.
struct Choice {
    /// A permit's code or a skill's URI.
    code: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "course.html")]
struct CoursePage {
    page: Page,
    course: Course,
    finnish: Option<Cefr>,
    cards: Vec<Choice>,
    skills: Vec<Choice>,
    municipalities: Vec<(&'static str, &'static str)>,
    found: Option<CourseTable>,
}

impl CoursePage {
    /// Whether a municipality is the one chosen.
    fn is_chosen(&self, code: &str) -> bool {
        self.course.municipality.is_some_and(|m| m.as_str() == code)
    }

    fn is_finnish(&self, level: &Cefr) -> bool {
        self.finnish == Some(*level)
    }

    fn levels(&self) -> &'static [Cefr] {
        Cefr::ALL
    }

    /// What the course gives, in words.
    fn gives(&self) -> String {
        let chosen = self.cards.iter().chain(&self.skills).filter(|c| c.chosen);
        chosen
            .map(|c| c.label.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Seats and place, where they are said.
    fn terms(&self) -> String {
        let seats = self.course.seats.map(|n| self.page.count("seats", n));
        let place = self
            .course
            .municipality
            .map(|m| m.facts().name(self.page.lang()).to_owned());
        let terms: Vec<String> = seats.into_iter().chain(place).collect();
        terms.join(", ")
    }

    /// Where more than one thing is given: each by itself, with its address.
    fn alone(&self) -> Vec<(String, String)> {
        let chosen = self.cards.iter().chain(&self.skills).filter(|c| c.chosen);
        if chosen.clone().count() < 2 {
            return Vec::new();
        }
        let finnish = self.finnish.map(|level| format!("&finnish={level}"));
        let finnish = finnish.unwrap_or_default();
        let address = |choice: &Choice| {
            let mut one = self.course.clone();
            one.permits.retain(|code| code.as_str() == choice.code);
            one.skills.retain(|uri| uri.as_str() == choice.code);
            self.page.to(&format!("{}{finnish}", path(&one)))
        };
        chosen.map(|c| (c.label.clone(), address(c))).collect()
    }

    /// A count, or that it is kept back.
    fn cell(&self, count: &Option<u64>) -> String {
        match count {
            Some(count) => self.page.number(*count),
            None => self.page.get("too-few"),
        }
    }

    /// What a row is of.
    fn place(&self, row: &ShareRow) -> String {
        match row.place {
            PlaceKind::All => self.page.get("gaps-whole-region"),
            PlaceKind::Nowhere => self.page.get("place-not-known"),
            PlaceKind::Area | PlaceKind::Municipality => row.place_name.clone(),
        }
    }

    fn is_municipality(&self, row: &ShareRow) -> bool {
        row.place == PlaceKind::Municipality
    }

    /// Whether nobody would come to fit anything, as far as is shown.
    fn opens_nothing(&self) -> bool {
        self.found.as_ref().is_some_and(|f| f.opened.is_empty())
    }
}

/// The page's path and parameters for a course, for a link.
pub(super) fn path(course: &Course) -> String {
    let mut params: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| params.push((name.to_owned(), value));
    course
        .permits
        .iter()
        .for_each(|code| add("permit", code.to_string()));
    course
        .skills
        .iter()
        .for_each(|uri| add("skill", uri.to_string()));
    course
        .seats
        .iter()
        .for_each(|n| add("seats", n.to_string()));
    course
        .municipality
        .iter()
        .for_each(|code| add("municipality", code.to_string()));
    address("course", &params)
}

/// The form, and the table where something was chosen. Any order, any number of `permit` and `skill`.
pub(in crate::http) async fn page(
    State(app): State<App>,
    page: Page,
    Query(params): Query<Vec<(String, String)>>,
) -> Result<Html<String>, Problem> {
    let (course, finnish) = course(&params)?;
    let found = match course.skills.is_empty() && course.permits.is_empty() {
        true => None,
        false => Some(app.engine.course_table(course.clone(), page.lang()).await?),
    };
    let cards = PermitCode::all()
        .filter(|code| code.as_str().starts_with("card:") || course.permits.contains(code))
        .map(|code| Choice {
            code: code.to_string(),
            label: code.facts().name.get(page.lang()).to_owned(),
            chosen: course.permits.contains(&code),
        })
        .collect();
    let skills = skills(&app, &page, &course).await?;
    let municipalities = municipalities(page.lang());
    html(&CoursePage {
        page,
        course,
        finnish,
        cards,
        skills,
        municipalities,
        found,
    })
}

/// The skills chosen, and those of which the region has least for what is asked.
async fn skills(app: &App, page: &Page, course: &Course) -> Result<Vec<Choice>, Problem> {
    let taxonomy = app.engine.taxonomy();
    let chosen = course.skills.iter().map(|uri| {
        let found = taxonomy.find(uri.as_str());
        Choice {
            code: uri.to_string(),
            label: found
                .map_or(uri.as_str(), |ix| taxonomy.label(ix, page.lang()))
                .to_owned(),
            chosen: true,
        }
    });
    let mut skills: Vec<Choice> = chosen.collect();
    let query = GapsQuery {
        lang: Some(page.lang()),
        ..GapsQuery::default()
    };
    let mut rows = app.engine.gaps(query).await?.rows;
    rows.retain(|row| row.kind == GapKind::Skill && row.place == PlaceKind::All && row.demand > 0);
    rows.sort_by_key(|row| std::cmp::Reverse((row.gap, row.demand)));
    for row in rows.into_iter().take(SKILLS) {
        if !skills.iter().any(|skill| skill.code == row.id) {
            skills.push(Choice {
                code: row.id,
                label: row.label,
                chosen: false,
            });
        }
    }
    Ok(skills)
}

/// The course that an address says, and the Finnish that it asks of those who come.
fn course(params: &[(String, String)]) -> Result<(Course, Option<Cefr>), Problem> {
    let mut course = Course::default();
    let mut finnish = None;
    for (name, value) in params.iter().filter(|(_, value)| !value.is_empty()) {
        match name.as_str() {
            "permit" => course.permits.push(code(name, value)?),
            "skill" => course.skills.push(code(name, value)?),
            "seats" => course.seats = Some(code(name, value)?),
            "municipality" => {
                course.municipality = Some(code::<MunicipalityCode>(name, value)?);
            }
            "finnish" => finnish = Some(code::<Cefr>(name, value)?),
            other => {
                let reason = "no such part of a course".to_owned();
                return Err(wrong(&format!("/{other}"), None, reason));
            }
        }
    }
    if let Some(level) = finnish {
        let asked = json!([{"code": "fi", "level": level, "need": "must"}]);
        course.prerequisites.insert("languages".to_owned(), asked);
    }
    Ok((course, finnish))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_survives_its_address() {
        let params = [
            ("permit", "card:forklift"),
            (
                "skill",
                "http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145da",
            ),
            ("seats", "16"),
            ("municipality", "508"),
        ];
        let params = params.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let (read, finnish) = course(&params).unwrap();
        assert_eq!((read.seats, finnish), (Some(16), None));
        assert_eq!(path(&read), address("course", &params));
        let (_, finnish) = course(&[("finnish".to_owned(), "B1".to_owned())]).unwrap();
        assert_eq!(finnish, Some(Cefr::B1));
        assert!(course(&[("seats".to_owned(), "many".to_owned())]).is_err());
        assert!(course(&[("name".to_owned(), "x".to_owned())]).is_err());
    }
}
