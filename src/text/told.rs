//! What a field says besides what it names: times, shifts, educations, checks, lists.

use super::bare::{self, List};
use super::layout::Layout;
use super::private::Private;
use super::read::{Field, Manner, Side};
use super::spot::Spot;
use super::{checks, claims, facts, prose, sensitive};
use crate::domain::{BareList, Forbidden, ReadFacts, UncoveredWord};

impl Field<'_> {
    /// The facts of the field. What copied lists hold says nothing but that there is no right to work.
    pub(super) fn facts(&self, text: &str, words: &[UncoveredWord], spots: &[Spot]) -> ReadFacts {
        let told = self.told(text);
        let (layout, told_text) = told
            .as_ref()
            .map_or((&self.layout, text), |(layout, told)| {
                (layout, told.as_str())
            });
        let mut facts = facts::read(layout);
        facts.lists = self.lists.iter().map(|list| self.list(list)).collect();
        if self.manner == Manner::Title {
            return facts;
        }
        if self.side == Side::Profile {
            facts.right_to_work = claims::right_to_work(&self.layout);
            facts.bare_list = prose::is_bare_list(&self.layout, text);
            let private = told.as_ref().map(|_| Private::of(layout, told_text));
            let private = private.as_ref().unwrap_or(&self.private);
            facts.level_shown = prose::level_shown(layout, private, told_text);
        } else {
            facts.tools = self.tools_asked(words);
            facts.permits_later = claims::later(&self.layout, spots);
            facts.educations = self.educations_asked(text);
            facts.checks = checks::checks(&self.layout);
            facts.not_to_be_asked = sensitive::forbidden(&self.layout)
                .map(|(at, ground)| Forbidden {
                    ground,
                    field: self.field_ref(),
                    span: self.span(at, at),
                })
                .collect();
        }
        facts
    }

    /// The text without its copied lists, laid out; `None` where it has none.
    fn told(&self, text: &str) -> Option<(Layout, String)> {
        if self.lists.iter().all(|list| !list.copied) {
            return None;
        }
        let told = bare::without(&self.layout, text, &self.lists);
        let (analyser, lexicon) = (self.tools().analyser, self.tools().lexicon);
        let layout = Layout::new(&told, self.lang, self.layout.profile, analyser, lexicon);
        Some((layout, told))
    }

    fn list(&self, list: &List) -> BareList {
        BareList {
            field: self.field_ref(),
            span: self.span(list.words.start, list.words.end - 1),
            copied: list.copied,
        }
    }

    /// Whether a word stands in a list that is no evidence.
    pub(super) fn is_copied(&self, at: usize) -> bool {
        let mut copied = self.lists.iter().filter(|list| list.copied);
        copied.any(|list| list.words.contains(&at))
    }
}
