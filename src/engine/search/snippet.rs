//! The words found, shown where they stand.

use kohtaanto_index::{Query, best_window, highlight};

use super::super::Inner;
use super::super::answer::Snippet;
use crate::domain::{FieldRef, Jobseeker, Lang, Vacancy};

/// Characters of a snippet.
const WIDTH: u32 = 160;

/// Snippets of one hit.
const SNIPPETS: usize = 3;

impl Inner {
    pub(super) fn snippets_of_person(&self, jobseeker: &Jobseeker, query: &Query) -> Vec<Snippet> {
        let profile = &jobseeker.profile;
        let mut texts: Vec<(FieldRef, &str, Option<Lang>)> = Vec::new();
        texts.extend(
            profile
                .headline
                .iter()
                .map(|(l, t)| (FieldRef::Headline(l), t, Some(l))),
        );
        for (job, i) in profile.employments.iter().flatten().zip(0u16..) {
            texts.extend(
                job.title
                    .as_deref()
                    .map(|t| (FieldRef::Employment(i), t, None)),
            );
            texts.extend(
                job.text
                    .as_deref()
                    .map(|t| (FieldRef::Employment(i), t, None)),
            );
        }
        for (skill, i) in profile.skills.iter().flatten().zip(0u16..) {
            let named = skill
                .concept
                .as_ref()
                .and_then(|c| self.taxonomy.find(c.as_str()));
            let label = named.map(|c| self.taxonomy.label(c, Lang::Fi));
            texts.extend(
                skill
                    .text
                    .as_deref()
                    .or(label)
                    .map(|t| (FieldRef::Skill(i), t, None)),
            );
        }
        for (education, i) in profile.educations.iter().flatten().zip(0u16..) {
            texts.extend(
                education
                    .title
                    .as_deref()
                    .map(|t| (FieldRef::Education(i), t, None)),
            );
        }
        texts.extend(
            profile
                .text
                .iter()
                .map(|(l, t)| (FieldRef::Text(l), t, Some(l))),
        );
        self.snippets(texts, query)
    }

    pub(super) fn snippets_of_vacancy(&self, vacancy: &Vacancy, query: &Query) -> Vec<Snippet> {
        let head = vacancy
            .title
            .iter()
            .map(|(l, t)| (FieldRef::Headline(l), t, Some(l)));
        let text = vacancy
            .description
            .iter()
            .map(|(l, t)| (FieldRef::Text(l), t, Some(l)));
        let skills = vacancy.skills.iter().zip(0u16..).filter_map(|(skill, i)| {
            let named = skill
                .concept
                .as_ref()
                .and_then(|c| self.taxonomy.find(c.as_str()));
            let label = named.map(|c| self.taxonomy.label(c, Lang::Fi));
            Some((FieldRef::Skill(i), skill.text.as_deref().or(label)?, None))
        });
        self.snippets(head.chain(skills).chain(text).collect(), query)
    }

    fn snippets(&self, texts: Vec<(FieldRef, &str, Option<Lang>)>, query: &Query) -> Vec<Snippet> {
        let mut snippets = Vec::new();
        for (field, text, lang) in texts {
            let spans = highlight(&self.tokens(text, lang), query);
            if spans.is_empty() || snippets.len() >= SNIPPETS {
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
                field: field.to_string(),
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
