use std::fs;
use std::path::Path;

use kohtaanto_index::{Collection, IndexError, Place, Query};

use crate::{ANALYSER, everyone, numbers, put, search, word};

fn open(folder: &Path) -> Result<Collection, IndexError> {
    Collection::open(&Place::Folder(folder.into()), ANALYSER)
}

fn filled(folder: &Path) {
    let collection = open(folder).unwrap();
    collection
        .write([put(1, "hitsaaja", "tig"), put(2, "kokki", "")], 41)
        .unwrap();
    collection.write([], 42).unwrap();
}

#[test]
fn a_new_folder_is_made_and_has_applied_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("index/people");
    let collection = open(&deep).unwrap();
    assert_eq!(collection.applied(), 0);
    assert_eq!(search(&collection, &Query::All, &everyone()).total(), 0);
}

#[test]
fn reopening_keeps_what_was_applied() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let collection = open(folder.path()).unwrap();
    assert_eq!(collection.applied(), 42);
    assert_eq!(collection.view().applied(), 42);
    let found = search(&collection, &word("tig", 1), &everyone());
    assert_eq!(numbers(&found), [1]);
}

#[test]
fn going_backwards_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let error = open(folder.path()).unwrap().write([], 41).unwrap_err();
    assert!(matches!(
        error,
        IndexError::Backwards {
            applied: 42,
            given: 41
        }
    ));
}

#[test]
fn another_analyser_asks_to_be_rebuilt_and_recreating_does_it() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let place = Place::Folder(folder.path().into());
    let error = Collection::open(&place, "test 2").unwrap_err();
    assert!(
        matches!(&error, IndexError::RebuildNeeded { found, wanted, .. }
            if found == ANALYSER && wanted == "test 2"),
        "{error:?}"
    );
    assert_eq!(open(folder.path()).unwrap().applied(), 42, "left as it was");
    let rebuilt = Collection::recreate(&place, "test 2").unwrap();
    assert_eq!((rebuilt.applied(), rebuilt.analyser()), (0, "test 2"));
    assert_eq!(rebuilt.view().entries().len(), 0);
}

#[test]
fn a_second_writer_is_refused_and_a_reader_is_not() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let first = open(folder.path()).unwrap();
    let place = Place::Folder(folder.path().into());
    for error in [
        open(folder.path()).unwrap_err(),
        Collection::recreate(&place, ANALYSER).unwrap_err(),
    ] {
        assert!(matches!(error, IndexError::Locked { .. }), "{error:?}");
    }
    let reader = Collection::open_to_read(folder.path(), ANALYSER).unwrap();
    first.write([put(3, "kokki", "")], 43).unwrap();
    assert_eq!(reader.applied(), 42);
    reader.refresh().unwrap();
    assert_eq!(reader.applied(), 43);
    let found = search(&reader, &word("kokki", 1), &everyone());
    assert_eq!(numbers(&found), [2, 3]);
    for error in [
        reader.write([], 50).unwrap_err(),
        reader.purge([1]).unwrap_err(),
    ] {
        assert!(matches!(error, IndexError::ReadOnly { .. }), "{error:?}");
    }
}

#[test]
fn a_reader_of_nothing_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    for place in [folder.path().into(), folder.path().join("absent")] {
        let error = Collection::open_to_read(&place, ANALYSER).unwrap_err();
        assert!(matches!(error, IndexError::Absent { .. }), "{error:?}");
    }
}

#[test]
fn a_foreign_folder_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.txt");
    fs::write(&letter, "dear").unwrap();
    let place = Place::Folder(folder.path().into());
    for error in [
        open(folder.path()).unwrap_err(),
        Collection::recreate(&place, ANALYSER).unwrap_err(),
        open(&letter).unwrap_err(),
    ] {
        let foreign = matches!(error, IndexError::Foreign { .. });
        assert!(
            foreign || matches!(error, IndexError::File { .. }),
            "{error:?}"
        );
    }
    assert_eq!(fs::read_to_string(&letter).unwrap(), "dear");
}

#[test]
fn an_index_of_another_program_is_foreign() {
    let folder = tempfile::tempdir().unwrap();
    let mut schema = tantivy::schema::Schema::builder();
    schema.add_text_field("title", tantivy::schema::TEXT);
    tantivy::Index::create_in_dir(folder.path(), schema.build()).unwrap();
    let error = open(folder.path()).unwrap_err();
    assert!(matches!(error, IndexError::Foreign { .. }), "{error:?}");
}

#[test]
fn every_damaged_file_is_noticed_and_recreating_helps() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_none_or(|extension| extension != "lock"))
        .collect();
    assert!(names.len() > 5);
    for path in names {
        let before = fs::read(&path).unwrap();
        let flipped = (1..8).map(|eighth| {
            let mut flipped = before.clone();
            flipped[before.len() * eighth / 8] ^= 0xff;
            ("flipped", flipped)
        });
        let shortened = [
            ("cut short", before[..before.len() / 2].to_vec()),
            ("empty", vec![]),
        ];
        for (what, bytes) in flipped.chain(shortened) {
            fs::write(&path, bytes).unwrap();
            let error = open(folder.path()).expect_err(&format!("{what} {}", path.display()));
            assert!(
                matches!(error, IndexError::Damaged { .. }),
                "{what} {}: {error:?}",
                path.display()
            );
        }
        fs::write(&path, before).unwrap();
    }
    assert_eq!(open(folder.path()).unwrap().applied(), 42, "whole again");
    for file in fs::read_dir(folder.path()).unwrap() {
        fs::write(file.unwrap().path(), "noise").unwrap();
    }
    let place = Place::Folder(folder.path().into());
    let rebuilt = Collection::recreate(&place, ANALYSER).unwrap();
    rebuilt.write([put(1, "kokki", "")], 1).unwrap();
    assert_eq!(rebuilt.view().entries().len(), 1);
}

#[test]
fn a_making_cut_short_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    fs::remove_file(folder.path().join("meta.json")).unwrap();
    let collection = Collection::recreate(&Place::Folder(folder.path().into()), ANALYSER).unwrap();
    assert_eq!(collection.applied(), 0);
}
