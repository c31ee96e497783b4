//! The words that people use where the taxonomy has others: `rekkakuski`, `närvårdare`, `trucker`.
//!
//! The tables in `words/`, a folder a language and a file a field of work, are this project's own work.
//! A line holds `phrases · kind · targets · labels`, tab between: phrases with `|` between, in the form
//! people say them (the analysis finds their other forms); the kind is occupation, skill or permit; several
//! targets stand in order of choice with `|` between, a concept by the end of its URI, `-` where the phrase
//! names nothing; the labels are the targets' English ones with ` | ` between, for whoever reads the table
//! and for the test that holds it against the release. A target that the loaded taxonomy does not hold is
//! passed over in silence, for a region may load a smaller one.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use super::lexicon::Target;
use super::words::function_words;
use super::{facts, languages};
use crate::domain::{Lang, Meaning, PermitCode, WordDecision};
use crate::taxonomy::Taxonomy;

/// One file of the tables: its language, its path under `words/`, its text.
macro_rules! table {
    ($lang:ident, $path:literal) => {
        (Lang::$lang, $path, include_str!(concat!("words/", $path)))
    };
}

/// Every file of the tables.
const TABLES: &[(Lang, &str, &str)] = &[
    table!(Fi, "fi/animals.tsv"),
    table!(Fi, "fi/beauty.tsv"),
    table!(Fi, "fi/building.tsv"),
    table!(Fi, "fi/business.tsv"),
    table!(Fi, "fi/care.tsv"),
    table!(Fi, "fi/clerks.tsv"),
    table!(Fi, "fi/culture.tsv"),
    table!(Fi, "fi/digital.tsv"),
    table!(Fi, "fi/deeds.tsv"),
    table!(Fi, "fi/duties.tsv"),
    table!(Fi, "fi/education.tsv"),
    table!(Fi, "fi/electrical.tsv"),
    table!(Fi, "fi/engineering.tsv"),
    table!(Fi, "fi/farming.tsv"),
    table!(Fi, "fi/food.tsv"),
    table!(Fi, "fi/forestry.tsv"),
    table!(Fi, "fi/health.tsv"),
    table!(Fi, "fi/ict.tsv"),
    table!(Fi, "fi/industry.tsv"),
    table!(Fi, "fi/kitchen.tsv"),
    table!(Fi, "fi/leaders.tsv"),
    table!(Fi, "fi/medicine.tsv"),
    table!(Fi, "fi/metal.tsv"),
    table!(Fi, "fi/no_occupation.tsv"),
    table!(Fi, "fi/office.tsv"),
    table!(Fi, "fi/printing.tsv"),
    table!(Fi, "fi/process.tsv"),
    table!(Fi, "fi/property.tsv"),
    table!(Fi, "fi/public.tsv"),
    table!(Fi, "fi/safety.tsv"),
    table!(Fi, "fi/sales.tsv"),
    table!(Fi, "fi/services.tsv"),
    table!(Fi, "fi/skills_building.tsv"),
    table!(Fi, "fi/skills_care.tsv"),
    table!(Fi, "fi/skills_education.tsv"),
    table!(Fi, "fi/skills_general.tsv"),
    table!(Fi, "fi/skills_ict.tsv"),
    table!(Fi, "fi/skills_industry.tsv"),
    table!(Fi, "fi/skills_land.tsv"),
    table!(Fi, "fi/skills_logistics.tsv"),
    table!(Fi, "fi/skills_office.tsv"),
    table!(Fi, "fi/skills_sales.tsv"),
    table!(Fi, "fi/skills_services.tsv"),
    table!(Fi, "fi/social.tsv"),
    table!(Fi, "fi/teaching.tsv"),
    table!(Fi, "fi/technicians.tsv"),
    table!(Fi, "fi/textile.tsv"),
    table!(Fi, "fi/transport.tsv"),
    table!(Fi, "fi/wood.tsv"),
    table!(Sv, "sv/deeds.tsv"),
    table!(Sv, "sv/duties.tsv"),
    table!(Sv, "sv/building.tsv"),
    table!(Sv, "sv/culture.tsv"),
    table!(Sv, "sv/education.tsv"),
    table!(Sv, "sv/health.tsv"),
    table!(Sv, "sv/ict.tsv"),
    table!(Sv, "sv/industry.tsv"),
    table!(Sv, "sv/kitchen.tsv"),
    table!(Sv, "sv/nature.tsv"),
    table!(Sv, "sv/no_occupation.tsv"),
    table!(Sv, "sv/occupations.tsv"),
    table!(Sv, "sv/office.tsv"),
    table!(Sv, "sv/permits.tsv"),
    table!(Sv, "sv/property.tsv"),
    table!(Sv, "sv/sales.tsv"),
    table!(Sv, "sv/services.tsv"),
    table!(Sv, "sv/skills.tsv"),
    table!(Sv, "sv/skills_care.tsv"),
    table!(Sv, "sv/skills_general.tsv"),
    table!(Sv, "sv/skills_ict.tsv"),
    table!(Sv, "sv/skills_trades.tsv"),
    table!(Sv, "sv/skills_work.tsv"),
    table!(Sv, "sv/social.tsv"),
    table!(Sv, "sv/transport.tsv"),
    table!(En, "en/deeds.tsv"),
    table!(En, "en/duties.tsv"),
    table!(En, "en/education.tsv"),
    table!(En, "en/health.tsv"),
    table!(En, "en/hospitality.tsv"),
    table!(En, "en/ict.tsv"),
    table!(En, "en/nature_culture.tsv"),
    table!(En, "en/no_occupation.tsv"),
    table!(En, "en/occupations.tsv"),
    table!(En, "en/office.tsv"),
    table!(En, "en/sales.tsv"),
    table!(En, "en/services.tsv"),
    table!(En, "en/skills.tsv"),
    table!(En, "en/skills_care.tsv"),
    table!(En, "en/skills_ict_general.tsv"),
    table!(En, "en/skills_trades.tsv"),
    table!(En, "en/skills_work.tsv"),
    table!(En, "en/trades.tsv"),
    table!(En, "en/transport.tsv"),
];

/// A fingerprint of everything that the program itself brings to what words mean, in 8 hexadecimal
/// digits: the tables, the words of languages, places and permits, the words without content.
pub(crate) fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        TABLES.iter().for_each(|(_, _, table)| add(table));
        languages::texts()
            .chain(facts::texts())
            .for_each(|(_, text)| add(text));
        for code in PermitCode::all() {
            let facts = code.facts();
            add(code.as_str());
            Lang::ALL.iter().for_each(|l| add(facts.name.get(*l)));
            facts.also.iter().for_each(|text| add(text));
        }
        Lang::ALL
            .iter()
            .flat_map(|l| function_words(*l))
            .for_each(add);
        hasher.finalize().to_hex()[..8].to_owned()
    });
    &VERSION
}

/// A phrase and one of its targets.
#[derive(Debug)]
pub(crate) struct Entry {
    pub lang: Lang,
    pub phrase: Cow<'static, str>,
    /// Place among the phrase's targets, counted from 0.
    pub choice: u8,
    /// What it names; `None` where it is said to name nothing.
    means: Option<Meaning>,
}

impl Entry {
    /// What it names in this taxonomy.
    pub(crate) fn target(&self, taxonomy: &Taxonomy) -> Option<Target> {
        match &self.means {
            None => Some(Target::Nothing),
            Some(Meaning::Permit(code)) => Some(Target::Permit(*code)),
            Some(Meaning::Concept(uri)) => {
                let ix = taxonomy.find(uri.as_str())?;
                Some(Target::Concept(ix, taxonomy.kind(ix)))
            }
        }
    }
}

/// Every entry: those of the tables, and those that named persons of the region have accepted, which
/// stand before a table's on the same phrase.
#[derive(Debug)]
pub(crate) struct Everyday(Vec<Entry>);

impl Everyday {
    /// The tables' entries and the accepted ones among these decisions.
    pub(crate) fn new(decisions: &[WordDecision]) -> Self {
        let own: HashSet<(Lang, &str)> = decisions
            .iter()
            .filter(|decision| !decision.means.is_empty())
            .map(|decision| (decision.lang, decision.phrase.as_str()))
            .collect();
        let tables = TABLES
            .iter()
            .flat_map(|(lang, _, table)| table.lines().flat_map(move |line| read(*lang, line)))
            .filter(|entry| {
                own.is_empty() || !own.contains(&(entry.lang, entry.phrase.to_lowercase().as_str()))
            });
        let accepted = decisions.iter().flat_map(|decision| {
            (0..)
                .zip(&decision.means)
                .map(move |(choice, means)| Entry {
                    lang: decision.lang,
                    phrase: Cow::Owned(decision.phrase.clone()),
                    choice,
                    means: Some(means.clone()),
                })
        });
        Self(tables.chain(accepted).collect())
    }

    /// The entries, in the order of the tables.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.0
    }
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
                .filter_map(move |(choice, target)| {
                    Some(Entry {
                        lang,
                        phrase: Cow::Borrowed(phrase),
                        choice,
                        means: match (kind, target) {
                            (_, "-") => None,
                            ("permit", code) => Some(Meaning::Permit(code.parse().ok()?)),
                            (kind, id) => {
                                let uri = format!("http://data.europa.eu/esco/{kind}/{id}");
                                Some(Meaning::Concept(uri.parse().ok()?))
                            }
                        },
                    })
                })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::path::Path;

    use super::*;

    /// The lines that hold an entry, each with its place.
    fn lines() -> impl Iterator<Item = (Lang, String, Vec<&'static str>)> {
        TABLES.iter().flat_map(|(lang, path, table)| {
            (1..)
                .zip(table.lines())
                .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
                .map(move |(n, line)| (*lang, format!("{path}:{n}"), line.split('\t').collect()))
        })
    }

    #[test]
    fn every_entry_is_well_formed() {
        for (_, place, cells) in lines() {
            let [phrases, kind, targets, _labels] = cells[..] else {
                panic!("{place}: four cells are wanted: {cells:?}");
            };
            assert!(
                ["occupation", "skill", "permit"].contains(&kind),
                "{place}: {kind}"
            );
            for phrase in phrases.split('|') {
                assert!(
                    !phrase.is_empty() && phrase.trim() == phrase,
                    "{place}: {phrase:?}"
                );
            }
            for target in targets.split('|').filter(|t| *t != "-") {
                let well = match kind {
                    "permit" => target.parse::<PermitCode>().is_ok(),
                    _ => target.len() == 36,
                };
                assert!(well, "{place}: {target}");
            }
        }
    }

    #[test]
    fn a_phrase_is_explained_once() {
        let mut seen = HashMap::new();
        for (lang, place, cells) in lines() {
            for phrase in cells[0].split('|') {
                let key = (lang, cells[1], phrase.to_lowercase());
                if let Some(first) = seen.insert(key, place.clone()) {
                    panic!("{place}: {phrase} stands in {first} already");
                }
            }
        }
    }

    /// What the tables promise to hold at least, by language; Finland's own Swedish by its heading.
    #[test]
    fn the_tables_hold_what_they_promise() {
        let phrases = |of: Lang| -> usize {
            let own = lines().filter(|(lang, _, _)| *lang == of);
            own.map(|(_, _, cells)| cells[0].split('|').count()).sum()
        };
        for (lang, least) in [(Lang::Fi, 4_000), (Lang::Sv, 1_200), (Lang::En, 600)] {
            assert!(phrases(lang) >= least, "{lang:?}: {}", phrases(lang));
        }
        let mut finlands = 0;
        for (_, _, table) in TABLES.iter().filter(|(lang, _, _)| *lang == Lang::Sv) {
            let mut own = false;
            for line in table.lines() {
                if line.starts_with('#') {
                    own = line.contains("Finland's own");
                } else if own {
                    finlands += line.split('\t').next().map_or(0, |c| c.split('|').count());
                }
            }
        }
        assert!(finlands >= 300, "{finlands}");
    }

    #[test]
    fn every_file_of_words_is_listed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/words");
        for lang in ["fi", "sv", "en"] {
            for file in std::fs::read_dir(root.join(lang)).unwrap() {
                let name = file.unwrap().file_name().into_string().unwrap();
                let path = format!("{lang}/{name}");
                assert!(TABLES.iter().any(|(_, p, _)| *p == path), "{path}");
            }
        }
    }
}
