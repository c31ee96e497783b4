//! Holds answers of tests against the ledger: whoever is named in one must have a row there, durable
//! before the answer was in hand. It knows nothing of the program and trusts none of it: it reads the
//! database over a connection of its own, which sees what was committed and nothing else.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, Row, SqliteConnection};

/// Somebody who looks at the ledger of a data directory.
pub(crate) struct Witness {
    file: PathBuf,
}

/// What is before a pseudonym in an answer: as JSON, and as a value shown for debugging.
const PSEUDONYM_AFTER: [&str; 4] = [
    "\"person\":\"",
    "\"pseudonym\":\"",
    "person: Some(\"",
    "pseudonym: \"",
];

impl Witness {
    /// Of the records in a data directory.
    pub(crate) fn of(data: &Path) -> Self {
        Self {
            file: data.join("records.sqlite"),
        }
    }

    async fn look(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(&self.file);
        let options = options.pragma("query_only", "ON");
        SqliteConnection::connect_with(&options).await.unwrap()
    }

    /// Number of the ledger's last leaf.
    pub(crate) async fn last_leaf(&self) -> i64 {
        let mut look = self.look().await;
        let sql = "SELECT COALESCE(MAX(number), 0) FROM leaf";
        let row = sqlx::query(sql).fetch_one(&mut look).await.unwrap();
        row.get(0)
    }

    /// Whoever is named in an answer and has no row in a leaf after `since`; names that the question
    /// itself held (`asked`) may be said back in an error.
    pub(crate) async fn unrecorded(&self, since: i64, answer: &str, asked: &str) -> Vec<String> {
        let mut look = self.look().await;
        let mut entries: HashMap<String, i64> = HashMap::new();
        let people = "SELECT entry, id, public_id FROM jobseeker";
        for row in sqlx::query(people).fetch_all(&mut look).await.unwrap() {
            entries.insert(row.get(1), row.get(0));
            entries.insert(row.get(2), row.get(0));
        }
        let shown = "SELECT DISTINCT entry FROM sight WHERE leaf > $1";
        let shown = sqlx::query(shown).bind(since).fetch_all(&mut look).await;
        let shown: BTreeSet<i64> = shown.unwrap().iter().map(|row| row.get(0)).collect();
        look.close().await.unwrap();
        let asked: BTreeSet<&str> = words(asked).collect();
        let named = words(answer).filter(|word| !asked.contains(word));
        let named: BTreeSet<(&str, i64)> = named
            .filter_map(|word| Some((word, *entries.get(word)?)))
            .collect();
        let mut unrecorded: Vec<String> = named
            .into_iter()
            .filter(|(_, entry)| !shown.contains(entry))
            .map(|(word, _)| word.to_owned())
            .collect();
        // Whose a pseudonym is only the program's key tells; that there are as many people does too.
        let pseudonyms: BTreeSet<&str> = pseudonyms(answer)
            .filter(|name| !entries.contains_key(*name))
            .collect();
        if pseudonyms.len() > shown.len() {
            unrecorded.push(format!(
                "{} pseudonyms, {} people on the ledger",
                pseudonyms.len(),
                shown.len()
            ));
        }
        unrecorded
    }
}

/// What may be an identifier: letters, digits, and what joins them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let joins = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    text.split(move |letter: char| !joins(letter))
        .filter(|word| !word.is_empty())
}

fn pseudonyms(text: &str) -> impl Iterator<Item = &str> {
    let after = PSEUDONYM_AFTER.iter();
    let after = after.flat_map(|before| text.split(before).skip(1));
    let name = after.filter_map(|rest| rest.split('"').next());
    name.filter(|name| {
        let fits = |b: u8| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b);
        name.len() == 26 && name.bytes().all(fits)
    })
}
