//! An acknowledged write survives the death of its writer.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use kohtaanto::store::{Place, Store};

use super::{Bed, on_each_engine, visible};

on_each_engine! { what_was_acknowledged_before_a_kill_is_there }

/// Where the child process writes; set by its parent alone.
const PLACE: &str = "KOHTAANTO_TEST_WRITER_PLACE";

async fn what_was_acknowledged_before_a_kill_is_there(mut bed: Bed) -> Bed {
    bed.close().await;
    let place = match bed.place() {
        Place::Directory(directory) => directory.display().to_string(),
        Place::Postgres(url) => url,
    };
    let mut acknowledged = 0;
    for round in 1..=3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::durability::writes_until_killed",
                "--nocapture",
            ])
            .env(PLACE, &place)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while acknowledged < round * 40 {
            let line = lines
                .next()
                .expect("the writer died before it was killed")
                .unwrap();
            if let Some(number) = line.split("acknowledged ").nth(1) {
                acknowledged = number.trim().parse().unwrap();
            }
        }
        // SIGKILL, in the middle of whatever it does.
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            if let Some(number) = line
                .split("acknowledged ")
                .nth(1)
                .filter(|_| line.ends_with('.'))
            {
                acknowledged = number
                    .trim_end_matches('.')
                    .trim()
                    .parse()
                    .unwrap_or(acknowledged);
            }
        }
        bed.reopen().await;
        let store = bed.store();
        let count = store.counts().await.unwrap().jobseekers;
        assert!(
            count >= acknowledged,
            "{acknowledged} acknowledged, {count} there"
        );
        assert_eq!(store.head().await.unwrap(), count, "a change each, whole");
        let changes = store.changes_since(0, 100_000).await.unwrap();
        assert_eq!(changes.len() as u64, count);
        acknowledged = count;
        bed.close().await;
    }
    bed.reopen().await;
    bed
}

/// The child: writes a person at a time and says so after each. Does nothing unless it is told where.
#[test]
fn writes_until_killed() {
    let Ok(place) = std::env::var(PLACE) else {
        return;
    };
    super::runtime().block_on(async {
        let store = Store::open(Place::parse(&place)).await.unwrap();
        let mut out = std::io::stdout();
        for number in store.head().await.unwrap()..100_000 {
            store
                .put_jobseekers(&[visible(&format!("P-{number}"))], None)
                .await
                .unwrap();
            writeln!(out, "acknowledged {}", number + 1).unwrap();
            out.flush().unwrap();
        }
    });
}
