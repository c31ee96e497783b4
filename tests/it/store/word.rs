//! Decisions on the region's own words: each is kept, the last one on a word holds.

use kohtaanto::domain::{Lang, Meaning, WordDecision};

use super::{Bed, on_each_engine};

on_each_engine! {
    the_last_decision_on_a_word_holds
}

async fn the_last_decision_on_a_word_holds(mut bed: Bed) -> Bed {
    let decision = |phrase: &str, by: &str, means: &[&str]| WordDecision {
        lang: Lang::Fi,
        phrase: phrase.into(),
        means: means
            .iter()
            .map(|code| Meaning::Permit(code.parse().unwrap()))
            .collect(),
        by: by.into(),
        at: "2026-11-22T08:00:00Z".parse().unwrap(),
    };
    let first = decision("Hygieniakortti", "Aino", &["card:hygiene"]);
    bed.store().decide_word(&first).await.unwrap();
    let other = decision("puuhamies", "Aino", &[]);
    bed.store().decide_word(&other).await.unwrap();
    let anew = decision(
        "hygieniakortti",
        "Onni",
        &["card:hygiene", "card:water_hygiene"],
    );
    bed.store().decide_word(&anew).await.unwrap();
    for (phrase, by) in [(" ", "Aino"), ("sana", "")] {
        let nobody = decision(phrase, by, &[]);
        assert!(
            bed.store().decide_word(&nobody).await.is_err(),
            "{nobody:?}"
        );
    }
    bed.reopen().await;
    assert_eq!(bed.store().word_decisions().await.unwrap(), [anew, other]);
    bed
}
