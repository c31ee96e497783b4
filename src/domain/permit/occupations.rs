//! Which permits a statute asks of an occupation, whether an advert names them or not.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::PermitCode;

/// Permit, ESCO's identifier of the occupation, and its English label.
const LIST: &str = include_str!("occupations.tsv");

const OCCUPATION: &str = "http://data.europa.eu/esco/occupation/";

/// The lines of the list: permit as spelt, occupation as spelt.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.next()?))
        })
}

static OF_OCCUPATION: LazyLock<HashMap<&'static str, u128>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for (permit, occupation) in lines() {
        if let Ok(code) = permit.parse::<PermitCode>() {
            *table.entry(occupation).or_default() |= 1u128 << code.index();
        }
    }
    table
});

impl PermitCode {
    /// The set of permits, by bit, that statutes ask of whoever works in an occupation (its URI).
    pub fn asked_of(occupation: &str) -> u128 {
        let id = occupation.strip_prefix(OCCUPATION).unwrap_or_default();
        OF_OCCUPATION.get(id).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::permit::Force;

    #[test]
    fn every_line_names_a_permit_that_a_statute_asks() {
        assert!(lines().count() > 100);
        for (permit, occupation) in lines() {
            let code: PermitCode = permit.parse().unwrap();
            let statute = !matches!(
                code.facts().force,
                Force::Custom | Force::LegalWithin { .. }
            );
            assert!(statute, "{permit} is no statute's");
            assert_eq!(occupation.len(), 36, "{permit}: {occupation}");
        }
    }

    #[test]
    fn a_nurse_is_licensed_and_a_cook_is_not() {
        let asked = |id: &str| PermitCode::asked_of(&format!("{OCCUPATION}{id}"));
        let nurse: PermitCode = "licence:nurse".parse().unwrap();
        assert_eq!(
            asked("8d3e8aaa-791b-4c75-a465-f3f827028f50"),
            1 << nurse.index()
        );
        assert_eq!(asked("90f75f67-495d-49fa-ab57-2f320e251d7e"), 0);
    }
}
