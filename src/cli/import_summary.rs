//! What came of an import, in words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::out::say;
use crate::engine::{HiddenBy, hidden_in_words};
use crate::import::{Rejected, Unused};
use crate::texts::Texts;

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
    /// People hidden.
    pub(super) hidden_people: u64,
    /// The same by fact; one person may be counted under several.
    pub(super) hidden: BTreeMap<HiddenBy, u64>,
    /// Consents to being shown to agencies that open nobody: it is not known which text was agreed to.
    pub(super) consents_without_text: u64,
    /// People whom staff could see before this import, and cannot see after it for want of a fact.
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

    /// Counts a person under each fact that hides them, if any does.
    pub(super) fn hide(&mut self, reasons: Vec<HiddenBy>) {
        self.hidden_people += u64::from(!reasons.is_empty());
        for reason in reasons {
            *self.hidden.entry(reason).or_default() += 1;
        }
    }

    /// Says it on stderr.
    pub(super) fn tell(&self, texts: Texts) {
        self.tell_records();
        self.tell_hidden(texts);
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

    fn tell_hidden(&self, texts: Texts) {
        if self.hidden_people > 0 {
            let people = texts.count("people-hidden", self.hidden_people);
            let by = hidden_in_words(&self.hidden, texts.0);
            say(format_args!("{people} {by}"));
        }
        if self.consents_without_text > 0 {
            say(format_args!(
                "{} consents open nobody to an agency: `consent_text` names no text that the program carries (`kohtaanto consent-text --list`)",
                self.consents_without_text
            ));
        }
        if self.hidden_anew > 0 {
            say(format_args!(
                "{} of them could be seen before this import: what is vouched for one file does not hold for the next, so say it again",
                self.hidden_anew
            ));
        }
        if self.hidden.contains_key(&HiddenBy::ProtectionUnknown) {
            say(format_args!(
                "people of unknown protection stay hidden: import again with `--protection FILE` (CSV: id,yes|no), or with `--protection none-in-this-file` if you vouch that nobody in it has a non-disclosure order"
            ));
        }
        if self.hidden.contains_key(&HiddenBy::MatchingUnknown) {
            say(format_args!(
                "people of whom nobody says that they may be matched stay hidden: import again with `--matching FILE` (CSV: id,yes|no), or with `--matching all-in-this-file` if their coaches allow it of everybody in it"
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_counted_once_and_under_every_reason() {
        let mut summary = Summary::default();
        summary.hide(vec![HiddenBy::ProtectionUnknown, HiddenBy::MatchingUnknown]);
        summary.hide(vec![HiddenBy::MatchingUnknown]);
        summary.hide(Vec::new());
        let json = serde_json::to_value(&summary).unwrap();
        assert_eq!(json["hidden_people"], 2);
        let by = serde_json::json!({"protection_unknown": 1, "matching_unknown": 2});
        assert_eq!(json["hidden"], by);
    }
}
