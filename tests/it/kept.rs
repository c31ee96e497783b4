//! What is kept between runs of how words are read: made anew, without a word, when it is damaged, and
//! when the analyser is another.

use std::path::Path;

use crate::on_record::Engine;
use kohtaanto::config::VoikkoUse;
use kohtaanto::domain::{ConceptKind, Lang, Vacancy};
use kohtaanto::engine::Options;
use kohtaanto::engine::words::{Link, Words};
use kohtaanto::store::{Kind, Place, Store};

use crate::region::options;

fn without_voikko(folder: &Path) -> Options {
    Options {
        voikko: VoikkoUse::Off,
        ..options(folder)
    }
}

fn named(folder: &Path) -> Vec<Link> {
    let words = Words::open(&without_voikko(folder)).unwrap();
    words.normalise(
        "rekkakuski yövuoroon",
        ConceptKind::Occupation,
        Some(Lang::Fi),
        5,
    )
}

#[test]
fn what_is_kept_answers_as_what_is_made_and_is_made_anew_when_damaged() {
    let folder = tempfile::tempdir().unwrap();
    // Two at once make it: neither is in the other's way.
    let (made, beside) = std::thread::scope(|scope| {
        let other = scope.spawn(|| named(folder.path()));
        (named(folder.path()), other.join().unwrap())
    });
    assert!(!made.is_empty());
    assert_eq!(made, beside);
    let files = ["names", "occupation-fi"].map(|name| folder.path().join("reader").join(name));
    let whole = files.each_ref().map(|file| std::fs::read(file).unwrap());
    assert_eq!(named(folder.path()), made, "from what is kept");
    let [names, labels] = &whole;
    std::fs::write(&files[0], &names[..names.len() / 2]).unwrap();
    let changed: Vec<u8> = labels.iter().map(|byte| byte ^ 0x20).collect();
    std::fs::write(&files[1], changed).unwrap();
    assert_eq!(named(folder.path()), made);
    for (file, bytes) in files.iter().zip(&whole) {
        assert_eq!(std::fs::read(file).unwrap(), *bytes, "{}", file.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_analyser_read_is_read_anew() {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::init(without_voikko(folder.path())).await.unwrap();
    let plain = engine.text().version().to_owned();
    let advert = serde_json::json!({"id": "V-1", "description": {"fi": "Etsimme hitsaajaa."}});
    let advert: Vacancy = serde_json::from_value(advert).unwrap();
    engine.put_vacancies(&[advert]).await.unwrap();
    engine.close().await;
    // What was put is read at the next opening's first question.
    let kept_by = async |options: Options| {
        let engine = Engine::open(options).await.unwrap();
        engine.ready().await.unwrap();
        let version = engine.text().version().to_owned();
        engine.close().await;
        let store = Store::open(Place::Directory(folder.path().to_owned()))
            .await
            .unwrap();
        let mut readers = Vec::new();
        let visit = |reading: kohtaanto::store::StoredReading| readers.push(reading.reader);
        store.each_reading(Kind::Vacancy, visit).await.unwrap();
        store.close().await;
        assert_eq!(
            readers,
            std::slice::from_ref(&version),
            "who read what is kept"
        );
        version
    };
    assert_eq!(kept_by(without_voikko(folder.path())).await, plain);
    let other = kept_by(options(folder.path())).await;
    if other == plain {
        eprintln!("no libvoikko on this machine: there is no other analyser");
    }
}
