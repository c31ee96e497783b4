//! A key grants what it says, for as long as it says, to nobody else.

use jiff::{SignedDuration, Timestamp};
use kohtaanto::domain::{OrganisationKind, Reader, Role, Scope};
use kohtaanto::store::{KeySpec, Place, StoreError};

use super::{Bed, on_each_engine};

on_each_engine! {
    a_key_grants_what_it_says
    a_secret_is_shown_once_and_kept_nowhere
    a_wrong_expired_or_revoked_key_grants_nothing
    a_partners_key_names_its_organisation
    an_agency_gets_new_pseudonyms_without_the_others
}

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn partner() -> KeySpec {
    KeySpec {
        role: Role::Partner,
        scope: Scope::Everyone,
        organisation: Some("a-1".parse().unwrap()),
        organisation_kind: Some(OrganisationKind::Agency),
        label: "Vuokratyö Oy, test".into(),
        expires: Some(now() + SignedDuration::from_hours(1)),
    }
}

async fn a_key_grants_what_it_says(bed: Bed) -> Bed {
    let store = bed.store();
    let staff = KeySpec {
        role: Role::Coach,
        scope: Scope::Clients("c-12".parse().unwrap()),
        organisation: None,
        organisation_kind: None,
        label: "coach".into(),
        expires: None,
    };
    let keys = [
        store.create_key(&partner(), now()).await.unwrap(),
        store.create_key(&staff, now()).await.unwrap(),
    ];
    for (key, spec) in keys.iter().zip([partner(), staff.clone()]) {
        let grant = store.verify_key(&key.secret, now()).await.unwrap().unwrap();
        assert_eq!((grant.id, grant.spec), (key.id.clone(), spec));
    }
    let reader = store
        .verify_key(&keys[0].secret, now())
        .await
        .unwrap()
        .unwrap()
        .reader();
    assert_eq!(reader, Reader::Agency("a-1".parse().unwrap()));
    let reader = store
        .verify_key(&keys[1].secret, now())
        .await
        .unwrap()
        .unwrap()
        .reader();
    assert_eq!(
        reader,
        Reader::Staff {
            role: Role::Coach,
            scope: staff.scope
        }
    );
    assert_eq!(store.keys().await.unwrap().len(), 2);
    bed
}

async fn a_wrong_expired_or_revoked_key_grants_nothing(bed: Bed) -> Bed {
    let store = bed.store();
    let key = store.create_key(&partner(), now()).await.unwrap();
    let other = store.create_key(&partner(), now()).await.unwrap();
    let secret_of_other = other.secret.rsplit('_').next().unwrap();
    let crossed = format!("kohtaanto_{}_{secret_of_other}", key.id);
    for wrong in [
        "",
        "x",
        "kohtaanto_",
        "kohtaanto__",
        &key.id,
        &crossed,
        &key.secret[..key.secret.len() - 1],
        &format!("{}a", key.secret),
    ] {
        assert_eq!(
            store.verify_key(wrong, now()).await.unwrap(),
            None,
            "{wrong}"
        );
    }
    let later = now() + SignedDuration::from_hours(1);
    assert_eq!(
        store.verify_key(&key.secret, later).await.unwrap(),
        None,
        "expired"
    );
    store.revoke_key(&key.id, now()).await.unwrap();
    store.revoke_key(&key.id, later).await.unwrap();
    assert_eq!(
        store.verify_key(&key.secret, now()).await.unwrap(),
        None,
        "revoked"
    );
    assert!(
        store
            .verify_key(&other.secret, now())
            .await
            .unwrap()
            .is_some()
    );
    let listed = store
        .keys()
        .await
        .unwrap()
        .into_iter()
        .find(|info| info.id == key.id)
        .unwrap();
    assert_eq!(listed.revoked, Some(now()));
    assert!(matches!(
        store.revoke_key("nobody", now()).await,
        Err(StoreError::NotFound { .. })
    ));
    bed
}

async fn a_partners_key_names_its_organisation(bed: Bed) -> Bed {
    let mut spec = partner();
    spec.organisation = None;
    let refused = bed.store().create_key(&spec, now()).await;
    assert!(matches!(refused, Err(StoreError::Invalid(_))));
    bed
}

async fn an_agency_gets_new_pseudonyms_without_the_others(mut bed: Bed) -> Bed {
    let agencies = ["a-1", "a-2"].map(|id| id.parse().unwrap());
    for count in 1..=3 {
        let rotated = bed.store().rotate_pseudonyms(&agencies[0]).await.unwrap();
        assert_eq!(rotated, count);
    }
    bed.reopen().await;
    for (agency, count) in agencies.iter().zip([3, 0]) {
        let rotation = bed.store().pseudonym_rotation(agency).await.unwrap();
        assert_eq!(rotation, count, "{agency}");
    }
    bed
}

async fn a_secret_is_shown_once_and_kept_nowhere(mut bed: Bed) -> Bed {
    let key = bed.store().create_key(&partner(), now()).await.unwrap();
    assert_eq!(format!("{key:?}"), format!("NewKey({})", key.id));
    assert!(!format!("{:?}", bed.store().keys().await.unwrap()).contains(&key.secret));
    let secret = key.secret.rsplit('_').next().unwrap().as_bytes();
    if let Place::Directory(folder) = bed.place() {
        bed.close().await;
        let mut bytes = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let held = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!held.windows(secret.len()).any(|part| part == secret));
            bytes += held.len();
        }
        assert!(bytes > 0);
        bed.reopen().await;
    }
    assert!(
        bed.store()
            .verify_key(&key.secret, now())
            .await
            .unwrap()
            .is_some()
    );
    bed
}
