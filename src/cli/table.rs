//! Answers as tables for a terminal, in the reader's language: the words are those of the pages.

use std::fmt::Write as _;

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

use crate::engine::answer::{
    Basis, CourseWhatIf, Group, GroupCounts, JobList, Match, MatchList, PersonWhatIf, SearchResult,
    VacancyWhatIf,
};
use crate::engine::{EmployerList, FairnessReport, GapTable, PlaceKind, Versus};
use crate::texts::Texts;

/// Columns of a table whose terminal is not known.
const WIDTH: u16 = 100;

/// A table with the heads of its columns, as wide as the terminal: longer cells take more lines.
pub(super) fn table<const N: usize>(head: [String; N]) -> Table {
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(head.to_vec());
    if table.width().is_none() {
        table.set_width(WIDTH);
    }
    table
}

/// A table, or, where it has no rows, the sentence that says so.
fn filled(rows: &Table, empty: String) -> String {
    match rows.row_count() {
        0 => empty,
        _ => rows.to_string(),
    }
}

/// The same, but where what is to be known of an empty table is said already: then nothing.
fn filled_of(rows: &Table, said: bool, empty: String) -> String {
    filled(rows, if said { String::new() } else { empty })
}

fn right(number: impl std::fmt::Display) -> Cell {
    Cell::new(number).set_alignment(CellAlignment::Right)
}

fn basis(basis: Basis, texts: Texts) -> String {
    let code = match basis {
        Basis::Full => "full",
        Basis::Thin => "thin",
        Basis::None => "none",
    };
    texts.of("basis-name", code)
}

fn counts(groups: &GroupCounts, judged: bool, texts: Texts) -> String {
    let counted = Group::ALL.iter().map(|group| {
        let count = texts.number(groups.of(*group));
        format!("{} {count}", texts.group("group", judged, group))
    });
    counted.collect::<Vec<_>>().join(" · ")
}

/// What is missing and what to ask, in one cell.
fn open_items(found: &Match, texts: Texts) -> String {
    let missing = found.missing.iter().map(|m| {
        let expired = if m.expired {
            format!(", {}", texts.get("expired"))
        } else {
            String::new()
        };
        format!(
            "− {} ({}{expired})",
            m.label,
            texts.of("class", m.class_key())
        )
    });
    let unknown = found.unknown.iter().map(|u| format!("? {}", u.ask));
    missing
        .chain(unknown.take(3))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The name of a pair's group.
fn group(found: &Match, texts: Texts) -> String {
    let group = texts.group("group", found.is_judged(), found.group);
    match texts.work_known(found.work_points()) {
        Some(known) => format!("{group} ({known})"),
        None => group,
    }
}

fn points(found: &Match, texts: Texts) -> String {
    let open = if found.points_open > 0 {
        format!(
            " ({})",
            texts.with("open-points", &[("points", found.points_open)])
        )
    } else {
        String::new()
    };
    format!("{} / {}{open}", found.points, found.points_max)
}

/// A vacancy's matches, or, where no more was asked for, their counts alone.
pub(super) fn matches_table(list: &MatchList, counts_alone: bool, texts: Texts) -> String {
    let judged = list.basis.is_judged();
    let statement = list.statement.as_deref().map(|said| format!("{said}\n"));
    let mut text = format!(
        "{}{} · {}: {} · {}\n{}\n",
        statement.unwrap_or_default(),
        list.vacancy,
        texts.get("basis"),
        basis(list.basis, texts),
        texts.count("considered", list.considered),
        counts(&list.groups, judged, texts)
    );
    if !list.set_aside.is_empty() {
        let mut aside = table(
            ["set-aside-title", "set-aside-people", "set-aside-only"].map(|key| texts.get(key)),
        );
        for row in list.set_aside.iter().take(8) {
            aside.add_row(vec![
                Cell::new(&row.label),
                right(row.people),
                right(row.only),
            ]);
        }
        let _ = writeln!(text, "{aside}");
    }
    let mut people = table([
        "#".to_owned(),
        texts.of("col", "id"),
        texts.of("col", "name"),
        texts.of("col", "group"),
        texts.get("points"),
        texts.of("col", "open"),
    ]);
    for (found, rank) in list.matches.iter().zip(1..) {
        people.add_row(vec![
            right(rank),
            Cell::new(found.person.as_deref().unwrap_or_default()),
            Cell::new(found.label.as_deref().unwrap_or_default()),
            Cell::new(group(found, texts)),
            right(points(found, texts)),
            Cell::new(open_items(found, texts)),
        ]);
    }
    // Why nobody is there to be considered is said beside the answer.
    let said = list.considered == 0 || counts_alone;
    text += &filled_of(&people, said, texts.get("nobody-in-group"));
    text.trim_end().to_owned()
}

/// A person's vacancies.
pub(super) fn jobs_table(list: &JobList, counts_alone: bool, texts: Texts) -> String {
    let mut rows = table([
        "#".to_owned(),
        texts.of("col", "id"),
        texts.get("vacancy"),
        texts.get("basis"),
        texts.of("col", "group"),
        texts.get("points"),
        texts.of("col", "open"),
    ]);
    for (found, rank) in list.matches.iter().zip(1..) {
        let vacancy = found.vacancy.as_ref().map(|v| v.as_str());
        rows.add_row(vec![
            right(rank),
            Cell::new(vacancy.unwrap_or_default()),
            Cell::new(found.label.as_deref().unwrap_or_default()),
            Cell::new(basis(found.basis, texts)),
            Cell::new(group(found, texts)),
            right(points(found, texts)),
            Cell::new(open_items(found, texts)),
        ]);
    }
    let text = format!(
        "{} · {}\n{}\n{}",
        list.person,
        texts.count("jobs-considered", list.considered),
        counts(&list.groups, true, texts),
        filled_of(&rows, counts_alone, texts.get("no-jobs"))
    );
    text.trim_end().to_owned()
}

/// Firms to call for a person.
pub(super) fn employers_table(list: &EmployerList, texts: Texts) -> String {
    let mut rows = table([
        "#".to_owned(),
        texts.of("col", "employer"),
        texts.of("group", Group::Fits),
        texts.of("group", Group::FitsIf),
        texts.of("col", "open-now"),
        texts.of("col", "id"),
        texts.get("vacancy"),
        texts.of("col", "group"),
        texts.get("points"),
    ]);
    for (firm, rank) in list.employers.iter().zip(1..) {
        let name = firm.name.as_deref();
        let name = name.or(firm.id.as_ref().map(|id| id.as_str()));
        rows.add_row(vec![
            right(rank),
            Cell::new(name.unwrap_or_default()),
            right(firm.groups.fits),
            right(firm.groups.fits_if),
            right(firm.open),
            Cell::new(firm.best.vacancy.as_str()),
            Cell::new(firm.best.label.as_deref().unwrap_or_default()),
            Cell::new(texts.of("group", firm.best.group)),
            right(firm.best.points),
        ]);
    }
    let considered = texts.count("employers-considered", list.considered);
    let rows = filled(&rows, texts.get("employers-none"));
    format!("{} · {considered}\n{rows}", list.person)
}

/// One pair, part by part.
pub(super) fn explanation(found: &Match, texts: Texts) -> String {
    let who = found.person.as_deref().unwrap_or_default();
    let group = group(found, texts);
    let mut text = format!("{who} · {group} · {}\n", points(found, texts));
    let mut rows = table([
        texts.get("part"),
        texts.get("requirement"),
        texts.of("col", "need"),
        texts.get("state"),
        texts.get("points"),
        texts.get("because"),
    ]);
    for part in &found.parts {
        rows.add_row(vec![
            Cell::new(&part.label),
            Cell::new(""),
            Cell::new(texts.of("half", part.half)),
            Cell::new(""),
            right(format!("{} / {}", part.points, part.points_max)),
            Cell::new(""),
        ]);
        for finding in &part.findings {
            let need = finding.need.map(|need| texts.of("need", need));
            rows.add_row(vec![
                Cell::new(""),
                Cell::new(&finding.label),
                Cell::new(need.unwrap_or_default()),
                Cell::new(texts.of("state", finding.state)),
                right(format!("{} / {}", finding.points, finding.points_max)),
                Cell::new(&finding.because),
            ]);
        }
    }
    let _ = writeln!(text, "{rows}");
    for item in &found.missing {
        let rule = item.rule.as_deref().unwrap_or_default();
        let class = texts.of("class", item.class_key());
        let _ = writeln!(text, "− {} ({class}) {rule}", item.label);
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
pub(super) fn versus_table(versus: &Versus, texts: Texts) -> String {
    let name = |m: &Match| m.person.clone().unwrap_or_default();
    let (first, second) = (name(&versus.first), name(&versus.second));
    let mut rows = table([
        texts.get("part"),
        first.clone(),
        second.clone(),
        texts.get("difference"),
        texts.get("because"),
    ]);
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
        group(&versus.first, texts),
        versus.first.points,
        group(&versus.second, texts),
        versus.second.points,
        versus.points
    )
}

/// Rows of gaps on a terminal; the file has them all.
const GAP_ROWS: usize = 200;

/// Exposure and rank, a row a place or group.
pub(super) fn fairness_table(report: &FairnessReport, texts: Texts) -> String {
    let mut rows = table([
        texts.of("col", "kind"),
        texts.of("col", "what"),
        texts.of("col", "fair-people"),
        texts.of("col", "fair-shown"),
        texts.of("col", "fair-listed"),
        texts.of("col", "fair-place"),
        texts.of("col", "fair-opened"),
        texts.of("col", "fair-run"),
        texts.of("col", "fair-rank"),
    ]);
    let number = |n: Option<u64>| match n {
        Some(n) => right(texts.number(n)),
        None => right(texts.get("too-few")),
    };
    // A place in no list at all is none; where it is kept back, the count beside it says so.
    let place = |n: Option<u32>| right(n.map_or_else(String::new, |n| texts.number(n)));
    for row in &report.rows {
        let what = match row.by.as_str() {
            "all" => texts.get("gaps-whole-region"),
            "nowhere" => texts.get("place-not-known"),
            _ => row.name.clone(),
        };
        rows.add_row(vec![
            Cell::new(&row.by),
            Cell::new(what),
            number(row.people),
            number(row.listed_people),
            number(row.listed),
            place(row.listed_place),
            number(row.opened),
            number(row.run),
            place(row.run_rank),
        ]);
    }
    rows.to_string()
}

/// Demand, supply and gap.
pub(super) fn gaps_table(gaps: &GapTable, texts: Texts) -> String {
    let mut rows = table([
        texts.of("col", "kind"),
        texts.of("col", "what"),
        texts.of("col", "place"),
        texts.get("demand"),
        texts.get("supply"),
        texts.get("gap"),
    ]);
    for row in gaps.rows.iter().take(GAP_ROWS) {
        let number = |n: Option<i64>| n.map_or(texts.get("too-few"), |n| n.to_string());
        let place = match row.place {
            PlaceKind::All => texts.get("gaps-whole-region"),
            PlaceKind::Nowhere => texts.get("place-not-known"),
            PlaceKind::Area | PlaceKind::Municipality => row.place_name.clone(),
        };
        rows.add_row(vec![
            Cell::new(texts.of("gaps-of", row.kind)),
            Cell::new(&row.label),
            Cell::new(place),
            right(row.demand),
            right(number(row.supply.and_then(|s| i64::try_from(s).ok()))),
            right(number(row.gap)),
        ]);
    }
    let more = gaps.rows.len().saturating_sub(GAP_ROWS);
    let rest = if more > 0 {
        format!("\n{}", texts.count("rows-more", more))
    } else {
        String::new()
    };
    format!("{}{rest}", filled(&rows, texts.get("gaps-none")))
}

/// What a search found.
pub(super) fn search_table(result: &SearchResult, texts: Texts) -> String {
    let mut rows = table([
        texts.of("col", "id"),
        texts.of("col", "name-or-title"),
        texts.of("col", "about"),
        texts.of("col", "where"),
    ]);
    for hit in &result.hits {
        let places = hit.snippets.iter().map(|s| {
            let field = s.field.split('/').next().unwrap_or_default();
            let words = s.text.replace('\n', " ");
            format!("{}: {words}", texts.of("field", field))
        });
        rows.add_row(vec![
            Cell::new(&hit.id),
            Cell::new(&hit.label),
            Cell::new(&hit.headline),
            Cell::new(places.collect::<Vec<_>>().join("\n")),
        ]);
    }
    let mut text = format!("{}\n", texts.count("found", result.total));
    for note in &result.notes {
        let _ = writeln!(text, "{}", texts.of("search-note", note));
    }
    let _ = writeln!(
        text,
        "{}",
        filled_of(&rows, result.total > 0, texts.get("found-nothing"))
    );
    for facet in result.facets.iter().filter(|f| !f.values.is_empty()) {
        let values = facet
            .values
            .iter()
            .map(|v| format!("{} {}", v.label, v.count));
        let name = texts.of("facet", &facet.name);
        let _ = writeln!(text, "{name}: {}", values.collect::<Vec<_>>().join(", "));
    }
    text.trim_end().to_owned()
}

/// What a person's steps would open.
pub(super) fn person_table(found: &PersonWhatIf, texts: Texts) -> String {
    let mut rows = table(["step", "what", "gained-vacancies"].map(|key| texts.of("col", key)));
    for step in &found.steps {
        let cells = [
            Cell::new(texts.of("step", &step.step)),
            Cell::new(&step.label),
            right(step.gained),
        ];
        rows.add_row(cells);
    }
    let now = counts(&found.groups, true, texts);
    let considered = texts.count("jobs-considered", found.considered);
    let rows = filled(&rows, texts.get("clients-no-step"));
    format!("{} · {considered}\n{now}\n{rows}", found.person)
}

/// Whom a vacancy's requirements keep out.
pub(super) fn vacancy_table(found: &VacancyWhatIf, texts: Texts) -> String {
    let mut rows = table([
        texts.get("requirement"),
        texts.of("col", "need"),
        texts.of("col", "gained-people"),
    ]);
    for gain in &found.requirements {
        let wish = || texts.get("half-wishes");
        let need = match gain.by_law {
            true => texts.get("what-if-by-law"),
            false => gain.need.map_or_else(wish, |need| texts.of("need", need)),
        };
        rows.add_row([Cell::new(&gain.label), Cell::new(need), right(gain.gained)]);
    }
    let now = counts(&found.groups, true, texts);
    let considered = texts.count("considered", found.considered);
    let rows = filled(&rows, texts.get("what-if-no-requirement"));
    format!("{} · {considered}\n{now}\n{rows}", found.vacancy)
}

/// What a course would open.
pub(super) fn course_table(found: &CourseWhatIf, texts: Texts) -> String {
    let mut rows = table([texts.get("municipality"), texts.of("col", "gained-people")]);
    for gain in &found.municipalities {
        let name = gain.municipality.map_or(texts.get("place-not-known"), |m| {
            m.facts().name(texts.0).to_owned()
        });
        rows.add_row([Cell::new(name), right(gain.people)]);
    }
    let counted = [
        ("able", texts.number(found.able)),
        ("considered", texts.number(found.considered)),
        ("people", texts.number(found.people)),
        ("vacancies", texts.number(found.vacancies)),
        ("pairs", texts.number(found.pairs)),
    ];
    let sum = texts.with("course-sum", &counted);
    let name = found.name.as_deref().unwrap_or_default();
    let rows = filled(&rows, texts.get("course-nothing"));
    format!("{name}\n{sum}\n{rows}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_asked_for_is_not_said_to_be_missing() {
        let rows = table(["a".to_owned()]);
        assert_eq!(filled_of(&rows, true, "nothing".to_owned()), "");
        assert_eq!(filled_of(&rows, false, "nothing".to_owned()), "nothing");
    }

    #[test]
    fn a_table_is_no_wider_than_the_terminal() {
        let mut rows = table(["a".to_owned(), "b".to_owned()]);
        rows.add_row(["short".to_owned(), "many words ".repeat(40)]);
        rows.set_width(WIDTH);
        for line in rows.to_string().lines() {
            assert!(line.chars().count() <= usize::from(WIDTH), "{line}");
        }
    }
}
