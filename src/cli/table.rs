//! Answers as tables for a terminal.

use std::fmt::Write as _;

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{Cell, CellAlignment, Table};

use crate::engine::answer::{
    Basis, CourseWhatIf, GroupCounts, JobList, Match, MatchList, PersonWhatIf, SearchResult,
    VacancyWhatIf,
};
use crate::engine::{GapTable, Versus};

fn table(head: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY)
        .set_header(head.to_vec());
    table
}

fn right(number: impl std::fmt::Display) -> Cell {
    Cell::new(number).set_alignment(CellAlignment::Right)
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Full => "full",
        Basis::Thin => "thin",
        Basis::None => "cannot be judged",
    }
}

fn counts(groups: &GroupCounts) -> String {
    format!(
        "fits {} · fits_if {} · not_lawful_yet {} · far {}",
        groups.fits, groups.fits_if, groups.not_lawful_yet, groups.far
    )
}

/// What is missing and what to ask, in one cell.
fn open_items(found: &Match) -> String {
    let missing = found
        .missing
        .iter()
        .map(|m| format!("− {} ({})", m.label, m.class));
    let unknown = found.unknown.iter().map(|u| format!("? {}", u.ask));
    missing
        .chain(unknown.take(3))
        .collect::<Vec<_>>()
        .join("\n")
}

fn points(found: &Match) -> String {
    let open = if found.points_open > 0 {
        format!(" (+{} open)", found.points_open)
    } else {
        String::new()
    };
    format!("{} / {}{open}", found.points, found.points_max)
}

/// A vacancy's matches.
pub(super) fn matches_table(list: &MatchList) -> String {
    let mut text = format!(
        "{} · {} · considered {} · {}\n",
        list.vacancy,
        basis(list.basis),
        list.considered,
        counts(&list.groups)
    );
    if !list.set_aside.is_empty() {
        let mut aside = table(&["sets aside", "people", "only this"]);
        for row in list.set_aside.iter().take(8) {
            aside.add_row(vec![
                Cell::new(&row.label),
                right(row.people),
                right(row.only),
            ]);
        }
        let _ = writeln!(text, "{aside}");
    }
    let mut people = table(&[
        "#",
        "person",
        "name",
        "group",
        "points",
        "missing and unknown",
    ]);
    for (found, rank) in list.matches.iter().zip(1..) {
        people.add_row(vec![
            right(rank),
            Cell::new(found.person.as_deref().unwrap_or_default()),
            Cell::new(found.label.as_deref().unwrap_or_default()),
            Cell::new(found.group),
            right(points(found)),
            Cell::new(open_items(found)),
        ]);
    }
    let _ = write!(text, "{people}");
    text
}

/// A person's vacancies.
pub(super) fn jobs_table(list: &JobList) -> String {
    let mut rows = table(&[
        "#",
        "vacancy",
        "title",
        "basis",
        "group",
        "points",
        "missing and unknown",
    ]);
    for (found, rank) in list.matches.iter().zip(1..) {
        rows.add_row(vec![
            right(rank),
            Cell::new(
                found
                    .vacancy
                    .as_ref()
                    .map(|v| v.as_str())
                    .unwrap_or_default(),
            ),
            Cell::new(found.label.as_deref().unwrap_or_default()),
            Cell::new(found.basis.map(basis).unwrap_or_default()),
            Cell::new(found.group),
            right(points(found)),
            Cell::new(open_items(found)),
        ]);
    }
    format!(
        "{} · considered {} · {}\n{rows}",
        list.person,
        list.considered,
        counts(&list.groups)
    )
}

/// One pair, part by part.
pub(super) fn explanation(found: &Match) -> String {
    let who = found.person.as_deref().unwrap_or_default();
    let mut text = format!("{who} · {} · {}\n", found.group, points(found));
    let mut rows = table(&["part", "asked", "need", "state", "points", "because"]);
    for part in &found.parts {
        rows.add_row(vec![
            Cell::new(&part.label),
            Cell::new(""),
            Cell::new(part.half),
            Cell::new(""),
            right(format!("{} / {}", part.points, part.points_max)),
            Cell::new(""),
        ]);
        for finding in &part.findings {
            rows.add_row(vec![
                Cell::new(""),
                Cell::new(&finding.label),
                Cell::new(finding.need.map(|n| n.to_string()).unwrap_or_default()),
                Cell::new(finding.state),
                right(format!("{} / {}", finding.points, finding.points_max)),
                Cell::new(&finding.because),
            ]);
        }
    }
    let _ = writeln!(text, "{rows}");
    for item in &found.missing {
        let rule = item.rule.as_deref().unwrap_or_default();
        let _ = writeln!(text, "− {} ({}) {rule}", item.label, item.class);
    }
    for item in &found.unknown {
        let _ = writeln!(text, "? {}", item.ask);
    }
    for route in &found.routes {
        let _ = writeln!(text, "→ {route}");
    }
    text.trim_end().to_owned()
}

/// Two people compared.
pub(super) fn versus_table(versus: &Versus) -> String {
    let name = |m: &Match| m.person.clone().unwrap_or_default();
    let (first, second) = (name(&versus.first), name(&versus.second));
    let mut rows = table(&["part", &first, &second, "difference", "because"]);
    for part in &versus.parts {
        let because = part
            .findings
            .iter()
            .map(|f| format!("{} {:+}: {} | {}", f.label, f.points, f.first, f.second));
        rows.add_row(vec![
            Cell::new(&part.label),
            right(part.first),
            right(part.second),
            right(format!("{:+}", part.points)),
            Cell::new(because.collect::<Vec<_>>().join("\n")),
        ]);
    }
    format!(
        "{first}: {} {} · {second}: {} {} · {:+}\n{rows}",
        versus.first.group,
        versus.first.points,
        versus.second.group,
        versus.second.points,
        versus.points
    )
}

/// Demand, supply and gap.
pub(super) fn gaps_table(gaps: &GapTable) -> String {
    let mut rows = table(&["kind", "what", "place", "demand", "supply", "gap"]);
    for row in gaps.rows.iter().take(200) {
        let number = |n: Option<i64>| n.map_or("·".to_owned(), |n| n.to_string());
        rows.add_row(vec![
            Cell::new(row.kind),
            Cell::new(&row.label),
            Cell::new(if row.place_name.is_empty() {
                row.place.as_str()
            } else {
                &row.place_name
            }),
            right(row.demand),
            right(number(row.supply.and_then(|s| i64::try_from(s).ok()))),
            right(number(row.gap)),
        ]);
    }
    let more = gaps.rows.len().saturating_sub(200);
    let rest = if more > 0 {
        format!("\n… and {more} rows more; --csv has them all")
    } else {
        String::new()
    };
    format!("{rows}{rest}")
}

/// What a search found.
pub(super) fn search_table(result: &SearchResult) -> String {
    let mut rows = table(&["id", "name or title", "", "points", "where"]);
    for hit in &result.hits {
        let places = hit
            .snippets
            .iter()
            .map(|s| format!("{}: {}", s.field, s.text.replace('\n', " ")));
        rows.add_row(vec![
            Cell::new(&hit.id),
            Cell::new(&hit.label),
            Cell::new(&hit.headline),
            right(hit.points),
            Cell::new(places.collect::<Vec<_>>().join("\n")),
        ]);
    }
    let mut text = format!("{} found\n{rows}\n", result.total);
    for facet in &result.facets {
        let values = facet
            .values
            .iter()
            .map(|v| format!("{} {}", v.label, v.count));
        let _ = writeln!(
            text,
            "{}: {}",
            facet.name,
            values.collect::<Vec<_>>().join(", ")
        );
    }
    text.trim_end().to_owned()
}

/// What a person's steps would open.
pub(super) fn person_table(found: &PersonWhatIf) -> String {
    let mut rows = table(&["step", "what", "vacancies gained"]);
    for step in &found.steps {
        let cells = [
            Cell::new(&step.step),
            Cell::new(&step.label),
            right(step.gained),
        ];
        rows.add_row(cells);
    }
    let now = counts(&found.groups);
    format!(
        "{}: {} vacancies\n{now}\n{rows}",
        found.person, found.considered
    )
}

/// Whom a vacancy's requirements keep out.
pub(super) fn vacancy_table(found: &VacancyWhatIf) -> String {
    let mut rows = table(&["requirement", "need", "people gained"]);
    for gain in &found.requirements {
        let need = gain.need.map_or("their wish", |need| need.as_str());
        rows.add_row([Cell::new(&gain.label), Cell::new(need), right(gain.gained)]);
    }
    let now = counts(&found.groups);
    format!(
        "{}: {} people\n{now}\n{rows}",
        found.vacancy, found.considered
    )
}

/// What a course would open.
pub(super) fn course_table(found: &CourseWhatIf) -> String {
    let mut rows = table(&["municipality", "people gained"]);
    for gain in &found.municipalities {
        let name = gain
            .municipality
            .map_or("not known", |code| code.facts().name_fi);
        rows.add_row([Cell::new(name), right(gain.people)]);
    }
    format!(
        "{}\n{} of {} people can take it; {} of them would fit {} vacancies that they do not fit now ({} pairs)\n{rows}",
        found.name.as_deref().unwrap_or_default(),
        found.able,
        found.considered,
        found.people,
        found.vacancies,
        found.pairs,
    )
}
