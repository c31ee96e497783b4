//! A list of protected addresses outlives what records say of themselves.

use std::collections::HashMap;

use jiff::Timestamp;
use kohtaanto::domain::PersonId;

use super::{Bed, on_each_engine, visible};

on_each_engine! {
    whom_a_list_named_stays_hidden_until_a_list_says_otherwise
}

async fn protected(bed: &Bed, entry: u32) -> Option<bool> {
    let facts = bed.store().visibility(&[entry]).await.unwrap();
    facts[0].1.protected_address
}

async fn whom_a_list_named_stays_hidden_until_a_list_says_otherwise(mut bed: Bed) -> Bed {
    let person: PersonId = "P-1".parse().unwrap();
    let list = |yes: bool| HashMap::from([(person.clone(), yes)]);
    let record = [visible("P-1"), visible("P-2")];
    bed.store().put_jobseekers(&record, None).await.unwrap();
    assert_eq!(protected(&bed, 0).await, Some(false));

    let head = bed.store().head().await.unwrap();
    let now = Timestamp::now();
    let listed = bed.store().list_protected(&list(true), "Aino", now).await;
    listed.unwrap();
    assert_eq!(protected(&bed, 0).await, Some(true));
    assert_eq!(protected(&bed, 1).await, Some(false));
    let changes = bed.store().changes_since(head, 10).await.unwrap();
    assert_eq!(changes.len(), 1, "projections are told");

    // The feed knows nothing of it, and comes again tomorrow.
    bed.store().put_jobseekers(&record, None).await.unwrap();
    bed.reopen().await;
    assert_eq!(protected(&bed, 0).await, Some(true));

    let listed = bed.store().list_protected(&list(false), "Aino", now).await;
    listed.unwrap();
    assert_eq!(protected(&bed, 0).await, Some(false));
    bed
}
