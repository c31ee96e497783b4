//! The nightly run: what has changed since the one that was kept, against both runs compared pair by
//! pair; who is erased or hidden is in no kept run; a run that was killed is taken up again; other
//! weights.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::on_record::Engine;
use kohtaanto::domain::{Lang, Role};
use kohtaanto::engine::{
    Cause, ChangeKind, ChangeReport, Clock, MatchesQuery, RankChange, RankSink, Reader,
};
use kohtaanto::sample::{self, Region};
use kohtaanto::score::{Group, Plan, TieKey, Weights, ask, facts};
use kohtaanto::taxonomy::Taxonomy;
use kohtaanto::text;

use crate::region::{filled, options};

fn reader() -> Reader {
    Reader::staff(Role::Coordinator, "test", "the nightly run", Lang::En)
}

/// Every pair's group.
async fn every_group(engine: &Engine) -> BTreeMap<(String, String), Group> {
    let mut all = BTreeMap::new();
    let everyone = || MatchesQuery {
        limit: Some(1_000),
        ..MatchesQuery::default()
    };
    for vacancy in engine.open_vacancies().await.unwrap() {
        let reader = reader();
        let list = engine.matches(&reader, vacancy.as_str(), everyone());
        for found in list.await.unwrap().matches {
            all.insert((vacancy.to_string(), found.person.unwrap()), found.group);
        }
    }
    all
}

type Told = BTreeMap<(String, String), (Option<Group>, Option<Group>)>;

fn told(report: &ChangeReport) -> Told {
    let changes = report.coaches.iter().flat_map(|coach| &coach.changes);
    changes
        .map(|c| ((c.vacancy.to_string(), c.person.clone()), (c.from, c.to)))
        .collect()
}

/// A night's changes: profiles and vacancies otherwise, new, closed, hidden.
fn a_day_later(region: &mut Region) {
    for (place, jobseeker) in region.jobseekers.iter_mut().enumerate() {
        match place % 10 {
            0 => jobseeker.profile.permits = None,
            1 => jobseeker.profile.skills = None,
            2 => jobseeker.profile.wishes = None,
            3 => jobseeker.visibility.matching = Some(place % 20 == 3),
            4 => {
                // Nothing of the work done is known any more: what was near is far.
                let profile = &mut jobseeker.profile;
                (profile.employments, profile.educations) = (None, None);
                (profile.headline, profile.text) = Default::default();
            }
            _ => {}
        }
    }
    for (place, vacancy) in region.vacancies.iter_mut().enumerate() {
        match place % 8 {
            0 => vacancy.permits.clear(),
            1 => vacancy.skills.truncate(1),
            2 => vacancy.status = kohtaanto::domain::Status::Withdrawn,
            _ => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_is_what_two_runs_compared_pair_by_pair_say() {
    let folder = tempfile::tempdir().unwrap();
    let mut region = sample::region(20_261_125, 150, 40);
    let later = region.vacancies.split_off(34);
    let late = region.jobseekers.split_off(140);
    let engine = filled(folder.path(), &region).await;
    let first = engine.changes(&reader()).await.unwrap();
    assert!(first.summary.since.is_none() && first.coaches.is_empty());
    engine.keep(first).await.unwrap();
    let nothing = engine.changes(&reader()).await.unwrap();
    assert!(nothing.coaches.is_empty(), "{:?}", nothing.summary);
    let before = every_group(&engine).await;

    a_day_later(&mut region);
    region.vacancies.extend(later);
    region.jobseekers.extend(late);
    engine.put_vacancies(&region.vacancies).await.unwrap();
    engine
        .put_jobseekers(&region.jobseekers, None)
        .await
        .unwrap();
    let now = every_group(&engine).await;
    let report = engine.changes(&reader()).await.unwrap();

    let seen_now: std::collections::BTreeSet<&String> = now.keys().map(|(_, p)| p).collect();
    let fits = |group: Option<Group>| group == Some(Group::Fits);
    let mut expected = Told::new();
    for key in before.keys().chain(now.keys()) {
        let (from, to) = (before.get(key).copied(), now.get(key).copied());
        // Whoever is hidden now is as one who never was; what is in one run alone is told of `fits` alone.
        let told = from.is_some() && to.is_some() || fits(from) || fits(to);
        if seen_now.contains(&key.1) && from != to && told {
            expected.insert(key.clone(), (from, to));
        }
    }
    assert_eq!(told(&report), expected);
    let summary = &report.summary;
    assert!(
        summary.gained > 0 && summary.lost > 0 && summary.moved > 0,
        "{summary:?}"
    );
    assert_eq!(
        summary.gained + summary.lost + summary.moved,
        expected.len() as u64
    );
    let changes = report.coaches.iter().flat_map(|coach| &coach.changes);
    for change in changes {
        match change.cause {
            Cause::NewVacancy | Cause::VacancyClosed | Cause::NewPerson => {
                assert!(change.why.is_empty(), "{change:?}");
            }
            Cause::Day => panic!("no day has passed: {change:?}"),
            _ => assert!(!change.why.is_empty(), "{change:?}"),
        }
        let kind = match (change.from, change.to) {
            (_, Some(Group::Fits)) => ChangeKind::Gained,
            (Some(Group::Fits), _) => ChangeKind::Lost,
            _ => ChangeKind::Moved,
        };
        assert_eq!(change.change, kind);
    }
    // Not kept yet: the same is told again. Kept: nothing is left to tell.
    let again = engine.changes(&reader()).await.unwrap();
    assert_eq!(told(&again), expected);
    engine.keep(again).await.unwrap();
    let nothing = engine.changes(&reader()).await.unwrap();
    assert!(nothing.coaches.is_empty(), "{:?}", nothing.summary);
    assert_eq!(nothing.summary.run, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ends_with_a_day_is_the_days_doing() {
    let folder = tempfile::tempdir().unwrap();
    let mut region = sample::region(20_261_131, 90, 30);
    for jobseeker in &mut region.jobseekers {
        for permit in jobseeker.profile.permits.iter_mut().flatten() {
            permit.valid_until = Some(sample::DAY);
        }
    }
    filled(folder.path(), &region).await.close().await;
    // An engine that runs on over midnight.
    let noon = |days: i64| {
        sample::DAY
            .in_tz("Europe/Helsinki")
            .unwrap()
            .timestamp()
            .as_second()
            + days * 86_400
            + 43_200
    };
    let now = Arc::new(AtomicI64::new(noon(0)));
    let clock = Arc::clone(&now);
    let set = move || jiff::Timestamp::from_second(clock.load(Ordering::SeqCst)).unwrap();
    let running = kohtaanto::engine::Options {
        as_of: None,
        clock: Clock::set_by(set),
        ..options(folder.path())
    };
    let engine = Engine::open(running).await.unwrap();
    let first = engine.changes(&reader()).await.unwrap();
    engine.keep(first).await.unwrap();
    now.store(noon(1), Ordering::SeqCst);
    let report = engine.changes(&reader()).await.unwrap();
    let changes: Vec<_> = report
        .coaches
        .iter()
        .flat_map(|coach| &coach.changes)
        .collect();
    let of_the_day = changes.iter().filter(|change| change.cause == Cause::Day);
    let of_the_day: Vec<_> = of_the_day.collect();
    assert!(!of_the_day.is_empty());
    assert!(of_the_day.iter().all(|change| !change.why.is_empty()));
    let others = changes.iter().filter(|change| {
        !matches!(
            change.cause,
            Cause::Day | Cause::VacancyClosed | Cause::NewVacancy
        )
    });
    assert_eq!(others.count(), 0, "no record has changed");
    // What it has followed is what a start of that day reads.
    let followed = every_group(&engine).await;
    engine.close().await;
    let tomorrow = kohtaanto::engine::Options {
        as_of: Some(sample::DAY.tomorrow().unwrap()),
        ..options(folder.path())
    };
    std::fs::remove_dir_all(folder.path().join("projection")).unwrap();
    let engine = Engine::open(tomorrow).await.unwrap();
    assert_eq!(every_group(&engine).await, followed);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_told_is_on_the_ledger_and_keeping_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut region = sample::region(20_261_126, 60, 20);
    let engine = filled(folder.path(), &region).await;
    let leaves = async || engine.audit_verify().await.unwrap().leaves;
    engine
        .keep(engine.changes(&reader()).await.unwrap())
        .await
        .unwrap();
    assert_eq!(
        leaves().await,
        0,
        "a run that is kept shows nobody to anyone"
    );
    a_day_later(&mut region);
    engine.put_vacancies(&region.vacancies).await.unwrap();
    engine
        .put_jobseekers(&region.jobseekers, None)
        .await
        .unwrap();
    let report = engine.changes(&reader()).await.unwrap();
    let person = report.coaches[0].changes[0].person.parse().unwrap();
    assert!(leaves().await > 0);
    assert!(!engine.who_saw(&person).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_erased_or_hidden_leaves_the_kept_run_at_once() {
    use kohtaanto::store::{Kind, Place, Store};
    async fn kept(folder: &Path) -> Vec<u32> {
        let store = Store::open(Place::Directory(folder.to_owned()))
            .await
            .unwrap();
        let mut entries = Vec::new();
        let each = store.each_kept(Kind::Jobseeker, |entry, _| entries.push(entry));
        each.await.unwrap();
        store.close().await;
        entries
    }
    let folder = tempfile::tempdir().unwrap();
    let region = sample::region(20_261_127, 40, 10);
    let engine = filled(folder.path(), &region).await;
    let shown = region.jobseekers.iter().filter(|j| {
        j.visibility.matching == Some(true)
            && j.person.protected_address == Some(false)
            && j.staff.offer.is_none()
    });
    let shown: Vec<_> = shown.cloned().collect();
    let [erased, hidden, guarded, unknown, changed] = &shown[..5] else {
        panic!("the region shows too few people");
    };
    engine
        .keep(engine.changes(&reader()).await.unwrap())
        .await
        .unwrap();
    engine.close().await;
    let before = kept(folder.path()).await;
    let engine = Engine::open(options(folder.path())).await.unwrap();
    engine.erase(&erased.person.id).await.unwrap();
    let mut others = [
        hidden.clone(),
        guarded.clone(),
        unknown.clone(),
        changed.clone(),
    ];
    others[0].visibility.matching = Some(false);
    others[1].person.protected_address = Some(true);
    others[2].person.protected_address = None;
    others[3].profile.headline = kohtaanto::domain::Localised::default();
    others[3].profile.own_car = Some(true);
    engine.put_jobseekers(&others, None).await.unwrap();
    engine.close().await;
    let after = kept(folder.path()).await;
    assert_eq!(
        after.len(),
        before.len() - 4,
        "those who changed otherwise stay"
    );
    assert!(after.iter().all(|entry| before.contains(entry)));
    // Nobody is told to have lost anything by it.
    let engine = Engine::open(options(folder.path())).await.unwrap();
    let report = engine.changes(&reader()).await.unwrap();
    let gone: Vec<&str> = [erased, hidden, guarded, unknown]
        .map(|j| j.person.id.as_str())
        .to_vec();
    assert!(
        told(&report)
            .keys()
            .all(|(_, person)| !gone.contains(&person.as_str()))
    );
}

/// The program, on a data directory, as of the region's day.
fn program(data: &Path, rest: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohtaanto"));
    command
        .arg("--data")
        .arg(data)
        .args(["--as-of", &sample::DAY.to_string()]);
    command.args(["match", "--all"]).args(rest);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// A run in a format, killed between its marks and taken up, against one that was left alone.
async fn killed_and_taken_up(format: &str) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let engine = filled(&data, &sample::region(20_261_128, 30, 300)).await;
    engine.close().await;
    let (whole, broken) = (folder.path().join("whole"), folder.path().join("broken"));
    let run = |out: &Path| {
        let out = out.to_str().unwrap();
        program(&data, &["--limit", "3", "--format", format, "--out", out])
    };
    assert!(run(&whole).status().unwrap().success());
    let mark = folder.path().join("broken.resume");
    let mut killed = false;
    for _ in 0..20 {
        let mut child = run(&broken).spawn().unwrap();
        while !mark.exists() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_micros(200));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        killed = mark.exists() && !broken.exists();
        if killed {
            break;
        }
        let _ = std::fs::remove_file(&broken);
    }
    assert!(killed, "a run was killed between its marks");
    let done = run(&broken).stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(
        done.status.success() && said.contains("taken up after"),
        "{said}"
    );
    let (whole, broken) = (
        std::fs::read(&whole).unwrap(),
        std::fs::read(&broken).unwrap(),
    );
    assert!(!whole.is_empty() && whole == broken, "{format}");
    let beside = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(beside, 3, "the data and two runs");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_run_is_taken_up_and_ends_as_an_unbroken_one() {
    for format in ["pairs", "ndjson", "trec"] {
        killed_and_taken_up(format).await;
    }
}

/// Ranks that change.
struct Ranks(Vec<RankChange>);

impl RankSink for Ranks {
    fn take(&mut self, changes: Vec<RankChange>) -> std::io::Result<()> {
        self.0.extend(changes);
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replay_lists_every_rank_that_other_weights_change() {
    let folder = tempfile::tempdir().unwrap();
    let region = sample::region(20_261_129, 60, 6);
    let engine = filled(folder.path(), &region).await;
    let replay = async |weights: &str| {
        let mut ranks = Ranks(Vec::new());
        let done = engine
            .replay(&reader(), weights, 1_000, &mut ranks, &|_, _| {})
            .await;
        (done, ranks.0)
    };
    let same = replay(Weights::CURRENT_FILE).await;
    assert_eq!(same.0.unwrap().ranks, 0);
    // The same numbers by another name change nothing, whatever the lot among equals would be by it;
    // other numbers by the same name are no version.
    let version = format!("version = \"{}\"", Weights::current().version);
    let file = Weights::CURRENT_FILE.replace(&version, "version = \"other\"");
    assert_ne!(file, Weights::CURRENT_FILE);
    assert_eq!(replay(&file).await.0.unwrap().ranks, 0);
    let meddled = Weights::CURRENT_FILE.replace("skills = { value = 330", "skills = { value = 10");
    let said = replay(&meddled).await.0.unwrap_err().to_string();
    assert!(said.contains("a version of their own"), "{said}");
    let (wrong, _) = replay(&file.replace("same = { value = 100", "same = { value = 101")).await;
    assert!(wrong.unwrap_err().to_string().contains("0 to 100"));
    let other = file.replace("skills = { value = 330", "skills = { value = 10");
    assert_ne!(other, file);
    let (summary, ranks) = replay(&other).await;
    let summary = summary.unwrap();
    assert!(summary.ranks > 0 && summary.ranks == ranks.len() as u64);
    // Everyone of the list scored one by one by the other weights, from the records alone.
    let weights = Weights::parse(&other).unwrap();
    let plain = Plain::new(&region, &weights);
    let mut listed = 0;
    for vacancy in engine.open_vacancies().await.unwrap() {
        let list = engine
            .match_one(&reader(), vacancy.as_str(), 1_000)
            .await
            .unwrap();
        let now = list.matches.iter().map(|found| {
            let points = u16::try_from(found.points).unwrap();
            (found.person.clone().unwrap(), found.group, points)
        });
        let now: Vec<(String, Group, u16)> = now.collect();
        let then = plain.list(
            vacancy.as_str(),
            now.iter().map(|(person, ..)| person.as_str()),
        );
        let mut expected = BTreeMap::new();
        for (rank, (person, group, points)) in (1..).zip(&now) {
            let place = then.iter().position(|(other, ..)| other == person).unwrap();
            let (_, group_then, points_then) = then[place];
            if place + 1 != rank {
                let change = [
                    (rank, *group, *points),
                    (place + 1, group_then, points_then),
                ];
                expected.insert(person.as_str(), change);
            }
        }
        let own = ranks.iter().filter(|change| change.vacancy == vacancy);
        let own: BTreeMap<&str, _> = own
            .map(|change| {
                let side = |i: usize| (change.rank[i].unwrap(), change.group[i], change.points[i]);
                (change.person.as_str(), [side(0), side(1)])
            })
            .collect();
        assert_eq!(own, expected, "{vacancy}");
        listed += own.len();
    }
    assert_eq!(listed, ranks.len());
}

/// The region's records read and scored one pair at a time, by any weights.
struct Plain<'r> {
    region: &'r Region,
    weights: &'r Weights,
    reader: text::Reader,
    taxonomy: Arc<Taxonomy>,
}

impl<'r> Plain<'r> {
    fn new(region: &'r Region, weights: &'r Weights) -> Self {
        let taxonomy = Taxonomy::starter();
        let reader = text::Reader::new(Arc::clone(&taxonomy), text::Voikko::open(None).ok(), &[]);
        Self {
            region,
            weights,
            reader,
            taxonomy,
        }
    }

    /// These people for a vacancy, in order; among equals by the lot of the weights in use.
    fn list<'p>(
        &self,
        vacancy: &str,
        people: impl Iterator<Item = &'p str>,
    ) -> Vec<(&'p str, Group, u16)> {
        let mut vacancies = self.region.vacancies.iter();
        let record = vacancies.find(|v| v.id.as_str() == vacancy).unwrap();
        let ask = ask::resolve(record, &self.reader.read_vacancy(record), &self.taxonomy);
        let plan: Plan = Plan::compile(&ask, &self.taxonomy, self.weights, sample::DAY);
        let ties = TieKey::new(Weights::current(), vacancy);
        let scored = people.map(|person| {
            let mut records = self.region.jobseekers.iter();
            let of = records.find(|j| j.person.id.as_str() == person).unwrap();
            let (reading, home) = (
                self.reader.read_profile(&of.profile),
                of.person.home_municipality,
            );
            let facts = facts::resolve(&of.profile, &reading, home, &self.taxonomy, sample::DAY);
            let found = plan.assess(&facts.row());
            (person, found.group, found.points)
        });
        let mut scored: Vec<_> = scored.collect();
        scored.sort_by_key(|(person, group, points)| {
            (*group, std::cmp::Reverse(*points), ties.of(person))
        });
        scored
    }
}

#[test]
fn what_goes_with_a_run_alone_is_refused_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |rest: &[&str], says: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kohtaanto"));
        let done = command.arg("--data").arg(folder.path()).args(rest).output();
        let done = done.unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(
            !done.status.success() && said.contains(says),
            "{rest:?}: {said}"
        );
    };
    for flag in ["--out", "--changes", "--replay"] {
        refused(&["match", "V-1", flag, "file"], "goes with --all");
    }
    refused(
        &["match", "--all", "--out", "file", "--changes", "file"],
        "the same file",
    );
    refused(&["audit", "scores", "--pairs", "1000000000000"], "5000000");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
