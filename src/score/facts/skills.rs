//! Skills of a profile: listed, read from its words, or denied by them.

use super::{Clock, Evidence, Facts, stands_bare};
use crate::domain::{
    FieldRef, HeldSkill, Mention, MentionKind, PartialDate, Profile, Reading, SkillSource, Stance,
};
use crate::score::cells::{EvidenceClass, SkillCell, WorkKind};
use crate::taxonomy::{ConceptIx, Taxonomy};

fn skill_mentions(reading: &Reading, stance: Stance) -> impl Iterator<Item = &Mention> {
    reading
        .mentions
        .iter()
        .filter(move |m| m.kind == MentionKind::Skill && m.stance == stance)
}

/// Where a listed skill stands, by what the list says of it. With nothing said of it, it is a bare word.
pub(super) fn stands(skill: &HeldSkill, used: bool) -> EvidenceClass {
    let proven = matches!(
        skill.source,
        Some(SkillSource::Employment | SkillSource::Education | SkillSource::Certificate)
    );
    let said = skill.level.is_some()
        || skill.years.is_some()
        || skill.last_used.is_some()
        || skill.source.is_some();
    match (proven || used, said) {
        (true, _) => EvidenceClass::Work,
        (false, true) => EvidenceClass::Text,
        (false, false) => EvidenceClass::List,
    }
}

/// A listed skill of this concept, shaded by what the list says of it.
fn listed(skill: &HeldSkill, concept: ConceptIx, used: bool, clock: &Clock) -> SkillCell {
    let years = skill.years.map_or(0, |y| y.clamp(0.0, 60.0) as u32);
    let recent = clock.is_recent(skill.last_used.as_ref().map(PartialDate::month_number));
    SkillCell::new(concept.0, stands(skill, used), skill.level, years, recent)
}

/// A skill that stands in a sentence, or in a text that is a bare list.
fn spoken(mention: &Mention, concept: ConceptIx, used: bool, bare_list: bool) -> SkillCell {
    let proven = matches!(
        mention.field,
        FieldRef::Employment(_) | FieldRef::Education(_)
    );
    let years = u32::from(mention.years.unwrap_or(0));
    let evidence = match (proven || used, bare_list) {
        (true, _) => EvidenceClass::Work,
        (false, false) => EvidenceClass::Text,
        (false, true) => EvidenceClass::List,
    };
    SkillCell::new(concept.0, evidence, None, years, false)
}

impl Facts {
    pub(super) fn skills(
        &mut self,
        profile: &Profile,
        reading: &Reading,
        taxonomy: &Taxonomy,
        clock: &Clock,
    ) {
        let done = self.work.iter().filter(|w| w.kind() == WorkKind::Done);
        let done: Vec<ConceptIx> = done.map(|w| ConceptIx(w.concept)).collect();
        let used = |skill: ConceptIx| {
            done.iter().any(|o| {
                taxonomy.essential_skills(*o).contains(&skill)
                    || taxonomy.optional_skills(*o).contains(&skill)
            })
        };
        let read =
            |mention: &Mention| Some((taxonomy.find(&mention.id)?, Evidence::words(mention)));
        let mut cells: Vec<(SkillCell, Evidence)> = Vec::new();
        for (skill, i) in profile.skills.iter().flatten().zip(0u16..) {
            let field = FieldRef::Skill(i);
            let named = skill
                .concept
                .as_ref()
                .and_then(|uri| self.find(taxonomy, uri.as_str()));
            let concepts: Vec<(ConceptIx, Evidence)> = match named {
                Some(concept) => vec![(concept, Evidence::field(field))],
                None => skill_mentions(reading, Stance::Stated)
                    .filter(|m| m.field == field)
                    .filter_map(read)
                    .collect(),
            };
            let cell =
                |(concept, evidence)| (listed(skill, concept, used(concept), clock), evidence);
            cells.extend(concepts.into_iter().map(cell));
        }
        let bare = |m: &Mention| {
            matches!(m.field, FieldRef::Headline(_))
                || (matches!(m.field, FieldRef::Text(_)) && stands_bare(reading, m.field, m.span))
        };
        let in_sentences = skill_mentions(reading, Stance::Stated)
            .filter(|m| !matches!(m.field, FieldRef::Skill(_)));
        for mention in in_sentences {
            if let Some((concept, evidence)) = read(mention) {
                cells.push((
                    spoken(mention, concept, used(concept), bare(mention)),
                    evidence,
                ));
            }
        }
        for (concept, evidence) in skill_mentions(reading, Stance::Denied).filter_map(read) {
            if !cells.iter().any(|(cell, _)| cell.concept == concept.0) {
                cells.push((SkillCell::denied(concept.0), evidence));
            }
        }
        cells.sort_by_key(|(cell, _)| cell.concept);
        (self.skills, self.skills_evidence) = cells.into_iter().unzip();
    }
}
