//! The ledger against its enemy: somebody with the whole database in hand, who edits, deletes,
//! inserts, reorders, cuts off and writes the chain anew, while checkpoints lie elsewhere.

use kohtaanto::store::{Disclosure, DisclosureKind, NoteKey, Signer, Store, StoreError};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, SqliteConnection};

use super::{Bed, on_each_engine, visible};

on_each_engine! {
    every_tampering_is_found
    a_ledger_that_grew_erased_and_readmitted_is_whole
}

/// How many tamperings, and how many clean ledgers, are tried on SQLite; a few on PostgreSQL.
fn many(variable: &str, bed: &Bed) -> usize {
    let said = std::env::var(variable).ok().and_then(|n| n.parse().ok());
    match bed.place() {
        kohtaanto::store::Place::Directory(_) => said.unwrap_or(150),
        kohtaanto::store::Place::Postgres(_) => 60,
    }
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % below as u64).unwrap()
    }

    fn of<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.roll(things.len())]
    }
}

/// People of a history: their ids, with entry numbers while they are stored.
#[derive(Default)]
struct People {
    stored: Vec<(String, u32)>,
    erased: Vec<String>,
    made: usize,
}

/// Does something that happens to a ledger in its life.
async fn live(store: &Store, people: &mut People, dice: &mut Dice) {
    match dice.roll(10) {
        0 if people.stored.len() > 3 => {
            let (id, _) = people.stored.remove(dice.roll(people.stored.len()));
            let at = "2026-11-21T10:00:00Z".parse().unwrap();
            store.erase(&id.parse().unwrap(), at).await.unwrap();
            people.erased.push(id);
        }
        1 if !people.erased.is_empty() => {
            let id = people.erased.remove(dice.roll(people.erased.len()));
            store.readmit(&id.parse().unwrap()).await.unwrap();
            take_in(store, people, id).await;
        }
        2 | 3 => {
            let id = format!("P-{}", people.made);
            take_in(store, people, id).await;
        }
        _ if people.stored.is_empty() => {}
        _ => {
            let answers: Vec<Disclosure> =
                (0..=dice.roll(3)).map(|_| answer(people, dice)).collect();
            store.disclose_all(&answers, |_, _, _| true).await.unwrap();
        }
    }
}

async fn take_in(store: &Store, people: &mut People, id: String) {
    people.made += 1;
    let put = store.put_jobseekers(&[visible(&id)], None).await.unwrap();
    people.stored.push((id, put[0].entry.unwrap()));
}

/// An answer with some of the people, none twice.
fn answer(people: &People, dice: &mut Dice) -> Disclosure {
    let mut left: Vec<u32> = people.stored.iter().map(|(_, entry)| *entry).collect();
    let shown = dice.roll(6).min(left.len());
    let shown = (0..shown).map(|_| left.remove(dice.roll(left.len())));
    let shown: Vec<u32> = shown.collect();
    Disclosure {
        at: "2026-11-21T10:00:00Z".parse().unwrap(),
        who: (*dice.of(&["maija", "olli"])).into(),
        role: kohtaanto::domain::Role::Coordinator,
        organisation: None,
        purpose: (*dice.of(&["a welder", "a nurse", "a driver"])).into(),
        vacancy: Some("V-1".parse().unwrap()),
        kind: DisclosureKind::Listed,
        versions: "w1".into(),
        people: shown,
    }
}

/// A key that is kept outside the database, as the data directory's is.
fn signer(store: &Store, folder: &tempfile::TempDir) -> Signer {
    Signer::kept(&folder.path().join("ledger.key"), store.ledger_name()).unwrap()
}

async fn found(store: &Store, notes: &[String], keys: &[NoteKey]) -> bool {
    match store.audit_verify_against(notes, keys).await {
        Ok(report) => !report.breaks.is_empty(),
        Err(StoreError::Corrupt(_)) => true,
        Err(other) => panic!("{other}"),
    }
}

/// A leaf as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Leaf {
    number: i64,
    body: String,
    people: Vec<u8>,
    prev: Vec<u8>,
    hash: Vec<u8>,
}

/// Somebody with the database in hand.
enum Hand {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Hand {
    async fn on(bed: &Bed) -> Self {
        match bed.place() {
            kohtaanto::store::Place::Directory(folder) => {
                let file = folder.join("records.sqlite");
                let options = sqlx::sqlite::SqliteConnectOptions::new()
                    .filename(file)
                    .synchronous(sqlx::sqlite::SqliteSynchronous::Off);
                Self::Sqlite(SqliteConnection::connect_with(&options).await.unwrap())
            }
            kohtaanto::store::Place::Postgres(url) => {
                Self::Postgres(PgConnection::connect(&url).await.unwrap())
            }
        }
    }

    async fn run(&mut self, sql: String) {
        let done = match self {
            Self::Sqlite(c) => c.execute(AssertSqlSafe(sql.clone())).await.map(|_| ()),
            Self::Postgres(c) => c.execute(AssertSqlSafe(sql.clone())).await.map(|_| ()),
        };
        done.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// Bytes as this engine spells them.
    fn blob(&self, bytes: &[u8]) -> String {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        match self {
            Self::Sqlite(_) => format!("x'{hex}'"),
            Self::Postgres(_) => format!("'\\x{hex}'::bytea"),
        }
    }

    async fn leaves(&mut self) -> Vec<Leaf> {
        let sql = "SELECT number, body, people, prev, hash FROM leaf ORDER BY number";
        macro_rules! read {
            ($connection:expr) => {{
                let rows = $connection.fetch_all(sql).await.unwrap();
                let leaf = |row: &_| Leaf {
                    number: Row::get(row, 0),
                    body: Row::get(row, 1),
                    people: Row::get(row, 2),
                    prev: Row::get(row, 3),
                    hash: Row::get(row, 4),
                };
                rows.iter().map(leaf).collect()
            }};
        }
        match self {
            Self::Sqlite(c) => read!(c),
            Self::Postgres(c) => read!(c),
        }
    }

    async fn sights(&mut self) -> Vec<[i64; 3]> {
        let sql = "SELECT entry, leaf, place FROM sight ORDER BY leaf, place, entry";
        macro_rules! read {
            ($connection:expr) => {{
                let rows = $connection.fetch_all(sql).await.unwrap();
                let sight = |row: &_| [Row::get(row, 0), Row::get(row, 1), Row::get(row, 2)];
                rows.iter().map(sight).collect()
            }};
        }
        match self {
            Self::Sqlite(c) => read!(c),
            Self::Postgres(c) => read!(c),
        }
    }

    async fn put_sights(&mut self, sights: &[[i64; 3]]) {
        let mut script = "BEGIN; DELETE FROM sight;".to_owned();
        for [entry, leaf, place] in sights {
            script += &format!("INSERT INTO sight VALUES ({entry}, {leaf}, {place});");
        }
        self.run(script + "COMMIT;").await;
    }

    /// Puts leaves in place of all there are, as they are.
    async fn put_leaves(&mut self, leaves: &[Leaf]) {
        let mut script = "BEGIN; DELETE FROM leaf;".to_owned();
        for leaf in leaves {
            let [people, prev, hash] =
                [&leaf.people, &leaf.prev, &leaf.hash].map(|bytes| self.blob(bytes));
            let body = leaf.body.replace('\'', "''");
            let number = leaf.number;
            script +=
                &format!("INSERT INTO leaf VALUES ({number}, '{body}', {people}, {prev}, {hash});");
        }
        self.run(script + "COMMIT;").await;
    }

    /// Writes the whole chain anew, counters included: what it says then is consistent in itself.
    async fn rewrite(&mut self, leaves: &mut [Leaf]) {
        let mut prev = vec![0; 32];
        for (leaf, number) in leaves.iter_mut().zip(1..) {
            (leaf.number, leaf.prev) = (number, prev);
            leaf.hash = hash_of(leaf);
            prev = leaf.hash.clone();
        }
        self.put_leaves(leaves).await;
        let (last, hash) = (leaves.len(), self.blob(&prev));
        self.run(format!(
            "UPDATE counter SET leaf = {last}, leaf_hash = {hash}"
        ))
        .await;
    }

    /// Keeps what tampering touches, to be put back.
    async fn keep(&mut self) {
        for table in KEPT {
            self.run(format!(
                "CREATE TABLE kept_{table} AS SELECT * FROM {table}"
            ))
            .await;
        }
    }

    async fn put_back(&mut self) {
        let mut script = "BEGIN;".to_owned();
        for table in KEPT {
            script +=
                &format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table};");
        }
        self.run(script + "COMMIT;").await;
    }
}

const KEPT: [&str; 4] = ["leaf", "sight", "counter", "jobseeker"];

/// The hash of a leaf, written here once more.
fn hash_of(leaf: &Leaf) -> Vec<u8> {
    let mut said = b"kohtaanto ledger leaf 1".to_vec();
    said.extend(&leaf.prev);
    said.extend(leaf.number.to_be_bytes());
    for part in [leaf.body.as_bytes(), &leaf.people] {
        said.extend((part.len() as u64).to_be_bytes());
        said.extend(part);
    }
    blake3::hash(&said).as_bytes().to_vec()
}

/// What a tampering is done to, as it stood.
struct Stood {
    leaves: Vec<Leaf>,
    sights: Vec<[i64; 3]>,
    entries: Vec<u32>,
}

fn flipped(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let place = dice.roll(bytes.len());
    bytes[place] ^= 1 << dice.roll(8);
    bytes
}

/// Another body that is still one.
fn reworded(body: &str, dice: &mut Dice) -> String {
    let other = match dice.roll(4) {
        0 => body.replace("maija", "matti").replace("olli", "otto"),
        1 => body.replace("\"a ", "\"no "),
        2 => body.replace("2026-11-21", "2026-11-20"),
        _ => body.replace("listed", "opened"),
    };
    assert_ne!(other, body);
    other
}

/// Kinds of tampering, each done to a random place. Those that write the chain anew leave nothing that
/// disagrees with itself: only a checkpoint tells.
const KINDS: usize = 24;

async fn tamper(kind: usize, hand: &mut Hand, stood: &Stood, dice: &mut Dice) {
    let leaf = dice.of(&stood.leaves).clone();
    let number = leaf.number;
    let column = |column: &str, bytes: String| {
        format!("UPDATE leaf SET {column} = {bytes} WHERE number = {number}")
    };
    match kind {
        0 => {
            let body = reworded(&leaf.body, dice).replace('\'', "''");
            hand.run(column("body", format!("'{body}'"))).await;
        }
        1 => {
            let mut people = leaf.people.clone();
            if people.is_empty() {
                people = vec![7; 16];
            } else {
                people = flipped(&people, dice);
            }
            hand.run(column("people", hand.blob(&people))).await;
        }
        2 => {
            hand.run(column(
                "people",
                hand.blob(&[leaf.people, vec![9; 16]].concat()),
            ))
            .await
        }
        3 => {
            hand.run(column("prev", hand.blob(&flipped(&leaf.prev, dice))))
                .await
        }
        4 => {
            hand.run(column("hash", hand.blob(&flipped(&leaf.hash, dice))))
                .await
        }
        5 => hand.run(column("hash", hand.blob(&leaf.hash[..31]))).await,
        6 => {
            let other = *dice.of(&[-3, 0, stood.leaves.len() as i64 + 1, 1 << 40]);
            hand.run(column("number", other.to_string())).await;
        }
        7 => {
            hand.run(format!("DELETE FROM leaf WHERE number = {number}"))
                .await
        }
        8..=13 => tamper_sights(kind, hand, stood, dice).await,
        14 => {
            let name = *dice.of(&["change", "vacancy", "jobseeker", "leaf"]);
            let by = *dice.of(&[-1_000_000, -1, 1, 7]);
            hand.run(format!("UPDATE counter SET {name} = {name} + {by}"))
                .await;
        }
        15 => {
            let hash = hand.blob(&[5; 32]);
            hand.run(format!("UPDATE counter SET leaf_hash = {hash}"))
                .await;
        }
        16 => {
            // A person's key for another: nothing proves any more that it was they.
            let entry = dice.of(&stood.sights)[0];
            let key = hand.blob(&[3; 32]);
            hand.run(format!(
                "UPDATE jobseeker SET ledger_key = {key} WHERE entry = {entry}"
            ))
            .await;
        }
        _ => rewrite(kind, hand, stood, dice).await,
    }
}

async fn tamper_sights(kind: usize, hand: &mut Hand, stood: &Stood, dice: &mut Dice) {
    let mut sights = stood.sights.clone();
    let place = dice.roll(sights.len());
    let free = |sights: &[[i64; 3]], sight: [i64; 3]| !sights.contains(&sight);
    match kind {
        8 => drop(sights.remove(place)),
        9 => {
            let mut sight = sights[place];
            while !free(&sights, sight) {
                sight[0] = dice.roll(40) as i64 - 2;
            }
            sights[place] = sight;
        }
        10 => {
            let mut sight = sights[place];
            while !free(&sights, sight) {
                sight[1] = dice.roll(stood.leaves.len() + 3) as i64 - 1;
            }
            sights[place] = sight;
        }
        11 => {
            let mut sight = sights[place];
            while !free(&sights, sight) {
                sight[2] = dice.roll(12) as i64 - 3;
            }
            sights[place] = sight;
        }
        12 => {
            let mut sight = sights[place];
            while !free(&sights, sight) {
                let entry = i64::from(*dice.of(&stood.entries));
                let leaf = dice.of(&stood.leaves).number;
                sight = [entry, leaf, dice.roll(6) as i64];
            }
            sights.push(sight);
        }
        _ => {
            // Two people change places.
            let here = sights[place];
            let other = sights.iter().position(|s| s[0] != here[0]).unwrap();
            let there = sights[other];
            (sights[place][0], sights[other][0]) = (there[0], here[0]);
        }
    }
    hand.put_sights(&sights).await;
}

async fn rewrite(kind: usize, hand: &mut Hand, stood: &Stood, dice: &mut Dice) {
    let mut leaves = stood.leaves.clone();
    let place = dice.roll(leaves.len());
    let number = leaves[place].number;
    match kind {
        17 => leaves[place].body = reworded(&leaves[place].body, dice),
        18 => {
            // The end is cut off, with everything that hung on it.
            leaves.truncate(place);
            hand.run(format!("DELETE FROM sight WHERE leaf >= {number}"))
                .await;
        }
        19 => {
            // Nobody was shown this.
            leaves[place].people.clear();
            leaves[place].body = reworded(&leaves[place].body, dice);
            hand.run(format!("DELETE FROM sight WHERE leaf = {number}"))
                .await;
        }
        20 => {
            let other = (place + 1 + dice.roll(leaves.len() - 1)) % leaves.len();
            leaves.swap(place, other);
        }
        21 => {
            let mut forged = leaves[place].clone();
            forged.body = reworded(&forged.body, dice);
            leaves.insert(place, forged);
        }
        22 => drop(leaves.remove(place)),
        _ => {
            // A ledger begun anew.
            leaves.clear();
            hand.run("DELETE FROM sight".into()).await;
        }
    }
    hand.rewrite(&mut leaves).await;
}

/// The must-show: whatever is done to the ledger is found, with a checkpoint that lies elsewhere.
async fn every_tampering_is_found(mut bed: Bed) -> Bed {
    let (all, elsewhere) = (
        many("KOHTAANTO_TAMPERINGS", &bed),
        tempfile::tempdir().unwrap(),
    );
    let mut dice = Dice(1);
    let mut people = People::default();
    let (mut done, mut notes) = (0, Vec::new());
    // The same ledger, longer and longer; tampered with at each length.
    while done < all {
        for _ in 0..24 {
            live(bed.store(), &mut people, &mut dice).await;
        }
        let signer = signer(bed.store(), &elsewhere);
        let keys = [signer.key().clone()];
        notes.push(bed.store().checkpoint(&signer).await.unwrap().note);
        let mut hand = Hand::on(&bed).await;
        let stood = Stood {
            leaves: hand.leaves().await,
            sights: hand.sights().await,
            entries: people.stored.iter().map(|(_, entry)| *entry).collect(),
        };
        assert!(!found(bed.store(), &notes, &keys).await);
        hand.keep().await;
        for _ in 0..(KINDS * 5).min(all - done) {
            let kind = done % KINDS;
            tamper(kind, &mut hand, &stood, &mut dice).await;
            let is_found = found(bed.store(), &notes, &keys).await;
            assert!(
                is_found,
                "kind {kind}, tampering {done}: {:?}",
                stood.sights
            );
            hand.put_back().await;
            done += 1;
        }
        assert!(!found(bed.store(), &notes, &keys).await, "put back");
        for table in KEPT {
            hand.run(format!("DROP TABLE kept_{table}")).await;
        }
        bed.reopen().await;
    }
    bed
}

/// Every length of a ledger that lives is a ledger of its own, held against the last checkpoints before
/// it and some of the older ones.
async fn a_ledger_that_grew_erased_and_readmitted_is_whole(mut bed: Bed) -> Bed {
    let (all, elsewhere) = (
        many("KOHTAANTO_CLEAN_LEDGERS", &bed),
        tempfile::tempdir().unwrap(),
    );
    let mut dice = Dice(2);
    let (mut people, mut notes) = (People::default(), Vec::new());
    for turn in 0..all {
        live(bed.store(), &mut people, &mut dice).await;
        let signer = signer(bed.store(), &elsewhere);
        notes.push(bed.store().checkpoint(&signer).await.unwrap().note);
        if notes.len() > 12 {
            notes.remove(dice.roll(8));
        }
        let report = bed
            .store()
            .audit_verify_against(&notes, &[signer.key().clone()])
            .await
            .unwrap();
        assert_eq!(
            (report.breaks, report.agreed),
            (vec![], notes.len()),
            "{turn}"
        );
        if turn % 50 == 49 {
            bed.reopen().await;
        }
    }
    assert!(people.made > all / 10, "people came");
    bed
}
