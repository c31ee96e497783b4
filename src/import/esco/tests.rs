//! Tests of the import, with ESCO's own files where they are at hand.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use zip::write::SimpleFileOptions;

use super::*;
use crate::taxonomy::{Relation, Why};

const HEAD: &str = "conceptType,conceptUri,preferredLabel,altLabels,status\n";

/// The shared data's folder of this name, if it is at hand.
fn shared(folder: &str) -> Option<PathBuf> {
    let root = std::env::var_os("KOHTAANTO_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = root.join(folder);
    if path.is_dir() {
        Some(path)
    } else {
        eprintln!("passed over: {} is not here", path.display());
        None
    }
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn concepts(rows: &[(&str, &str, &str)]) -> String {
    let row = |(uri, label, also): &(&str, &str, &str)| {
        format!("X,http://data.europa.eu/esco/{uri},\"{label}\",\"{also}\",released\n")
    };
    HEAD.to_owned() + &rows.iter().map(row).collect::<String>()
}

fn read_folder(files: &[(&str, &str)]) -> Result<(Taxonomy, EscoReport), EscoError> {
    read(&[folder(files).path().to_owned()], &|_, _, _| {})
}

/// The whole of ESCO 1.1.1, read once, if it is at hand.
fn esco() -> Option<&'static (Taxonomy, EscoReport)> {
    static ESCO: LazyLock<Option<(Taxonomy, EscoReport)>> = LazyLock::new(|| {
        let path = shared("esco")?;
        Some(read(&[path], &|_, done, total| assert!(done <= total)).unwrap())
    });
    ESCO.as_ref()
}

#[test]
fn all_of_esco_is_read() {
    let Some((taxonomy, report)) = esco() else {
        return;
    };
    let holds = &report.build.holds;
    assert_eq!(
        [
            holds.skills,
            holds.occupations,
            holds.isco_groups,
            holds.skill_groups
        ],
        [13_896, 3_007, 619, 640]
    );
    assert_eq!(holds.essential + holds.optional, 123_788);
    // Of 5,899 one relates a skill to itself.
    assert_eq!(holds.related, 5_898);
    // The release's files name no skill group; those of the starter get their names from it.
    let groups = Taxonomy::starter();
    let groups = groups.concepts().map(|ix| groups.kind(ix));
    let groups = groups.filter(|kind| *kind == ConceptKind::SkillGroup);
    assert_eq!(groups.count(), 176);
    assert_eq!(holds.preferred_labels[..2], [17_522 + 176, 17_522 + 176]);
    let unknown = report.build.dropped.iter();
    let unknown = unknown.filter(|d| d.what == "occupation_skill" && d.why == Why::UnknownConcept);
    assert_eq!(unknown.map(|d| d.count).sum::<u64>(), 67);
    assert_eq!(report.rejected, []);
    assert!(
        taxonomy.version().starts_with("esco-1.1.1-"),
        "{}",
        taxonomy.version()
    );
    eprintln!("{report}");
}

#[test]
fn esco_opens_at_once_and_comes_back_the_same() {
    let Some((taxonomy, _)) = esco() else { return };
    let bytes = taxonomy.to_bytes();
    let started = std::time::Instant::now();
    let back = Taxonomy::from_bytes(&bytes).unwrap();
    let took = started.elapsed();
    eprintln!("{} bytes opened in {took:?}", bytes.len());
    assert!(took.as_millis() < 2_000, "{took:?}");
    assert_eq!(back.version(), taxonomy.version());
    assert!(back.to_bytes() == bytes);
}

#[test]
fn the_starter_is_all_in_esco() {
    let Some((taxonomy, _)) = esco() else { return };
    let starter = Taxonomy::starter();
    for ix in starter.concepts() {
        let uri = starter.uri(ix);
        let found = taxonomy.find(uri);
        let kinds = (found.map(|ix| taxonomy.kind(ix)), Some(starter.kind(ix)));
        assert_eq!(kinds.0, kinds.1, "{uri} {}", starter.label(ix, Lang::Fi));
        let ix = found.unwrap();
        assert_eq!(taxonomy.find(taxonomy.uri(ix)), Some(ix));
    }
}

/// How the held concept stands to the asked one, both by their English names in ESCO.
fn check_near(asked: &str, held: &str, expected: Option<&str>) {
    let Some((taxonomy, _)) = esco() else { return };
    let named = |label: &str| {
        let mut concepts = taxonomy.concepts();
        concepts.find(|ix| taxonomy.label(*ix, Lang::En) == label)
    };
    let (asked_ix, held_ix) = (named(asked).unwrap(), named(held).unwrap());
    let skills = taxonomy.near_skills(asked_ix).into_iter();
    let skills = skills.map(|(ix, relation)| (ix, relation.as_str()));
    let occupations = taxonomy.near_occupations(asked_ix).into_iter();
    let occupations = occupations.map(|(ix, relation)| (ix, relation.as_str()));
    let found = skills.chain(occupations).find(|(ix, _)| *ix == held_ix);
    assert_eq!(
        found.map(|(_, r)| r),
        expected,
        "asked {asked}, held {held}"
    );
}

#[test]
fn what_is_near_in_esco_is_what_a_colleague_would_say() {
    let check = check_near;
    let tig = "perform tungsten inert gas welding";
    check(tig, "perform metal inert gas welding", Some("same_group"));
    check(tig, "work in teams", None);
    check(
        "work in teams",
        "work in a construction team",
        Some("narrower"),
    );
    check(
        "work in a construction team",
        "work in teams",
        Some("broader"),
    );
    check("Java (computer programming)", "C#", Some("sibling"));
    check("JavaScript", "use scripting programming", Some("related"));
    let nurse = "nurse responsible for general care";
    check(nurse, "specialist nurse", Some("shared_skills_half"));
    check(nurse, "pharmacist", None);
    check("nurse assistant", "healthcare assistant", Some("broader"));
    check("electrician", "domestic electrician", Some("narrower"));
    check("cook", "kitchen assistant", Some("shared_skills_half"));
    check("building cleaner", "train cleaner", Some("same_unit_group"));
    check(
        "web developer",
        "software analyst",
        Some("same_minor_group"),
    );
}

#[test]
fn symmetric_relations_of_esco_hold_both_ways() {
    let Some((taxonomy, _)) = esco() else { return };
    // A sibling two steps up is narrower from above: a relation of the hierarchy goes before.
    let is_directed = |r: Relation| matches!(r, Relation::Narrower | Relation::Broader);
    for asked in taxonomy.skills() {
        for (held, relation) in taxonomy.near_skills(asked) {
            let mut back = taxonomy.near_skills(held).into_iter();
            let back = back.find(|(ix, _)| *ix == asked).map(|(_, r)| r);
            let holds = is_directed(relation)
                || back.is_some_and(|back| back == relation || is_directed(back));
            assert!(
                holds,
                "{} {}: {relation}, {back:?}",
                taxonomy.uri(asked),
                taxonomy.uri(held)
            );
        }
    }
}

#[test]
fn several_values_stand_one_a_line_in_a_cell() {
    let (taxonomy, report) = read_folder(&[
        (
            "skills_en.csv",
            &concepts(&[("skill/a", "lift, carry", "move things\nlift loads\n")]),
        ),
        (
            "occupations_en.csv",
            &concepts(&[("occupation/o", "mover", "")]),
        ),
    ])
    .unwrap();
    let lift = taxonomy.find("http://data.europa.eu/esco/skill/a").unwrap();
    let labels: Vec<_> = taxonomy.labels(lift).collect();
    assert_eq!(
        labels,
        [
            (Lang::En, "lift, carry", true),
            (Lang::En, "lift loads", false),
            (Lang::En, "move things", false)
        ]
    );
    assert_eq!(report.languages_missing, [Lang::Fi, Lang::Sv]);
    assert!(
        report
            .tables_missing
            .contains(&"occupationSkillRelations.csv".to_owned())
    );
    assert_eq!(taxonomy.label(lift, Lang::Fi), "lift, carry");
}

#[test]
fn a_wrong_file_is_named_and_skipped() {
    let (_, report) = read_folder(&[
        ("skills_fi.csv", &concepts(&[("skill/a", "nostaa", "")])),
        (
            "occupations_fi.csv",
            &concepts(&[("occupation/o", "muuttaja", "")]),
        ),
        ("skills_sv.csv", "id,name\n1,lyfta\n"),
        ("skills_de.csv", HEAD),
        ("palkat.csv", "a,b\n"),
        ("notes.txt", "…"),
        ("conceptSchemes_fi.csv", "…"),
    ])
    .unwrap();
    let told: Vec<(&str, &str)> = report
        .skipped
        .iter()
        .map(|s| (s.name.rsplit('/').next().unwrap(), s.why.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "notes.txt",
                "it is no CSV file; ESCO's download is needed in its CSV form"
            ),
            (
                "palkat.csv",
                "it has not the name of a file of ESCO's download"
            ),
            (
                "skills_de.csv",
                "its language `de` is none of the service's: fi, sv, en"
            ),
            (
                "skills_sv.csv",
                "it lacks the column conceptUri, preferredLabel of ESCO's skills_sv.csv; its columns are id, name"
            ),
        ]
    );
    assert_eq!(report.set_aside, 1);
}

#[test]
fn a_bad_row_is_rejected_and_the_others_stay() {
    let (taxonomy, report) = read_folder(&[
        (
            "skills_fi.csv",
            &(concepts(&[("skill/a", "nostaa", "")])
                + "X,nonsense,kantaa,,released\nX,http://data.europa.eu/esco/skill/b,työntää,,obsolete\n"),
        ),
        ("occupations_fi.csv", &concepts(&[("occupation/o", "muuttaja", "")])),
    ])
    .unwrap();
    assert_eq!(taxonomy.skills_len(), 1);
    let told: Vec<_> = report
        .rejected
        .iter()
        .map(|r| (r.line, r.why.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                3,
                "conceptUri is `nonsense`, not a URI of ESCO (http://data.europa.eu/…)"
            ),
            (4, "its status is `obsolete`, not `released`"),
        ]
    );
}

#[test]
fn nothing_of_use_says_what_was_expected() {
    let error = |files: &[(&str, &str)]| read_folder(files).unwrap_err().to_string();
    assert!(error(&[]).contains("no file was there"), "{}", error(&[]));
    let relations = error(&[("skillSkillRelations.csv", "a,b\n")]);
    assert!(
        relations.contains("expected zips or folders"),
        "{relations}"
    );
    let missing = read(&[PathBuf::from("no/such/place")], &|_, _, _| {}).unwrap_err();
    assert_eq!(missing.to_string(), "cannot read no/such/place");
}

#[test]
fn a_zip_that_would_flood_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fi.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    zip.start_file("skills_fi.csv", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(&vec![b' '; 8 << 20]).unwrap();
    zip.finish().unwrap();
    let error = read(std::slice::from_ref(&path), &|_, _, _| {}).unwrap_err();
    assert!(matches!(error, EscoError::ZipLimit { .. }), "{error}");
    std::fs::write(&path, b"PK\x03\x04 and no more").unwrap();
    let error = read(&[path], &|_, _, _| {}).unwrap_err();
    assert!(matches!(error, EscoError::Zip { .. }), "{error}");
}

#[test]
fn one_more_language_adds_to_what_was_there() {
    let (before, _) = read_folder(&[
        ("skills_fi.csv", &concepts(&[("skill/a", "nostaa", "")])),
        (
            "occupations_fi.csv",
            &concepts(&[("occupation/o", "muuttaja", "")]),
        ),
    ])
    .unwrap();
    let more = folder(&[("skills_sv.csv", &concepts(&[("skill/a", "lyfta", "")]))]);
    let (both, _) = read_onto(Some(&before), &[more.path().to_owned()], &|_, _, _| {}).unwrap();
    let lift = both.find("http://data.europa.eu/esco/skill/a").unwrap();
    assert_eq!(
        (both.label(lift, Lang::Fi), both.label(lift, Lang::Sv)),
        ("nostaa", "lyfta")
    );
    assert_ne!(both.version(), before.version());
}

#[test]
fn what_would_be_lost_is_named() {
    let one = |name: &str, label: &str| {
        let name_of_work = name.replace("skills", "occupations");
        let skills = concepts(&[("skill/a", label, "")]);
        let work = concepts(&[("occupation/o", label, "")]);
        read_folder(&[(name, &skills), (&name_of_work, &work)])
            .unwrap()
            .0
    };
    let (finnish, swedish) = (
        one("skills_fi.csv", "nostaa"),
        one("skills_sv.csv", "lyfta"),
    );
    assert_eq!(losses(&finnish, &finnish), Vec::<String>::new());
    assert_eq!(losses(&finnish, &swedish), ["labels in `fi`"]);
    assert_eq!(
        losses(&Taxonomy::starter(), &finnish),
        [
            "labels in `sv`",
            "labels in `en`",
            "relations of occupations and skills"
        ]
    );
}

#[test]
fn the_release_is_in_the_name_of_the_download() {
    let name = "Downloads/ESCO dataset - v1.2.0 - classification - fi - csv.zip";
    assert_eq!(version_in(name).as_deref(), Some("1.2.0"));
    assert_eq!(version_in("fi.zip/vaativat_v.csv"), None);
}

/// The everyday words of `text` name what they say they name: each target is a concept of the release, of
/// the line's kind, under the label that the line gives.
#[test]
fn everyday_words_name_concepts_of_the_release() {
    let Some((taxonomy, _)) = esco() else {
        return;
    };
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/words");
    let mut wrong = Vec::new();
    for lang in ["fi", "sv", "en"] {
        for file in std::fs::read_dir(words.join(lang)).unwrap() {
            let path = file.unwrap().path();
            let table = std::fs::read_to_string(&path).unwrap();
            for (n, line) in (1..).zip(table.lines()) {
                let cells: Vec<&str> = line.split('\t').collect();
                let [_, kind @ ("occupation" | "skill"), targets, labels] = cells[..] else {
                    continue;
                };
                let found: Vec<&str> = targets
                    .split('|')
                    .filter(|target| *target != "-")
                    .map(|target| {
                        taxonomy
                            .find(&format!("http://data.europa.eu/esco/{kind}/{target}"))
                            .map_or("no such concept", |ix| taxonomy.label(ix, Lang::En))
                    })
                    .collect();
                let said: Vec<&str> = labels.split(" | ").collect();
                if !found.is_empty() && found != said {
                    wrong.push(format!("{}:{n}: {said:?} is {found:?}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
