//! The built-in taxonomy, from four tables in `starter/`.
//!
//! Tab-separated, a head line, `#` begins a comment line, `|` separates several values in a cell:
//! - `occupations.tsv`: uri, isco, fi, sv, en, also_fi, also_sv, also_en
//! - `skills.tsv`: uri, fi, sv, en, also_fi, also_sv, also_en, broader
//! - `groups.tsv`: uri, kind (`isco_group` or `skill_group`), code, fi, sv, en, broader
//! - `relations.tsv`: occupation_uri, skill_uri, `essential` or `optional`

use std::collections::HashMap;

use super::{BuildReport, RelationType, Taxonomy, TaxonomyBuilder};
use crate::domain::{ConceptKind, Lang};

const OCCUPATIONS: &str = include_str!("starter/occupations.tsv");
const SKILLS: &str = include_str!("starter/skills.tsv");
const GROUPS: &str = include_str!("starter/groups.tsv");
const RELATIONS: &str = include_str!("starter/relations.tsv");

/// Name of the release; the number rises with the tables' format, the hash with their content.
const RELEASE: &str = "starter-1";

/// The starter taxonomy and what of its tables could not be taken: nothing, says a test.
pub(super) fn build() -> (Taxonomy, BuildReport) {
    let mut builder = TaxonomyBuilder::new();
    for row in rows(GROUPS) {
        let [uri, kind, code, fi, sv, en, broader] = row;
        let kind = match kind {
            "isco_group" => ConceptKind::IscoGroup,
            _ => ConceptKind::SkillGroup,
        };
        builder.concept(uri, kind);
        builder.code(uri, code);
        preferred(&mut builder, uri, [fi, sv, en]);
        values(broader).for_each(|broader| builder.broader(uri, broader));
    }
    for row in rows(SKILLS) {
        let [uri, fi, sv, en, also_fi, also_sv, also_en, broader] = row;
        builder.concept(uri, ConceptKind::Skill);
        preferred(&mut builder, uri, [fi, sv, en]);
        alternative(&mut builder, uri, [also_fi, also_sv, also_en]);
        values(broader).for_each(|broader| builder.broader(uri, broader));
    }
    let by_code: HashMap<&str, &str> = rows(OCCUPATIONS)
        .map(|row: [_; 8]| (row[1], row[0]))
        .collect();
    for row in rows(OCCUPATIONS) {
        let [uri, isco, fi, sv, en, also_fi, also_sv, also_en] = row;
        builder.concept(uri, ConceptKind::Occupation);
        builder.code(uri, isco);
        preferred(&mut builder, uri, [fi, sv, en]);
        alternative(&mut builder, uri, [also_fi, also_sv, also_en]);
        // ESCO's codes nest: 7212.3.3 is narrower than 7212.3, and that is in the unit group 7212.
        let unit = isco.split('.').next().unwrap_or_default();
        let group = format!("http://data.europa.eu/esco/isco/C{unit}");
        match above(isco).find_map(|code| by_code.get(code)) {
            Some(broader) => builder.broader(uri, broader),
            None if builder.knows(&group) => builder.broader(uri, &group),
            None => {}
        }
    }
    for [occupation, skill, relation] in rows(RELATIONS) {
        let relation = match relation {
            "essential" => RelationType::Essential,
            _ => RelationType::Optional,
        };
        builder.occupation_skill(occupation, skill, relation);
    }
    builder.build(RELEASE)
}

/// The codes that a code is under, nearest first: `7212.3.3` is under `7212.3`, which is under `7212`.
fn above(code: &str) -> impl Iterator<Item = &str> {
    code.rmatch_indices('.').map(|(dot, _)| &code[..dot])
}

/// The rows below the head line, each cut or filled to N cells.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.skip(1).map(|line| {
        let mut cells = line.split('\t').map(str::trim);
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|v| !v.is_empty())
}

fn preferred(builder: &mut TaxonomyBuilder, uri: &str, labels: [&str; 3]) {
    for (lang, label) in Lang::ALL.iter().zip(labels) {
        builder.label(uri, *lang, label, true);
    }
}

fn alternative(builder: &mut TaxonomyBuilder, uri: &str, cells: [&str; 3]) {
    for (lang, cell) in Lang::ALL.iter().zip(cells) {
        values(cell).for_each(|label| {
            builder.label(uri, *lang, label, false);
        });
    }
}
