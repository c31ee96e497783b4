use std::fs;
use std::path::{Path, PathBuf};

use kohtaanto::domain::{Lang, PersonId, Role};
use kohtaanto::engine::{Engine, EngineError, MatchesQuery, Reader};
use kohtaanto::sample::{self, Region};

use crate::region::{filled, options};

fn region() -> Region {
    sample::region(20_261_124, 40, 6)
}

fn nth(region: &Region, n: usize) -> PersonId {
    let shown = region.jobseekers.iter().filter(|j| {
        j.visibility.matching == Some(true) && j.person.protected_address == Some(false)
    });
    shown.map(|j| j.person.id.clone()).nth(n).unwrap()
}

async fn answer(engine: &Engine, region: &Region) -> String {
    let reader = Reader::staff(Role::Coordinator, "test", "the same", Lang::Fi);
    let query = MatchesQuery {
        limit: Some(100),
        ..MatchesQuery::default()
    };
    let vacancy = region.vacancies[0].id.as_str();
    let list = engine.matches(&reader, vacancy, query).await.unwrap();
    serde_json::to_string(&list.matches).unwrap()
}

fn list_of(data: &Path) -> PathBuf {
    data.join("erasures.list")
}

/// Data in which one person was erased before the backup was made; and the list as it was before that.
async fn backed_up(folder: &Path, region: &Region) -> (PathBuf, PathBuf, PathBuf) {
    let (data, backup, older) = (
        folder.join("data"),
        folder.join("backup"),
        folder.join("older"),
    );
    let engine = filled(&data, region).await;
    engine.erase(&nth(region, 0)).await.unwrap();
    fs::copy(list_of(&data), &older).unwrap();
    engine.erase(&nth(region, 1)).await.unwrap();
    let made = Engine::backup(&options(&data), &backup, 30).await.unwrap();
    assert_eq!(made.jobseekers as usize, region.jobseekers.len() - 2);
    engine.close().await;
    (data, backup, older)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_restored_whole_and_only_under_its_own_newest_list() {
    let (folder, region) = (tempfile::tempdir().unwrap(), region());
    let (data, backup, older) = backed_up(folder.path(), &region).await;
    let list = list_of(&data);
    let text = fs::read_to_string(&list).unwrap();
    let into = folder.path().join("restored");
    let other = folder.path().join("other");
    let stranger = filled(&other, &region).await;
    stranger.erase(&nth(&region, 0)).await.unwrap();
    stranger.close().await;
    let (bent, cut) = (folder.path().join("bent"), folder.path().join("cut"));
    fs::write(&bent, text.replacen("erased", "readmitted", 1)).unwrap();
    fs::write(&cut, &text[..text.len() - 9]).unwrap();
    for (list, why) in [
        (folder.path().join("none"), "no list"),
        (list_of(&other), "that of other records"),
        (older, "older than the backup"),
        (bent, "line 1 is damaged"),
        (cut, "ends within a line"),
        (backup.join("records.sqlite"), "cannot be read"),
    ] {
        let refused = Engine::restore(&backup, &list, &into).await.unwrap_err();
        let said = match &refused {
            EngineError::NotFound { what } => format!("no {what}"),
            EngineError::Unavailable(cause) => cause.to_string(),
            other => other.to_string(),
        };
        assert!(said.contains(why), "{}: {said}", list.display());
        assert!(!into.exists());
    }
    // Erased since: not in what is restored. Everything else is as it was.
    let engine = Engine::open(options(&data)).await.unwrap();
    engine.erase(&nth(&region, 2)).await.unwrap();
    let now = answer(&engine, &region).await;
    let leaves = engine.audit_verify().await.unwrap().leaves;
    engine.close().await;
    let restored = Engine::restore(&backup, &list, &into).await.unwrap();
    assert_eq!(restored.erased, 1);
    let engine = Engine::open(options(&into)).await.unwrap();
    assert_eq!(answer(&engine, &region).await, now);
    assert!(engine.is_erased(&nth(&region, 2)).await.unwrap());
    assert!(leaves > 0 && engine.audit_verify().await.unwrap().breaks.is_empty());
    engine.close().await;
    assert_eq!(fs::read(list_of(&into)).unwrap(), fs::read(&list).unwrap());
    let again = Engine::restore(&backup, &list, &into).await;
    assert!(
        matches!(again, Err(EngineError::Setup(_))),
        "into what is there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_backup_is_refused() {
    let (folder, region) = (tempfile::tempdir().unwrap(), region());
    let (data, backup, _) = backed_up(folder.path(), &region).await;
    let (list, into) = (list_of(&data), folder.path().join("restored"));
    let refused = async |what: &str| {
        let restored = Engine::restore(&backup, &list, &into).await;
        assert!(restored.is_err() && !into.exists(), "{what}");
    };
    let mut files = Vec::new();
    for file in fs::read_dir(&backup).unwrap() {
        let path = file.unwrap().path();
        let whole = fs::read(&path).unwrap();
        for at in [0, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
            let mut bent = whole.clone();
            bent[at] ^= 1;
            fs::write(&path, bent).unwrap();
            refused(&format!("{} byte {at}", path.display())).await;
        }
        fs::remove_file(&path).unwrap();
        refused(&format!("without {}", path.display())).await;
        fs::write(&path, whole).unwrap();
        files.push(path);
    }
    assert!(files.len() >= 2, "{files:?}");
    // A manifest that is well-formed and says something else.
    let manifest = backup.join("backup.json");
    let whole = fs::read_to_string(&manifest).unwrap();
    let mut told: serde_json::Value = serde_json::from_str(&whole).unwrap();
    for (what, value) in [
        ("changes", 1.into()),
        ("erasures", serde_json::json!([0, "00"])),
    ] {
        let before = told[what].take();
        told[what] = value;
        fs::write(&manifest, told.to_string()).unwrap();
        refused(what).await;
        told[what] = before;
    }
    fs::write(&manifest, whole).unwrap();
    Engine::restore(&backup, &list, &into).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_that_cannot_be_put_on_the_list_is_none() {
    let (folder, region) = (tempfile::tempdir().unwrap(), region());
    let mut elsewhere = options(folder.path());
    elsewhere.erasures = Some(folder.path().join("not mounted").join("list"));
    let engine = Engine::init(elsewhere).await.unwrap();
    engine
        .put_jobseekers(&region.jobseekers, None)
        .await
        .unwrap();
    let before = engine.counts().await.unwrap();
    let refused = engine.erase(&nth(&region, 0)).await;
    assert!(
        matches!(refused, Err(EngineError::Unavailable(_))),
        "{refused:?}"
    );
    assert_eq!(engine.counts().await.unwrap(), before);
    assert!(!engine.is_erased(&nth(&region, 0)).await.unwrap());
    fs::create_dir(folder.path().join("not mounted")).unwrap();
    assert!(engine.erase(&nth(&region, 0)).await.unwrap().files_clean);
}

/// Records put back by copying their file know nothing of what came after: the list does.
#[tokio::test(flavor = "multi_thread")]
async fn records_that_were_put_back_are_caught_up_before_anyone_reads() {
    let (folder, region) = (tempfile::tempdir().unwrap(), region());
    let data = folder.path().join("data");
    filled(&data, &region).await.close().await;
    let file = data.join("records.sqlite");
    let old = fs::read(&file).unwrap();
    let engine = Engine::open(options(&data)).await.unwrap();
    engine.erase(&nth(&region, 0)).await.unwrap();
    engine.erase(&nth(&region, 1)).await.unwrap();
    assert!(engine.readmit(&nth(&region, 1)).await.unwrap());
    engine.close().await;
    fs::write(&file, &old).unwrap();
    let engine = Engine::open(options(&data)).await.unwrap();
    assert!(engine.is_erased(&nth(&region, 0)).await.unwrap());
    let gone = engine.who_saw(&nth(&region, 0)).await;
    assert!(matches!(gone, Err(EngineError::NotFound { .. })));
    assert!(!engine.is_erased(&nth(&region, 1)).await.unwrap());
    engine.close().await;

    // Put back, and used without the list for a while: the two have parted.
    let list = fs::read(list_of(&data)).unwrap();
    fs::write(&file, &old).unwrap();
    fs::remove_file(list_of(&data)).unwrap();
    let engine = Engine::open(options(&data)).await.unwrap();
    engine.erase(&nth(&region, 2)).await.unwrap();
    engine.close().await;
    let kept = folder.path().join("kept");
    fs::write(&kept, &list).unwrap();
    fs::write(list_of(&data), &list).unwrap();
    let refused = Engine::open(options(&data)).await.err().unwrap();
    assert!(
        refused.to_string().contains("kohtaanto erasures apply"),
        "{refused}"
    );
    let applied = Engine::apply_erasures(options(&data), &kept).await.unwrap();
    assert_eq!(applied, (3, 2));
    let engine = Engine::open(options(&data)).await.unwrap();
    for (n, erased) in [(0, true), (1, false), (2, true)] {
        assert_eq!(
            engine.is_erased(&nth(&region, n)).await.unwrap(),
            erased,
            "{n}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_made_anew_answers_as_what_was_kept_up() {
    let (folder, region) = (tempfile::tempdir().unwrap(), region());
    let engine = filled(folder.path(), &region).await;
    let before = answer(&engine, &region).await;
    engine.reindex().await.unwrap();
    assert_eq!(answer(&engine, &region).await, before);
}
