use std::fs;
use std::path::Path;

use kohtaanto_index::{Change, Collection, Place, Purged, View};
use roaring::RoaringBitmap;

use crate::{ANALYSER, BODY, everyone, numbers, put, search, word};

/// Whether any file of a folder holds the marker: forwards, or as the term dictionary writes
/// rare letters, which is backwards with a byte of its own between. The ends are left out, for
/// there a term meets others.
fn holds(folder: &Path, marker: &str) -> bool {
    let forwards = marker.as_bytes()[2..marker.len() - 2].to_vec();
    let backwards: Vec<u8> = forwards.iter().rev().copied().collect();
    fs::read_dir(folder).unwrap().any(|file| {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        [&forwards, &backwards].into_iter().any(|letters| {
            [1, 2].into_iter().any(|step| {
                (0..bytes.len()).any(|start| {
                    letters
                        .iter()
                        .enumerate()
                        .all(|(at, letter)| bytes.get(start + at * step) == Some(letter))
                })
            })
        })
    })
}

const MARKER: &str = "QXZWVQZXWVQ";
const EARLIER: &str = "ZQWVXZQWXVZ";

fn filled(folder: &Path) -> Collection {
    let collection = Collection::open(&Place::Folder(folder.into()), ANALYSER).unwrap();
    for batch in 0..5_u32 {
        let entries = (batch * 40..batch * 40 + 40).map(|number| put(number, "hitsaaja", "tig"));
        collection.write(entries, 1).unwrap();
    }
    // Each version lies among neighbours that stay, so that its file group stays too.
    for (number, body) in [(2, EARLIER), (3, MARKER)] {
        let neighbours = (200..240).map(|neighbour| put(neighbour + number * 40, "kokki", "tig"));
        let versions = [put(7, "kokki", body)];
        collection
            .write(neighbours.chain(versions), u64::from(number))
            .unwrap();
    }
    collection
}

#[test]
fn a_purge_leaves_no_byte_of_the_text_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let collection = filled(folder.path());
    for marker in [MARKER, EARLIER] {
        assert!(holds(folder.path(), marker), "the search for bytes sees it");
    }
    assert_eq!(collection.purge([7]).unwrap(), Purged::Clean);
    assert!(!holds(folder.path(), MARKER));
    assert!(!holds(folder.path(), EARLIER));
    assert_eq!(collection.applied(), 3);
    let found = search(&collection, &word("hitsaaja", 1), &everyone());
    assert_eq!(found.total(), 199);
    assert!(!collection.view().entries().contains(7));
    drop(collection);
    let reopened = Collection::open(&Place::Folder(folder.path().into()), ANALYSER).unwrap();
    assert_eq!(reopened.applied(), 3);
    assert_eq!(reopened.view().entries().len(), 279);
}

#[test]
fn a_removal_alone_leaves_the_text_until_a_purge() {
    let folder = tempfile::tempdir().unwrap();
    let collection = filled(folder.path());
    collection.write([Change::Remove(7)], 4).unwrap();
    let found = search(&collection, &word(MARKER, 1), &everyone());
    assert_eq!(found.total(), 0, "out of every answer at once");
    assert!(holds(folder.path(), MARKER), "not yet out of the files");
    assert_eq!(collection.purge([7]).unwrap(), Purged::Clean);
    assert!(!holds(folder.path(), MARKER));
}

#[test]
fn purging_the_last_entry_and_purging_nothing_are_fine() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().into());
    let collection = Collection::open(&place, ANALYSER).unwrap();
    assert_eq!(collection.purge([1, 2]).unwrap(), Purged::Clean);
    collection.write([put(1, MARKER, "")], 1).unwrap();
    assert_eq!(collection.purge([1]).unwrap(), Purged::Clean);
    assert!(!holds(folder.path(), MARKER));
    assert_eq!(collection.view().entries().len(), 0);
    assert_eq!(collection.purge([]).unwrap(), Purged::Clean);
    collection.write([put(1, "kokki", "")], 2).unwrap();
    let found = search(&collection, &word("kokki", 1), &everyone());
    assert_eq!(numbers(&found), [1]);
}

#[test]
fn a_view_taken_before_a_purge_stands_still() {
    let folder = tempfile::tempdir().unwrap();
    let collection = filled(folder.path());
    let before = collection.view();
    assert_eq!(collection.purge([7]).unwrap(), Purged::Clean);
    assert!(!holds(folder.path(), MARKER));
    let terms = |view: &View| {
        let hits = view.term_hits(&[BODY], [MARKER], &everyone());
        hits.unwrap().iter().map(RoaringBitmap::len).sum::<u64>()
    };
    assert!(before.entries().contains(7));
    assert_eq!((terms(&before), terms(&collection.view())), (1, 0));
    assert_eq!(collection.sweep().unwrap(), Purged::Clean);
}

#[test]
fn a_purge_in_memory_is_the_same() {
    let collection = Collection::open(&Place::Memory, ANALYSER).unwrap();
    collection.write([put(1, "kokki", "")], 1).unwrap();
    assert_eq!(collection.purge([1]).unwrap(), Purged::Clean);
    assert_eq!(collection.view().entries().len(), 0);
}
