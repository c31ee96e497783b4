//! From plain values to a taxonomy, with a report of what could not be taken.

use std::collections::{BTreeSet, HashMap};

use super::csr::{Lists, Pool};
use super::links::Links;
use super::measure::{SPECIFICITY_UNKNOWN, Words, specificity};
use super::model::{Body, LabelMark, Taxonomy, place_of};
use super::report::{BuildCounts, BuildReport, Reporter, Why};
use super::{ConceptIx, near};
use crate::domain::{ConceptKind, Lang, codes};

codes! {
    /// How strongly a release ties a skill to an occupation or to another skill.
    RelationType, "relation type" {
        /// Typically needed.
        Essential = "essential",
        /// Useful, depending on employer or place.
        Optional = "optional",
    }
}

/// A URI that was named: as a concept with its kind, or so far only in a relation.
#[derive(Debug, Default)]
struct Row {
    uri: String,
    kind: Option<ConceptKind>,
    code: String,
    preferred: [Option<String>; 3],
    alternative: BTreeSet<(u8, String)>,
}

/// Collects a release from plain values, in any order, and builds it. The result does not depend on
/// the order, save that of two preferred labels in one language the first wins and the second
/// becomes an alternative.
#[derive(Debug, Default)]
pub struct TaxonomyBuilder {
    rows: Vec<Row>,
    by_uri: HashMap<String, u32>,
    broader: Vec<(u32, u32)>,
    uses: Vec<(u32, u32, RelationType)>,
    related: Vec<(u32, u32, RelationType)>,
    conflicts: Vec<u32>,
}

impl TaxonomyBuilder {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A concept. Giving it again changes nothing; giving it as another kind is reported.
    pub fn concept(&mut self, uri: &str, kind: ConceptKind) {
        let id = self.id(uri);
        match self.rows[id as usize].kind {
            Some(before) if before != kind => self.conflicts.push(id),
            _ => self.rows[id as usize].kind = Some(kind),
        }
    }

    /// A concept's code: `2221.2` of an occupation, `2221` of an ISCO group, `S1.2` of a skill group.
    /// The first stays.
    pub fn code(&mut self, uri: &str, code: &str) {
        let id = self.id(uri);
        let row = &mut self.rows[id as usize];
        if row.code.is_empty() {
            code.trim().clone_into(&mut row.code);
        }
    }

    /// A concept's label; whether it is new. Blank ones and those it has already are passed over.
    pub fn label(&mut self, uri: &str, lang: Lang, text: &str, preferred: bool) -> bool {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return false;
        }
        let id = self.id(uri);
        let row = &mut self.rows[id as usize];
        match &mut row.preferred[lang as usize] {
            Some(same) if *same == text => false,
            slot @ None if preferred => {
                *slot = Some(text);
                true
            }
            _ => row.alternative.insert((lang as u8, text)),
        }
    }

    /// That one concept is directly narrower than another.
    pub fn broader(&mut self, narrower: &str, broader: &str) {
        let pair = (self.id(narrower), self.id(broader));
        self.broader.push(pair);
    }

    /// That an occupation uses a skill.
    pub fn occupation_skill(&mut self, occupation: &str, skill: &str, relation: RelationType) {
        let link = (self.id(occupation), self.id(skill), relation);
        self.uses.push(link);
    }

    /// That two skills are related.
    pub fn related(&mut self, skill: &str, other: &str, relation: RelationType) {
        let link = (self.id(skill), self.id(other), relation);
        self.related.push(link);
    }

    /// Everything that a taxonomy holds, beside what is here already: an import of one more language
    /// adds to what was imported before.
    pub fn absorb(&mut self, taxonomy: &Taxonomy) {
        for ix in taxonomy.concepts() {
            let uri = taxonomy.uri(ix);
            self.concept(uri, taxonomy.kind(ix));
            if let Some(code) = taxonomy.code(ix) {
                self.code(uri, code);
            }
            for (lang, text, preferred) in taxonomy.labels(ix) {
                self.label(uri, lang, text, preferred);
            }
            for broader in taxonomy.broader(ix) {
                self.broader(uri, taxonomy.uri(*broader));
            }
            for skill in taxonomy.essential_skills(ix) {
                self.occupation_skill(uri, taxonomy.uri(*skill), RelationType::Essential);
            }
            for skill in taxonomy.optional_skills(ix) {
                self.occupation_skill(uri, taxonomy.uri(*skill), RelationType::Optional);
            }
            for (other, essential) in taxonomy.body.related_of(ix).filter(|(o, _)| *o > ix) {
                let relation = if essential {
                    RelationType::Essential
                } else {
                    RelationType::Optional
                };
                self.related(uri, taxonomy.uri(other), relation);
            }
        }
    }

    /// Adds the starter's everyday labels to the concepts that were given, as alternatives where
    /// they have a preferred label: what the starter understood an import understands too. ISCO
    /// groups keep to their official names. Gives the number of labels added.
    pub fn add_starter_labels(&mut self) -> u64 {
        let starter = Taxonomy::starter();
        let mut added = 0;
        for ix in starter.concepts() {
            let uri = starter.uri(ix);
            if starter.kind(ix) == ConceptKind::IscoGroup || !self.knows(uri) {
                continue;
            }
            for (lang, text, preferred) in starter.labels(ix) {
                added += u64::from(self.label(uri, lang, text, preferred));
            }
        }
        added
    }

    /// Whether a URI was given as a concept.
    pub fn knows(&self, uri: &str) -> bool {
        let id = self.by_uri.get(uri);
        id.is_some_and(|id| self.rows[*id as usize].kind.is_some())
    }

    /// How many skills, occupations, ISCO groups and skill groups were given.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for kind in self.rows.iter().filter_map(|row| row.kind) {
            counts[place_of(kind)] += 1;
        }
        counts
    }

    /// Builds the release of this name (`esco-1.1.1`).
    pub fn build(self, release: &str) -> (Taxonomy, BuildReport) {
        let mut report = Reporter::default();
        for id in &self.conflicts {
            report.drop("concept", Why::KindConflict, &self.rows[*id as usize].uri);
        }
        let order = self.order();
        let links = self.links(&order, &mut report);
        let mut body = Body {
            name: release.to_owned(),
            counts: links.counts.map(|n| u32::try_from(n).unwrap_or(u32::MAX)),
            ..Body::default()
        };
        let mut marks = Vec::with_capacity(order.sorted.len());
        for id in &order.sorted {
            let row = &self.rows[*id as usize];
            body.uris.push(&row.uri);
            body.codes.push(&row.code);
            marks.push(push_labels(row, &mut body.label_texts, &mut report.holds));
        }
        body.labels = Lists::of(marks);
        fill(&mut body, links);
        (Taxonomy::of(body), report.finish())
    }

    fn id(&mut self, uri: &str) -> u32 {
        if let Some(id) = self.by_uri.get(uri) {
            return *id;
        }
        let id = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.by_uri.insert(uri.to_owned(), id);
        self.rows.push(Row {
            uri: uri.to_owned(),
            ..Row::default()
        });
        id
    }

    /// The concepts by kind, then by URI.
    fn order(&self) -> Order {
        let mut sorted: Vec<u32> = (0..self.rows.len())
            .filter(|id| self.rows[*id].kind.is_some())
            .map(|id| u32::try_from(id).unwrap_or(u32::MAX))
            .collect();
        let key = |id: &u32| {
            let row = &self.rows[*id as usize];
            (row.kind.map(place_of), &row.uri)
        };
        sorted.sort_by(|a, b| key(a).cmp(&key(b)));
        let mut place = vec![None; self.rows.len()];
        for (ix, id) in sorted.iter().enumerate() {
            place[*id as usize] = Some(ConceptIx::at(ix));
        }
        Order { sorted, place }
    }

    /// The relations between concepts, checked.
    fn links(&self, order: &Order, report: &mut Reporter) -> Links {
        let codes = order.sorted.iter();
        let codes = codes.map(|id| self.rows[*id as usize].code.clone());
        let mut links = Links::empty(self.counts(), codes.collect());
        let pairs = |id: u32| (order.place[id as usize], &self.rows[id as usize].uri);
        for &(narrower, broader) in &self.broader {
            let ends = report.ends("broader", pairs(narrower), pairs(broader));
            if let Some((low, high)) = ends {
                let taken = links.add_broader(low, high);
                report.note("broader", taken, pairs(narrower).1, |h| &mut h.broader);
            }
        }
        // Essential sorts before optional, so of both for one pair essential stays.
        let mut uses = self.uses.clone();
        uses.sort_by_key(|(occupation, skill, relation)| (*occupation, *skill, *relation));
        for (occupation, skill, relation) in uses {
            let ends = report.ends("occupation_skill", pairs(occupation), pairs(skill));
            if let Some((occupation_ix, skill_ix)) = ends {
                let taken =
                    links.add_use(occupation_ix, skill_ix, relation == RelationType::Essential);
                report.note(
                    "occupation_skill",
                    taken,
                    pairs(skill).1,
                    |h| match relation {
                        RelationType::Essential => &mut h.essential,
                        RelationType::Optional => &mut h.optional,
                    },
                );
            }
        }
        let mut related = self.related.clone();
        related.sort_by_key(|(a, b, relation)| (*relation, *a, *b));
        for (skill, other, relation) in related {
            let ends = report.ends("related", pairs(skill), pairs(other));
            if let Some((a, b)) = ends {
                let taken = links.add_related(a, b, relation == RelationType::Essential);
                report.note("related", taken, pairs(skill).1, |h| &mut h.related);
            }
        }
        for (place, holds) in report.holds.by_kind().into_iter().enumerate() {
            *holds = links.counts[place] as u64;
        }
        links.sort();
        links
    }
}

/// Concepts in their order and the place of each id.
struct Order {
    sorted: Vec<u32>,
    place: Vec<Option<ConceptIx>>,
}

fn push_labels(row: &Row, texts: &mut Pool, holds: &mut BuildCounts) -> Vec<LabelMark> {
    let mut marks = Vec::new();
    for (text, lang) in row.preferred.iter().zip(0..) {
        if let Some(text) = text {
            texts.push(text);
            holds.preferred_labels[usize::from(lang)] += 1;
            marks.push(LabelMark {
                alternative: false,
                lang,
            });
        }
    }
    for (lang, text) in &row.alternative {
        if row.preferred[usize::from(*lang)].as_ref() != Some(text) {
            texts.push(text);
            holds.alternative_labels[usize::from(*lang)] += 1;
            marks.push(LabelMark {
                alternative: true,
                lang: *lang,
            });
        }
    }
    marks
}

/// Fills in what is worked out from the relations and labels.
fn fill(body: &mut Body, links: Links) {
    let occupations = links.counts[1];
    body.specificity = (0..links.len())
        .map(|ix| match links.is_skill(ConceptIx::at(ix)) {
            true => specificity(links.users[ix].len(), links.narrower[ix].len(), occupations),
            false => SPECIFICITY_UNKNOWN,
        })
        .collect();
    body.near_skills = near::near_skills(&links);
    body.near_occupations = near::near_occupations(&links, &body.specificity);
    let labels = (0..links.len()).map(|ix| {
        let range = body.labels.range(ix);
        range.map(|place| body.label_texts.get(place)).collect()
    });
    body.words = Words::of(labels);
    body.related_essential = links.related.iter().flatten().map(|(_, e)| *e).collect();
    let others = |list: Vec<(ConceptIx, bool)>| list.into_iter().map(|(ix, _)| ix).collect();
    body.related = Lists::of(links.related.into_iter().map(others));
    body.broader = Lists::of(links.broader);
    body.narrower = Lists::of(links.narrower);
    body.essential = Lists::of(links.essential);
    body.optional = Lists::of(links.optional);
}
