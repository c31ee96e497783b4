//! Tests of the whole table.

use super::*;

fn item(kind: GapKind, id: &str) -> GapItem {
    GapItem {
        kind,
        id: id.to_owned(),
        label: format!("{id}, in words"),
    }
}

fn items() -> Vec<GapItem> {
    vec![
        item(GapKind::Skill, "skill/tig"),
        item(GapKind::Skill, "skill/mig"),
        item(GapKind::Occupation, "occupation/welder"),
        item(GapKind::Permit, "card:hot_work"),
    ]
}

fn at(name: &str) -> Option<MunicipalityCode> {
    MunicipalityCode::by_name(name)
}

fn vacancy(items: &[u32], positions: u32, place: &str, published: Option<&str>) -> Demand {
    Demand {
        items: items.to_vec(),
        positions,
        municipality: at(place),
        published: published.map(|day| day.parse().unwrap()),
    }
}

fn people(n: usize, items: &[u32], place: &str) -> Vec<Supply> {
    let person = Supply {
        items: items.to_vec(),
        municipality: at(place),
    };
    vec![person; n]
}

/// The table as lines of id, place, demand, supply and gap.
fn check(query: &GapQuery, expected: &[&str]) {
    let demand = [
        vacancy(&[0, 2, 3], 3, "Tampere", Some("2026-10-01")),
        vacancy(&[0, 0, 2], 0, "Nokia", Some("2026-11-01")),
        vacancy(&[1], 1, "", None),
    ];
    let supply = [
        people(8, &[1, 2], "Tampere"),
        people(6, &[0, 2, 2], "Nokia"),
        people(2, &[3], "Tampere"),
    ];
    let table = gaps(&items(), demand, supply.concat(), query);
    let line = |row: &GapRow| {
        let shown = |n: Option<String>| n.unwrap_or_else(|| "…".to_owned());
        assert_eq!(row.suppressed, row.supply.is_none());
        format!(
            "{} {}{} {} {} {}",
            row.id,
            row.place,
            row.place_code,
            row.demand,
            shown(row.supply.map(|n| n.to_string())),
            shown(row.gap.map(|n| n.to_string()))
        )
    };
    assert_eq!(table.rows.iter().map(line).collect::<Vec<_>>(), expected);
}

#[test]
fn demand_less_supply_is_the_gap_at_every_place() {
    check(
        &GapQuery::default(),
        &[
            "occupation/welder all 4 14 -10",
            "occupation/welder area39 4 14 -10",
            "occupation/welder municipality536 1 6 -5",
            "occupation/welder municipality837 3 8 -5",
            "skill/tig all 4 6 -2",
            "skill/tig area39 4 6 -2",
            "skill/tig municipality536 1 6 -5",
            "skill/tig municipality837 3 0 3",
            "skill/mig all 1 8 -7",
            "skill/mig nowhere 1 0 1",
            "skill/mig area39 0 8 -8",
            "skill/mig municipality837 0 8 -8",
            "card:hot_work all 3 … …",
            "card:hot_work area39 3 … …",
            "card:hot_work municipality837 3 … …",
        ],
    );
}

#[test]
fn filters_take_a_part_of_the_same_table() {
    let nokia = GapQuery {
        municipality: at("Nokia"),
        ..GapQuery::default()
    };
    check(
        &nokia,
        &[
            "occupation/welder municipality536 1 6 -5",
            "skill/tig municipality536 1 6 -5",
        ],
    );
    let elsewhere = GapQuery {
        area: Some("8".to_owned()),
        ..GapQuery::default()
    };
    check(&elsewhere, &[]);
    let november = GapQuery {
        since: Some("2026-11-01".parse().unwrap()),
        municipality: at("Tampere"),
        ..GapQuery::default()
    };
    check(
        &november,
        &[
            "occupation/welder municipality837 0 8 -8",
            "skill/mig municipality837 0 8 -8",
            "card:hot_work municipality837 0 … …",
        ],
    );
}

#[test]
fn an_occupation_narrows_both_sides() {
    let welders = GapQuery {
        occupation: Some(2),
        municipality: at("Tampere"),
        ..GapQuery::default()
    };
    check(
        &welders,
        &[
            "occupation/welder municipality837 3 8 -5",
            "skill/tig municipality837 3 0 3",
            "skill/mig municipality837 0 8 -8",
            // Two hold the card and are no welders: their number is not given away by the 0.
            "card:hot_work municipality837 3 … …",
        ],
    );
}

#[test]
fn the_csv_has_a_head_line_and_empty_cells() {
    let table = gaps(
        &[item(GapKind::Permit, "card:hot_work")],
        [vacancy(&[0], 2, "Tampere", None)],
        people(3, &[0], "Tampere"),
        &GapQuery::default(),
    );
    let mut csv = Vec::new();
    table.write_csv(&mut csv).unwrap();
    assert_eq!(
        String::from_utf8(csv).unwrap(),
        "kind,id,label,place,place_code,place_name,demand,supply,gap,suppressed\n\
         permit,card:hot_work,\"card:hot_work, in words\",all,,,2,,,true\n\
         permit,card:hot_work,\"card:hot_work, in words\",area,39,Tampereen seutu,2,,,true\n\
         permit,card:hot_work,\"card:hot_work, in words\",municipality,837,Tampere,2,,,true\n"
    );
}
