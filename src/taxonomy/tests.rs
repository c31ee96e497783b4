//! Tests of the whole taxonomy.

use proptest::prelude::*;

use super::*;
use crate::domain::{ConceptKind, Lang};

const TIG: &str = "http://data.europa.eu/esco/skill/a51adea8-bf02-488a-a0d8-b0961caca5b0";
const MAG: &str = "http://data.europa.eu/esco/skill/60ff3eac-7d4d-4e51-87b8-74c3b5d62498";
const ARC: &str = "http://data.europa.eu/esco/skill/27d26fd6-5795-4f0a-884e-112df7c68314";
const NURSE: &str = "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50";
const WELDER: &str = "http://data.europa.eu/esco/occupation/7aedaa07-3884-4c5b-88f9-80997b2aa54b";

#[test]
fn the_starter_loads_and_every_relation_resolves() {
    let (starter, report) = starter::build();
    assert_eq!(report.dropped, []);
    for ix in starter.concepts() {
        assert_eq!(starter.find(starter.uri(ix)), Some(ix));
        assert!(
            !starter.label(ix, Lang::Fi).starts_with("http"),
            "{}",
            starter.uri(ix)
        );
    }
    assert!(starter.version().starts_with("starter-1-"));
    let nurse = starter.find(NURSE).unwrap();
    assert_eq!(starter.kind(nurse), ConceptKind::Occupation);
    assert_eq!(starter.isco(nurse), Some("2221"));
    assert!(
        starter
            .labels(nurse)
            .any(|label| label == (Lang::Fi, "sairaanhoitaja", true))
    );
    assert!(!starter.essential_skills(nurse).is_empty());
}

#[test]
fn welders_skills_are_near_each_other() {
    let starter = Taxonomy::starter();
    let [tig, mag, arc] = [TIG, MAG, ARC].map(|uri| starter.find(uri).unwrap());
    check(&starter, tig, tig, Some(Relation::Same));
    check(&starter, arc, tig, Some(Relation::Narrower));
    check(&starter, tig, arc, Some(Relation::Broader));
    check(&starter, tig, mag, Some(Relation::Sibling));
    let welder = starter.find(WELDER).unwrap();
    assert_eq!(starter.near_skills(welder), [(welder, Relation::Same)]);
}

#[test]
fn a_pipe_welder_is_a_welder() {
    let starter = Taxonomy::starter();
    let coded = |code| {
        let mut occupations = starter.occupations();
        occupations
            .find(|ix| starter.code(*ix) == Some(code))
            .unwrap()
    };
    let (welder, pipe_welder) = (coded("7212.3"), coded("7212.3.3"));
    let near = starter.near_occupations(welder);
    assert!(near.contains(&(pipe_welder, OccupationRelation::Narrower)));
    let near = starter.near_occupations(pipe_welder);
    assert!(near.contains(&(welder, OccupationRelation::Broader)));
    let sheet_metal_worker = (coded("7213.4"), OccupationRelation::SameMinorGroup);
    assert!(
        starter
            .near_occupations(welder)
            .contains(&sheet_metal_worker)
    );
    assert_eq!(starter.broader(coded("7212.3")).len(), 1);
}

#[test]
fn what_everyone_uses_is_less_specific_than_what_few_use() {
    let starter = Taxonomy::starter();
    let used = |ix: &ConceptIx| starter.essential_for(*ix).len() + starter.optional_for(*ix).len();
    let common = starter.skills().max_by_key(used).unwrap();
    let rare = starter.skills().find(|ix| used(ix) == 1).unwrap();
    assert_eq!(
        (starter.specificity(common), starter.specificity(rare)),
        (50, 200)
    );
    assert_eq!(starter.specificity(starter.find(NURSE).unwrap()), 100);
}

#[test]
fn what_holds_both_ways_is_found_both_ways() {
    both_ways(&Taxonomy::starter());
}

#[test]
fn the_same_bytes_come_back() {
    let starter = Taxonomy::starter();
    let bytes = starter.to_bytes();
    let back = Taxonomy::from_bytes(&bytes).unwrap();
    assert_eq!(
        (back.version(), back.to_bytes() == bytes),
        (starter.version(), true)
    );
}

#[test]
fn the_order_of_the_input_changes_nothing() {
    let starter = Taxonomy::starter();
    let mut builder = TaxonomyBuilder::new();
    builder.absorb(&starter);
    let (again, report) = builder.build("starter-1");
    assert_eq!(
        (again.version(), report.dropped),
        (starter.version(), vec![])
    );
}

#[test]
fn bytes_that_are_no_taxonomy_say_what_they_are() {
    let bytes = Taxonomy::starter().to_bytes();
    let error = |bytes: &[u8]| Taxonomy::from_bytes(bytes).unwrap_err();
    assert_eq!(error(b"PK\x03\x04"), TaxonomyError::Foreign);
    assert_eq!(error(b""), TaxonomyError::Foreign);
    assert_eq!(error(&bytes[..20]), TaxonomyError::Damaged { length: 20 });
    let cut = bytes.len() - 1;
    assert_eq!(error(&bytes[..cut]), TaxonomyError::Damaged { length: cut });
    let mut newer = bytes;
    newer[8] = 99;
    let newer = error(&newer);
    assert_eq!(newer, TaxonomyError::Format { found: 99 });
    assert!(newer.to_string().contains("newer version"), "{newer}");
}

#[test]
fn what_names_no_concept_is_dropped_and_told() {
    let mut builder = TaxonomyBuilder::new();
    builder.concept("a", ConceptKind::Skill);
    builder.concept("a", ConceptKind::Occupation);
    builder.concept("o", ConceptKind::Occupation);
    builder.occupation_skill("o", "a", RelationType::Optional);
    builder.occupation_skill("o", "a", RelationType::Essential);
    builder.occupation_skill("o", "gone", RelationType::Optional);
    builder.broader("a", "a");
    builder.broader("a", "o");
    let (taxonomy, report) = builder.build("test");
    let told: Vec<_> = report
        .dropped
        .iter()
        .map(|d| (d.what, d.why, d.count))
        .collect();
    assert_eq!(
        told,
        [
            ("broader", Why::WrongKind, 1),
            ("broader", Why::Itself, 1),
            ("concept", Why::KindConflict, 1),
            ("occupation_skill", Why::UnknownConcept, 1),
            ("occupation_skill", Why::Duplicate, 1),
        ]
    );
    let occupation = taxonomy.find("o").unwrap();
    assert_eq!(
        taxonomy.essential_skills(occupation),
        taxonomy.find("a").as_slice()
    );
    assert_eq!(taxonomy.label(occupation, Lang::Fi), "o");
}

/// A taxonomy of a few concepts of every kind and relation, so that every byte is likely to matter.
fn small_bytes() -> Vec<u8> {
    let mut builder = TaxonomyBuilder::new();
    let kinds = ["a", "b", "c", "o", "p", "i", "g"].into_iter().zip([
        ConceptKind::Skill,
        ConceptKind::Skill,
        ConceptKind::Skill,
        ConceptKind::Occupation,
        ConceptKind::Occupation,
        ConceptKind::IscoGroup,
        ConceptKind::SkillGroup,
    ]);
    for (uri, kind) in kinds {
        builder.concept(uri, kind);
        builder.code(uri, "7212");
        builder.label(uri, Lang::Fi, &format!("{uri}ä"), true);
        builder.label(uri, Lang::Sv, &format!("{uri}å hitsaus"), false);
    }
    for (narrower, broader) in [("a", "b"), ("c", "b"), ("b", "g"), ("o", "i"), ("p", "o")] {
        builder.broader(narrower, broader);
    }
    builder.occupation_skill("o", "a", RelationType::Essential);
    builder.occupation_skill("p", "a", RelationType::Optional);
    builder.related("a", "c", RelationType::Essential);
    builder.build("test").0.to_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn damaged_bytes_never_panic(at: prop::sample::Index, byte: u8, cut in 0..5000usize) {
        let mut bytes = small_bytes();
        let at = at.index(bytes.len());
        let changed = bytes[at] != byte;
        bytes[at] = byte;
        bytes.truncate(bytes.len().saturating_sub(cut / 100));
        prop_assert_eq!(Taxonomy::from_bytes(&bytes).is_err(), changed || cut >= 100);
    }

    #[test]
    fn a_body_that_lies_never_panics(at: prop::sample::Index, byte: u8) {
        // With its hash made good, so that what reads the body is what has to refuse.
        let mut bytes = small_bytes();
        let head = 44;
        let at = head + at.index(bytes.len() - head);
        bytes[at] = byte;
        let hash = blake3::hash(&bytes[head..]);
        bytes[12..head].copy_from_slice(hash.as_bytes());
        if let Ok(taxonomy) = Taxonomy::from_bytes(&bytes) {
            for ix in taxonomy.concepts() {
                taxonomy.near_skills(ix);
                taxonomy.near_occupations(ix);
                taxonomy.label(ix, Lang::Sv);
                taxonomy.find(taxonomy.uri(ix));
            }
        }
    }
}

fn check(taxonomy: &Taxonomy, asked: ConceptIx, held: ConceptIx, expected: Option<Relation>) {
    let near = taxonomy.near_skills(asked);
    let found = near.iter().find(|(ix, _)| *ix == held).map(|(_, r)| *r);
    let label = |ix| taxonomy.label(ix, Lang::En);
    assert_eq!(
        found,
        expected,
        "asked {}, held {}",
        label(asked),
        label(held)
    );
}

fn both_ways(taxonomy: &Taxonomy) {
    for asked in taxonomy.skills() {
        let near = taxonomy.near_skills(asked);
        assert!(near.len() <= NEAR_SKILLS_MAX);
        assert!(near.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (held, relation) in near {
            if !matches!(relation, Relation::Narrower | Relation::Broader) {
                check(taxonomy, held, asked, Some(relation));
            }
        }
    }
}
