//! What came of an import, in words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::out::say;
use crate::import::{Rejected, Unused};

/// Rejections named one by one; the rest are counted.
const REJECTIONS_SHOWN: usize = 100;

/// What came of an import.
#[derive(Debug, Default, Serialize)]
pub(super) struct Summary {
    pub(super) accepted: u64,
    pub(super) rejected: u64,
    pub(super) unchanged: u64,
    /// Closed because the source no longer sends them.
    pub(super) closed: u64,
    /// People hidden, by the fact that is missing.
    pub(super) hidden: BTreeMap<String, u64>,
    /// People whom staff could see before this import and cannot see after it.
    pub(super) hidden_anew: u64,
    /// Ids that stand in one file more than once with other content, and how often it was put in place
    /// of what stood before.
    pub(super) repeated: BTreeMap<String, u64>,
    /// Concept URIs that the taxonomy does not hold: kept as words.
    pub(super) unknown_concepts: BTreeMap<String, u64>,
    pub(super) unused: Vec<Unused>,
    pub(super) rejections: Vec<Rejected>,
}

impl Summary {
    /// Counts a rejected record, and keeps the first of them.
    pub(super) fn reject(&mut self, rejected: Rejected) {
        self.rejected += 1;
        if self.rejections.len() < REJECTIONS_SHOWN {
            self.rejections.push(rejected);
        }
    }

    /// Says it on stderr.
    pub(super) fn tell(&self) {
        self.tell_records();
        self.tell_hidden();
    }

    fn tell_records(&self) {
        for rejected in self.rejections.iter().flat_map(Rejected::each) {
            let value = rejected
                .value
                .as_deref()
                .map(|v| format!(" (`{v}`)"))
                .unwrap_or_default();
            say(format_args!("rejected: {rejected}{value}"));
        }
        let more = self.rejected.saturating_sub(self.rejections.len() as u64);
        if more > 0 {
            say(format_args!("… and {more} more rejected"));
        }
        for unused in &self.unused {
            let values = if unused.values.is_empty() {
                String::new()
            } else {
                format!(": {}", unused.values.join(", "))
            };
            say(format_args!(
                "noted: {} × {} ({}){values}",
                unused.count, unused.field, unused.reason
            ));
        }
        let concepts: u64 = self.unknown_concepts.values().sum();
        if let Some(first) = self.unknown_concepts.keys().next() {
            say(format_args!(
                "{concepts} mentions of {} concepts are not in the taxonomy and are kept as words, such as {first}; `kohtaanto taxonomy import` takes in the whole release",
                self.unknown_concepts.len()
            ));
        }
        for (id, times) in &self.repeated {
            say(format_args!(
                "`{id}` stands in one file {} times with other content: the last is kept. Two records need two ids",
                times + 1
            ));
        }
        let Summary {
            accepted,
            rejected,
            unchanged,
            closed,
            ..
        } = self;
        say(format_args!(
            "accepted {accepted}, rejected {rejected}, unchanged {unchanged}, closed {closed}"
        ));
    }

    fn tell_hidden(&self) {
        let hidden: u64 = self.hidden.values().sum();
        if hidden > 0 {
            let by: Vec<String> = self
                .hidden
                .iter()
                .map(|(reason, count)| format!("{count} {reason}"))
                .collect();
            say(format_args!("hidden {hidden}: {}", by.join(", ")));
        }
        if self.hidden_anew > 0 {
            say(format_args!(
                "{} of them could be seen before this import: what is vouched for one file does not hold for the next, so say it again",
                self.hidden_anew
            ));
        }
        if self.hidden.contains_key("protection_unknown") {
            say(format_args!(
                "people of unknown protection stay hidden: import again with `--protection FILE` (CSV: id,yes|no), or with `--protection none-in-this-file` if you vouch that nobody in it has a non-disclosure order"
            ));
        }
        if self.hidden.contains_key("matching_unknown") {
            say(format_args!(
                "people of whom nobody says that they may be matched stay hidden: import again with `--matching FILE` (CSV: id,yes|no), or with `--matching all-in-this-file` if their coaches allow it of everybody in it"
            ));
        }
    }
}
