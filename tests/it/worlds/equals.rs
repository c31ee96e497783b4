//! The order among equals is by pseudonym: it tells nothing of ids, and agencies that put their
//! lists side by side have others.

use kohtaanto::domain::{Jobseeker, Lang};
use kohtaanto::engine::{CandidatesQuery, Reader};
use kohtaanto::sample;
use kohtaanto::score::{TieKey, Weights};

use crate::region::filled;

const EQUALS: usize = 12;

#[tokio::test(flavor = "multi_thread")]
async fn equals_stand_in_the_order_of_their_pseudonyms() {
    let folder = tempfile::tempdir().unwrap();
    let mut region = sample::region(20_261_127, 20, 5);
    let occupation = region.vacancies[0].occupations[0].to_string();
    let vacancy =
        serde_json::json!({"id": "V-1", "title": {"fi": "x"}, "occupations": [occupation]});
    region.vacancies = vec![serde_json::from_value(vacancy).unwrap()];
    let person = |n: usize| {
        let record = serde_json::json!({"person": {"id": format!("P-{n}"), "protected_address": false},
            "visibility": {"matching": true, "partners": {"agencies": ["a-1", "a-2"], "consent_text": "2026-1"}},
            "profile": {"employments": [{"occupation": occupation, "from": "2019-01", "to": "2024-05"}]}});
        serde_json::from_value::<Jobseeker>(record).unwrap()
    };
    region.jobseekers = (0..EQUALS).map(person).collect();
    let engine = filled(folder.path(), &region).await;
    let ties = TieKey::new(Weights::current(), "V-1");
    for agency in ["a-1", "a-2"] {
        let partner = Reader::partner(agency.parse().unwrap(), "test", "an assignment", Lang::En);
        let query = CandidatesQuery {
            vacancy: Some("V-1".to_owned()),
            ..CandidatesQuery::default()
        };
        let list = engine.candidates(&partner, query).await.unwrap();
        let points: Vec<_> = list.candidates.iter().map(|c| c.points).collect();
        assert!(
            points.len() == EQUALS && points.iter().all(|p| *p == points[0]),
            "{points:?}"
        );
        let shown: Vec<String> = list
            .candidates
            .iter()
            .filter_map(|c| c.person.clone())
            .collect();
        let mut ordered = shown.clone();
        ordered.sort_by_key(|pseudonym| ties.of(pseudonym));
        assert_eq!(shown, ordered, "{agency}");
    }
}
