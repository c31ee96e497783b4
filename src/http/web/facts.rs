//! A vacancy's record in the reader's words: name and value, in the order in which people ask.

use crate::domain::{Hours, Pay};
use crate::engine::answer::VacancyView;
use crate::texts::Texts;

/// One fact.
pub(super) struct Fact {
    /// Its name.
    pub(super) name: String,
    /// Its value.
    pub(super) value: String,
}

/// What a vacancy's record says beside what it asks.
pub(super) fn facts(view: &VacancyView, texts: Texts) -> Vec<Fact> {
    let vacancy = &view.record;
    let mut facts = Vec::new();
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            facts.push(Fact {
                name: texts.of("fact", key),
                value,
            });
        }
    };
    let names = vacancy
        .municipalities
        .iter()
        .map(|m| m.facts().name(texts.0));
    add("place", Some(names.collect::<Vec<_>>().join(", ")));
    add(
        "remote",
        vacancy.remote.filter(|r| *r).map(|_| texts.get("yes")),
    );
    add("starts", vacancy.starts.map(|d| texts.day(d)));
    add("ends", vacancy.ends.map(|d| texts.day(d)));
    add("closes", vacancy.closes.map(|d| texts.day(d)));
    add(
        "contract",
        vacancy.contract.map(|c| texts.of("contract", c)),
    );
    add("hours", vacancy.hours.as_ref().map(|h| hours(h, texts)));
    add("shifts", Some(listed("shift", &vacancy.shifts, texts)));
    add("kinds", Some(listed("kind", &vacancy.kinds, texts)));
    add("positions", vacancy.positions.map(|n| texts.number(n)));
    add("pay", vacancy.pay.as_ref().map(|p| pay(p, texts)));
    add(
        "conditions",
        Some(listed("condition", &vacancy.conditions, texts)),
    );
    add("routes", Some(listed("route", &vacancy.routes, texts)));
    add("age", vacancy.minimum_age.map(|a| texts.number(a)));
    add("checks", Some(listed("check", &view.checks, texts)));
    add("source", vacancy.source.clone());
    facts
}

/// Why a vacancy takes no applicants, where it takes none: its status, else the day it closed on.
pub(super) fn closed(view: &VacancyView, texts: Texts) -> Option<String> {
    if view.open {
        return None;
    }
    let why = texts.why_closed(&view.record);
    Some(format!("{why} {}", texts.get("vacancy-closed")))
}

/// What the employer offers and is open to: for staff alone, since it tells of those whom it is for.
pub(super) fn terms(view: &VacancyView, texts: Texts) -> Vec<Fact> {
    let mut facts = facts(view, texts);
    let staff = [
        texts.of("fact", "conditions"),
        texts.of("fact", "routes"),
        texts.of("fact", "hours"),
    ];
    facts.retain(|fact| staff.contains(&fact.name));
    facts
}

/// The names of codes, in the order in which they stand.
pub(super) fn listed<T: std::fmt::Display>(family: &str, codes: &[T], texts: Texts) -> String {
    let names: Vec<String> = codes.iter().map(|code| texts.of(family, code)).collect();
    names.join(", ")
}

/// Working time in words.
pub(super) fn hours(hours: &Hours, texts: Texts) -> String {
    let mut said = Vec::new();
    if let Some(full) = hours.full_time {
        said.push(match full {
            true => texts.get("hours-full"),
            false => texts.get("hours-part"),
        });
    }
    let range = match (hours.weekly_min, hours.weekly_max, hours.weekly) {
        (Some(min), Some(max), _) if min < max => {
            Some(format!("{}–{}", texts.decimal(min), texts.decimal(max)))
        }
        (_, _, Some(weekly)) => Some(texts.decimal(weekly)),
        (Some(one), ..) | (_, Some(one), _) => Some(texts.decimal(one)),
        _ => None,
    };
    if let Some(range) = range {
        said.push(texts.with("hours-weekly", &[("hours", range)]));
    }
    said.join(", ")
}

fn pay(pay: &Pay, texts: Texts) -> String {
    let mut said = Vec::new();
    let amount = match (pay.min, pay.max) {
        (Some(min), Some(max)) if min < max => {
            Some(format!("{}–{}", texts.decimal(min), texts.decimal(max)))
        }
        (Some(one), _) | (None, Some(one)) => Some(texts.decimal(one)),
        (None, None) => None,
    };
    if let Some(amount) = amount {
        let unit = pay
            .unit
            .map(|u| texts.of("pay-unit", u))
            .unwrap_or_else(|| "€".to_owned());
        said.push(format!("{amount}\u{a0}{unit}"));
    }
    if let Some(basis) = pay.basis {
        said.push(texts.of("pay-basis", basis));
    }
    said.join(", ")
}
