//! The words found, shown where they stand.

use kohtaanto_index::{Query, best_window, highlight};

use super::super::Inner;
use super::super::answer::Snippet;
use super::passages::Passage;
use crate::domain::{Jobseeker, Vacancy};

/// Characters of a snippet.
const WIDTH: u32 = 160;

/// Snippets of one hit.
const SNIPPETS: usize = 3;

impl Inner {
    pub(super) fn snippets_of_person(&self, jobseeker: &Jobseeker, query: &Query) -> Vec<Snippet> {
        self.snippets(self.passages_of_person(jobseeker), query)
    }

    pub(super) fn snippets_of_vacancy(&self, vacancy: &Vacancy, query: &Query) -> Vec<Snippet> {
        self.snippets(self.passages_of_vacancy(vacancy), query)
    }

    fn snippets(&self, passages: Vec<Passage<'_>>, query: &Query) -> Vec<Snippet> {
        let mut snippets: Vec<Snippet> = Vec::new();
        for passage in passages {
            let Passage {
                place, text, lang, ..
            } = passage;
            let Some(field) = place.map(|place| place.to_string()) else {
                continue;
            };
            // A name adds nothing where the record's own words, or another name of it, are shown.
            let is_shown = || snippets.iter().any(|shown| shown.field == field);
            if snippets.len() >= SNIPPETS || passage.is_name && is_shown() {
                continue;
            }
            let spans = highlight(&self.tokens(text, lang), query);
            if spans.is_empty() {
                continue;
            }
            // A few words before the first mark make it readable.
            let start = best_window(&spans, WIDTH).saturating_sub(30);
            let shown: String = text
                .chars()
                .skip(start as usize)
                .take(WIDTH as usize)
                .collect();
            let end = start + u32::try_from(shown.chars().count()).unwrap_or(WIDTH);
            let inside = spans
                .iter()
                .filter(|span| span.start >= start && span.end <= end);
            snippets.push(Snippet {
                field,
                marks: inside
                    .map(|span| [span.start - start, span.end - start])
                    .collect(),
                cut_before: start > 0,
                cut_after: (end as usize) < text.chars().count(),
                text: shown,
            });
        }
        snippets
    }
}
