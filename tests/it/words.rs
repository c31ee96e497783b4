//! Words that nothing names become proposals without pointing at anybody; what a named person accepts
//! is read from then on, what they refuse is proposed no more.

use crate::on_record::Engine;
use kohtaanto::domain::{Jobseeker, Lang, Meaning, Role, Vacancy};
use kohtaanto::engine::words::Words;
use kohtaanto::engine::{EngineError, Reader, WordProposal};

use crate::region::options;

fn vacancy(id: usize, text: &str) -> Vacancy {
    let json =
        serde_json::json!({"id": format!("V-{id}"), "status": "open", "description": {"fi": text}});
    serde_json::from_value(json).unwrap()
}

fn jobseeker(id: usize, name: &str, text: &str) -> Jobseeker {
    let json = serde_json::json!({
        "person": {"id": format!("P-{id}"), "name": name, "protected_address": false},
        "visibility": {"matching": true},
        "profile": {"text": {"fi": text}},
    });
    serde_json::from_value(json).unwrap()
}

fn uses(proposals: &[WordProposal], word: &str) -> Option<(u64, u64)> {
    let found = proposals.iter().find(|p| p.written == word)?;
    Some((found.vacancies, found.people))
}

/// Four adverts and seven people with words that nothing names; everything has been read.
async fn filled(folder: &std::path::Path) -> Engine {
    let engine = Engine::init(options(folder)).await.unwrap();
    let adverts: Vec<Vacancy> = (0..4)
        .map(|i| vacancy(i, "Etsimme taloomme flunssatohtoria ja höntsäilijää."))
        .collect();
    engine.put_vacancies(&adverts).await.unwrap();
    let mut people: Vec<Jobseeker> = (0..6)
        .map(|i| {
            jobseeker(
                i,
                "Kaino Hurmalainen",
                "Olen hurmalainen, ja teen möksytystä.",
            )
        })
        .collect();
    people.push(jobseeker(6, "Tyyne", "Teen kirpsuttelua."));
    engine.put_jobseekers(&people, None).await.unwrap();
    // Everything is read when it is first asked for.
    let reader = Reader::staff(Role::Coordinator, "test", "words", Lang::Fi);
    let query = kohtaanto::engine::JobsQuery::default();
    engine.jobs(&reader, "P-0", query).await.unwrap();
    engine
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_is_proposed_accepted_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let engine = filled(folder.path()).await;
    let proposed = engine.word_proposals(Lang::Fi, 100).await.unwrap();
    assert_eq!(
        uses(&proposed, "flunssatohtoria"),
        Some((4, 0)),
        "{proposed:?}"
    );
    assert_eq!(uses(&proposed, "möksytystä"), Some((0, 6)), "{proposed:?}");
    assert_eq!(
        uses(&proposed, "kirpsuttelua"),
        None,
        "one person's own word"
    );
    assert_eq!(uses(&proposed, "hurmalainen"), None, "it stands in a name");

    let doctor = "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50";
    let means = vec![Meaning::Concept(doctor.parse().unwrap())];
    let wrong = "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-000000000000";
    let wrong = vec![Meaning::Concept(wrong.parse().unwrap())];
    let refused = engine
        .decide_word(Lang::Fi, "flunssatohtori", wrong, "Aino")
        .await;
    assert!(
        matches!(refused, Err(EngineError::Invalid { .. })),
        "{refused:?}"
    );
    engine
        .decide_word(Lang::Fi, "Flunssatohtori", means, "Aino")
        .await
        .unwrap();
    engine
        .decide_word(Lang::Fi, "möksytystä", Vec::new(), "Aino")
        .await
        .unwrap();
    let proposed = engine.word_proposals(Lang::Fi, 100).await.unwrap();
    assert_eq!(uses(&proposed, "flunssatohtoria"), None);
    assert_eq!(uses(&proposed, "möksytystä"), None);
    let version = engine.text().version().to_owned();
    engine.close().await;

    let engine = Engine::open(options(folder.path())).await.unwrap();
    assert_ne!(
        engine.text().version(),
        version,
        "what was read is read anew"
    );
    let found = engine.text().extract(
        "Etsimme flunssatohtoria.",
        Some(Lang::Fi),
        kohtaanto::text::Side::Vacancy,
    );
    assert!(found.concepts.iter().any(|c| c.id == doctor), "{found:?}");
    engine.close().await;
    // Commands that open no records read the same words.
    let words = Words::open(&options(folder.path())).unwrap();
    let found = words.extract("Etsimme flunssatohtoria.", Some(Lang::Fi));
    assert!(found.concepts.iter().any(|c| c.id == doctor), "{found:?}");
}
