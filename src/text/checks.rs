//! Checks that an employer makes of whoever is chosen, where an advert's sentences announce them.
//!
//! They are shown and never asked of a profile. The laws behind them: Act 504/2002 (criminal records,
//! work with children), the law in force on the supervision of social and health care (criminal records,
//! work with the old and the disabled), Act 1227/2016, section 48 (vaccination), Act 726/2014 (security
//! clearance), Act 759/2004 (drug tests, credit records).

use super::layout::Layout;
use crate::domain::{ReadCheck, Span};

/// Beginnings of words, or of two words that follow each other, and the check that they announce.
const CHECKS: &[(&str, &[&str])] = &[
    (
        CRIMINAL_RECORD,
        &[
            "rikosrekist",
            "rikostaust",
            "straffregist",
            "brottsregist",
            "brottslig bakgrund",
            "criminal record",
            "criminal background",
        ],
    ),
    (
        "vaccination",
        &[
            "tartuntatautila",
            "tartuntatautisuoj",
            "rokotussuoj",
            "rokotesuoj",
            "rokotuksia",
            "vaccinationsskydd",
            "lagen om smittsamma",
            "lag om smittsamma",
            "smittskyddslag",
            "vaccination",
            "vaccinated",
            "communicable diseases",
        ],
    ),
    (
        "security_clearance",
        &[
            "turvallisuusselvity",
            "säkerhetsutredning",
            "säkerhetsprövning",
            "security clearance",
        ],
    ),
    (
        "drug_test",
        &[
            "huumausainetest",
            "huumetest",
            "narkotikatest",
            "drogtest",
            "drug test",
        ],
    ),
    (
        "credit",
        &[
            "luottotietojen",
            "luottotiedot",
            "kreditupplysning",
            "credit check",
            "credit record",
        ],
    ),
];

/// An extract of the criminal records, and the same where the work is with children.
const CRIMINAL_RECORD: &str = "criminal_record";
const OF_CHILDREN: &str = "criminal_record_children";

/// Beginnings of words of work with children.
const CHILDREN: &[&str] = &[
    "laps",
    "last",
    "alaikäi",
    "varhaiskasv",
    "päiväko",
    "koulu",
    "oppila",
    "barn",
    "daghem",
    "minderårig",
    "småbarn",
    "skol",
    "elev",
    "child",
    "minor",
    "kindergarten",
    "school",
    "pupil",
    "nuort",
    "nuoris",
    "ungdom",
];

/// The check that the words at a place announce.
fn announced(layout: &Layout, at: usize) -> Option<(&'static str, usize)> {
    let announces = |phrase: &&str| match phrase.split_once(' ') {
        None => layout.any_begins(at..at + 1, &[phrase]).then_some(at),
        Some((first, rest)) => {
            let (next, last) = match rest.split_once(' ') {
                Some((next, last)) => (next, Some(last)),
                None => (rest, None),
            };
            let found = layout.lower(at) == first
                && layout.lower(at + 1).starts_with(next)
                && last.is_none_or(|last| layout.lower(at + 2).starts_with(last));
            found.then_some(at + 1 + usize::from(last.is_some()))
        }
    };
    CHECKS.iter().find_map(|(code, phrases)| {
        let last = phrases.iter().find_map(announces)?;
        Some((*code, last))
    })
}

/// Whether a clause announces a check: what it names besides is asked of nobody.
pub(super) fn announces(layout: &Layout, mut clause: std::ops::Range<usize>) -> bool {
    clause.any(|at| announced(layout, at).is_some())
}

/// The checks that an advert announces, each once.
pub(super) fn checks(layout: &Layout) -> Vec<ReadCheck> {
    let mut found: Vec<ReadCheck> = Vec::new();
    for at in 0..layout.words.len() {
        let Some((mut code, last)) = announced(layout, at) else {
            continue;
        };
        if layout.said_of(at, last).denied {
            continue;
        }
        if code == CRIMINAL_RECORD && layout.any_begins(0..layout.words.len(), CHILDREN) {
            code = OF_CHILDREN;
        }
        if found.iter().all(|check| check.code != code) {
            found.push(ReadCheck {
                code: code.to_owned(),
                span: Span {
                    start: layout.words[at].raw.start,
                    end: layout.words[last.min(layout.words.len() - 1)].raw.end,
                },
            });
        }
    }
    found
}
