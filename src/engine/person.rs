//! A person's record put into words, as staff may see it.

use std::collections::HashSet;

use crate::domain::{
    ConceptUri, Jobseeker, Lang, MentionKind, PartialDate, Reading, SkillLevel, SkillSource, Stance,
};
use crate::score::Facts;
use crate::taxonomy::Taxonomy;

/// What the record holds of a person, with the names of its concepts.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonView {
    /// The record.
    pub record: Jobseeker,
    /// Occupations held: those done with most months first, then those studied or only named.
    pub occupations: Vec<OccupationLine>,
    /// Skills: those listed in their order, then those read from the person's words.
    pub skills: Vec<SkillLine>,
    /// Names of the occupations wished for.
    pub wished: Vec<String>,
    /// Shown by themselves alone, to their own coach: of protected address, and in no list.
    pub alone: bool,
}

/// An occupation held, as the score sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccupationLine {
    /// Its name.
    pub label: String,
    /// Months in it, all jobs together; 0 where none are known.
    pub months: u16,
    /// Whether it was done as work.
    pub done: bool,
}

/// A skill held.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillLine {
    /// Its name, or the words it stands as.
    pub label: String,
    /// How well.
    pub level: Option<SkillLevel>,
    /// Years of use.
    pub years: Option<f64>,
    /// Last used.
    pub last_used: Option<PartialDate>,
    /// Where it comes from; [`SkillSource::Derived`] where the program read it from words.
    pub source: Option<SkillSource>,
}

impl PersonView {
    pub(super) fn of(
        jobseeker: &Jobseeker,
        facts: &Facts,
        reading: &Reading,
        taxonomy: &Taxonomy,
        lang: Lang,
    ) -> Self {
        let mut occupations: Vec<OccupationLine> = facts
            .occupations()
            .map(|(concept, months, done)| OccupationLine {
                label: taxonomy.label(concept, lang).to_owned(),
                months,
                done,
            })
            .collect();
        occupations.sort_by_key(|line| std::cmp::Reverse((line.done, line.months)));
        // One that was studied for and then done is named as done.
        let mut named = HashSet::new();
        occupations.retain(|line| named.insert(line.label.clone()));
        let wishes = jobseeker.profile.wishes.as_ref();
        let wished = wishes.into_iter().flat_map(|w| &w.occupations);
        Self {
            record: jobseeker.clone(),
            occupations,
            skills: skills(jobseeker, reading, taxonomy, lang),
            wished: wished.map(|uri| name(uri, taxonomy, lang)).collect(),
            alone: false,
        }
    }
}

/// A concept's name; one that the taxonomy does not hold is called by its URI.
fn name(uri: &ConceptUri, taxonomy: &Taxonomy, lang: Lang) -> String {
    let found = taxonomy.find(uri.as_str());
    found
        .map_or(uri.as_str(), |ix| taxonomy.label(ix, lang))
        .to_owned()
}

fn skills(
    jobseeker: &Jobseeker,
    reading: &Reading,
    taxonomy: &Taxonomy,
    lang: Lang,
) -> Vec<SkillLine> {
    let mut lines = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for skill in jobseeker.profile.skills.iter().flatten() {
        let label = match (&skill.concept, &skill.text) {
            (Some(uri), _) => name(uri, taxonomy, lang),
            (None, Some(text)) => text.clone(),
            (None, None) => continue,
        };
        seen.extend(skill.concept.as_ref().map(|uri| uri.as_str()));
        lines.push(SkillLine {
            label,
            level: skill.level,
            years: skill.years,
            last_used: skill.last_used.clone(),
            source: skill.source,
        });
    }
    let mentions = reading.mentions.iter();
    let read = mentions.filter(|m| m.kind == MentionKind::Skill && m.stance == Stance::Stated);
    for mention in read {
        if let Some(concept) = taxonomy.find(&mention.id)
            && seen.insert(&mention.id)
        {
            lines.push(SkillLine {
                label: taxonomy.label(concept, lang).to_owned(),
                level: None,
                years: mention.years.map(f64::from),
                last_used: None,
                source: Some(SkillSource::Derived),
            });
        }
    }
    lines
}
