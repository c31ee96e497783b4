//! The words that people use where the taxonomy has others: `rekkakuski`, `närvårdare`, `trucker`.
//!
//! A table a language in `words/*.tsv`, this project's own work: `phrase · kind · targets · note`, tab
//! between; several targets stand in order of choice with `|` between; `-` says that the phrase names
//! nothing. A target that the loaded taxonomy does not hold is passed over in silence, for a region may
//! load a smaller one.

use std::sync::LazyLock;

use super::lexicon::Target;
use crate::domain::{Lang, PermitCode};
use crate::taxonomy::Taxonomy;

/// A phrase and one of its targets.
#[derive(Debug)]
pub(crate) struct Entry {
    pub lang: Lang,
    pub phrase: &'static str,
    /// Place among the phrase's targets, counted from 0.
    pub choice: u8,
    target: &'static str,
    kind: &'static str,
}

impl Entry {
    /// What it names in this taxonomy.
    pub(crate) fn target(&self, taxonomy: &Taxonomy) -> Option<Target> {
        if self.target == "-" {
            return Some(Target::Nothing);
        }
        if self.kind == "permit" {
            return self.target.parse::<PermitCode>().ok().map(Target::Permit);
        }
        let ix = taxonomy.find(&format!(
            "http://data.europa.eu/esco/{}/{}",
            self.kind, self.target
        ))?;
        Some(Target::Concept(ix, taxonomy.kind(ix)))
    }
}

/// Every entry, in the order of the tables.
pub(crate) fn entries() -> &'static [Entry] {
    static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let tables = [
            (Lang::Fi, include_str!("words/fi.tsv")),
            (Lang::Sv, include_str!("words/sv.tsv")),
            (Lang::En, include_str!("words/en.tsv")),
        ];
        tables
            .into_iter()
            .flat_map(|(lang, table)| table.lines().flat_map(move |line| read(lang, line)))
            .collect()
    });
    &ENTRIES
}

fn read(lang: Lang, line: &'static str) -> Vec<Entry> {
    let mut cells = line.split('\t');
    let (Some(phrases), Some(kind), Some(targets)) = (cells.next(), cells.next(), cells.next())
    else {
        return Vec::new();
    };
    if line.starts_with('#') {
        return Vec::new();
    }
    phrases
        .split('|')
        .flat_map(|phrase| {
            (0..)
                .zip(targets.split('|'))
                .map(move |(choice, target)| Entry {
                    lang,
                    phrase,
                    choice,
                    target,
                    kind,
                })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_well_formed() {
        for (lang, table) in [
            ("fi", include_str!("words/fi.tsv")),
            ("sv", include_str!("words/sv.tsv")),
            ("en", include_str!("words/en.tsv")),
        ] {
            for (n, line) in table
                .lines()
                .enumerate()
                .filter(|(_, l)| !l.starts_with('#') && !l.is_empty())
            {
                let cells: Vec<&str> = line.split('\t').collect();
                assert!(cells.len() >= 3, "{lang}.tsv:{}: {line}", n + 1);
                assert!(
                    ["occupation", "skill", "permit"].contains(&cells[1]),
                    "{lang}.tsv:{}: {line}",
                    n + 1
                );
                for target in cells[2].split('|').filter(|t| *t != "-") {
                    let well = match cells[1] {
                        "permit" => target.parse::<PermitCode>().is_ok(),
                        _ => target.len() == 36,
                    };
                    assert!(well, "{lang}.tsv:{}: {target}", n + 1);
                }
            }
        }
    }
}
