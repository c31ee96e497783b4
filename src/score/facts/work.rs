//! Occupations of a profile: done, studied or named, each with its months, its end and its place.

use std::collections::BTreeMap;

use super::{Clock, Evidence, Facts};
use crate::domain::{
    Education, Employment, FieldRef, Mention, MentionKind, PartialDate, Profile, Reading, Stance,
};
use crate::score::cells::{WorkCell, WorkKind};
use crate::taxonomy::{ConceptIx, Taxonomy};

/// All that is held of one occupation in one way.
struct Stretch {
    months: u32,
    /// The last month of it.
    end: Option<u32>,
    /// Some of it has no months that are known.
    undated: bool,
    /// Where it stands first.
    evidence: Evidence,
}

/// Occupations as they are found.
#[derive(Default)]
struct Found(BTreeMap<(u32, WorkKind), Stretch>);

impl Found {
    fn add(
        &mut self,
        (concept, kind): (ConceptIx, WorkKind),
        months: u32,
        end: Option<u32>,
        evidence: Evidence,
    ) {
        let entry = self.0.entry((concept.0, kind)).or_insert(Stretch {
            months: 0,
            end: None,
            undated: false,
            evidence,
        });
        entry.months = entry.months.saturating_add(months);
        entry.end = entry.end.max(end);
        entry.undated |= months == 0;
    }
}

/// Occupations that a reading states.
fn stated(reading: &Reading) -> impl Iterator<Item = &Mention> {
    reading.mentions.iter().filter(|m| {
        m.kind == MentionKind::Occupation && matches!(m.stance, Stance::Stated | Stance::Studied)
    })
}

impl Facts {
    pub(super) fn work(
        &mut self,
        profile: &Profile,
        reading: &Reading,
        taxonomy: &Taxonomy,
        clock: &Clock,
    ) {
        self.fixed.employments_listed = profile.employments.is_some();
        let mut found = Found::default();
        for (job, i) in profile.employments.iter().flatten().zip(0u16..) {
            let named = job
                .occupation
                .as_ref()
                .and_then(|uri| self.find(taxonomy, uri.as_str()));
            let field = FieldRef::Employment(i);
            let named = named.map(|concept| (concept, Evidence::field(field)));
            let read = || {
                let mention = stated(reading).find(|m| m.field == field)?;
                Some((taxonomy.find(&mention.id)?, Evidence::words(mention)))
            };
            if let Some((concept, evidence)) = named.or_else(read) {
                let (months, end) = time_of(job, clock);
                found.add((concept, WorkKind::Done), months, end, evidence);
            }
        }
        for (education, i) in profile.educations.iter().flatten().zip(0u16..) {
            found.studied(education, FieldRef::Education(i), reading, taxonomy);
        }
        found.spoken(reading, taxonomy);
        for ((concept, kind), stretch) in found.0 {
            let recent = clock.is_recent(stretch.end);
            self.work.push(WorkCell {
                undated: stretch.undated,
                ..WorkCell::new(concept, kind, stretch.months, recent)
            });
            self.work_evidence.push(stretch.evidence);
        }
    }
}

/// Months of a job, and its last month; an open job goes on until the profile was confirmed.
fn time_of(job: &Employment, clock: &Clock) -> (u32, Option<u32>) {
    let from = job.from.as_ref().map(PartialDate::month_number);
    let to = job.to.as_ref().map(PartialDate::month_number);
    let end = to.or(clock.confirmed).or(from);
    let months = match (from, end) {
        (Some(from), Some(end)) if end >= from => end - from + 1,
        _ => 0,
    };
    (months, end)
}

impl Found {
    fn studied(
        &mut self,
        education: &Education,
        field: FieldRef,
        reading: &Reading,
        taxonomy: &Taxonomy,
    ) {
        let end = education.completed.as_ref().map(PartialDate::month_number);
        for mention in stated(reading).filter(|m| m.field == field) {
            if let Some(concept) = taxonomy.find(&mention.id) {
                let evidence = Evidence::words(mention);
                self.add((concept, WorkKind::Studied), 0, end, evidence);
            }
        }
    }

    /// Occupations of the profile's own sentences: done where years are said, else only named.
    fn spoken(&mut self, reading: &Reading, taxonomy: &Taxonomy) {
        for mention in stated(reading) {
            let spoken = matches!(
                mention.field,
                FieldRef::Headline(_) | FieldRef::Text(_) | FieldRef::Skill(_)
            );
            let Some(concept) = taxonomy.find(&mention.id).filter(|_| spoken) else {
                continue;
            };
            let listed = reading.facts.bare_list || matches!(mention.field, FieldRef::Skill(_));
            let (kind, months) = match mention.years.filter(|_| !listed) {
                Some(years) => (WorkKind::Done, u32::from(years) * 12),
                None if mention.stance == Stance::Studied => (WorkKind::Studied, 0),
                None => (WorkKind::Named, 0),
            };
            self.add((concept, kind), months, None, Evidence::words(mention));
        }
    }
}
