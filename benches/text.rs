//! Reading words: an advert to concepts, a phrase to a concept, a phrase to a list, the reader itself.
//!
//! With the built-in taxonomy, or with ESCO's full release where the folder of shared data
//! (`KOHTAANTO_SHARED`, else `../shared`) holds its download. Each bench checks its answer too. The
//! budget that stands beside it is for one core of an ordinary server and the full release.
//!
//! `cargo bench --bench text -- --quick`

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kohtaanto::domain::{ConceptKind, Lang};
use kohtaanto::import::esco;
use kohtaanto::taxonomy::Taxonomy;
use kohtaanto::text::{Linker, Reader, Side, Voikko};

/// An advert as employers write them, about 150 words.
const ADVERT: &str = "Etsimme kahta lähihoitajaa Koivurannan hoivakotiin Tampereelle. \
    Työ on kolmivuorotyötä ja alkaa tammikuussa tai sopimuksen mukaan. Yksikössämme asuu kolmekymmentä \
    ikäihmistä, joista monella on muistisairaus. Tehtäviisi kuuluvat asukkaiden perushoito, lääkehoidon \
    toteutus, kirjaaminen asiakastietojärjestelmään ja yhteydenpito omaisiin. Ohjaat myös opiskelijoita.\n\
    Edellytämme sinulta:\n- lähihoitajan tutkintoa\n- voimassa olevia lääkelupia tai valmiutta suorittaa ne\n\
    - hygieniapassia\n- hyvää suomen kielen taitoa\nKatsomme eduksi kokemuksen vanhustyöstä, \
    saattohoito-osaamisen ja B-ajokortin. Ruotsin kieli on plussaa. Emme vaadi aiempaa kokemusta \
    hoivakodista, sillä perehdytämme sinut huolella. Arvostamme rauhallista otetta, joustavuutta ja halua \
    kehittää omaa työtä.\nTarjoamme vakituisen työsuhteen, kattavan työterveyshuollon, lounasedun, \
    liikuntaedun ja mukavan työporukan. Palkka määräytyy yksityisen sosiaalialan työehtosopimuksen mukaan. \
    Hae viimeistään 31.12. sähköpostilla. Lisätietoja antaa hoivakodin esihenkilö arkisin kello kahdesta \
    neljään. Tervetuloa joukkoomme!";

/// Phrases that are no labels: words in other forms, with places, with slips of the pen.
const TITLES: [&str; 4] = [
    "lähihoitaja iltavuoroon Tampereelle",
    "trukinkuljettajia varastolle",
    "sairaahoitaja",
    "kirjanpitäjän sijainen",
];
const SKILLS: [&str; 4] = [
    "asiakkaiden palveleminen",
    "levyjen hitsaaminen",
    "kassan hoitaminen",
    "kirjanpito pienille yrityksille",
];

fn taxonomy() -> Arc<Taxonomy> {
    let shared = std::env::var_os("KOHTAANTO_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let zips: Vec<PathBuf> = ["en", "fi", "sv", "relations"]
        .iter()
        .map(|name| shared.join(format!("esco/{name}.zip")))
        .collect();
    if zips.iter().any(|zip| !zip.exists()) {
        eprintln!(
            "no ESCO download in {}: the built-in taxonomy is read",
            shared.display()
        );
        return Taxonomy::starter();
    }
    match esco::read(&zips, &|_, _, _| ()) {
        Ok((taxonomy, _)) => Arc::new(taxonomy),
        Err(reason) => {
            eprintln!("{reason}: the built-in taxonomy is read");
            Taxonomy::starter()
        }
    }
}

fn adverts(c: &mut Criterion, taxonomy: &Arc<Taxonomy>) {
    let mut group = c.benchmark_group("extract");
    group.throughput(Throughput::Elements(1));
    // Budget: 1 ms without libvoikko, 3 ms with it, its cache warm.
    for (name, voikko) in [("plain", None), ("voikko", Voikko::open(None).ok())] {
        if name == "voikko" && voikko.is_none() {
            eprintln!("no libvoikko on this machine: passed over");
            continue;
        }
        let reader = Reader::new(Arc::clone(taxonomy), voikko, &[]);
        let read = reader.extract(ADVERT, None, Side::Vacancy);
        assert_eq!(read.language, Some(Lang::Fi));
        assert!(read.concepts.iter().any(|found| found.id == "card:hygiene"));
        group.bench_function(name, |b| {
            b.iter(|| reader.extract(black_box(ADVERT), None, Side::Vacancy));
        });
    }
    group.finish();
}

fn phrases(c: &mut Criterion, taxonomy: &Arc<Taxonomy>) {
    let reader = Reader::new(Arc::clone(taxonomy), None, &[]);
    let mut group = c.benchmark_group("normalise");
    // Budget for a phrase: 5 ms in one language, 8 ms in three.
    for (name, kind, phrases) in [
        ("title", ConceptKind::Occupation, TITLES),
        ("skill", ConceptKind::Skill, SKILLS),
    ] {
        group.throughput(Throughput::Elements(phrases.len() as u64));
        assert!(
            !reader
                .normalise(phrases[0], kind, Some(Lang::Fi), 10)
                .is_empty()
        );
        group.bench_function(name, |b| {
            b.iter(|| {
                for phrase in phrases {
                    black_box(reader.normalise(black_box(phrase), kind, Some(Lang::Fi), 10));
                }
            });
        });
    }
    // Against a list, the phrase is held against the taxonomy's labels in three languages too.
    let list: Vec<(String, String)> = taxonomy
        .occupations()
        .map(|ix| {
            (
                taxonomy.uri(ix).to_owned(),
                taxonomy.label(ix, Lang::Fi).to_owned(),
            )
        })
        .collect();
    let linker = Linker::new(&reader, list, ConceptKind::Occupation, Some(Lang::Fi));
    assert!(!linker.link(&reader, TITLES[0], 10).is_empty());
    group.throughput(Throughput::Elements(TITLES.len() as u64));
    group.bench_function("title against a list, in three languages", |b| {
        b.iter(|| {
            for phrase in TITLES {
                black_box(linker.link(&reader, black_box(phrase), 10));
            }
        });
    });
    group.finish();
}

fn making(c: &mut Criterion, taxonomy: &Arc<Taxonomy>) {
    let mut group = c.benchmark_group("reader");
    group.sample_size(10);
    // Budget: 1 s.
    group.bench_function("made", |b| {
        b.iter(|| Reader::new(Arc::clone(taxonomy), None, &[]).prepare());
    });
    group.finish();
}

fn all(c: &mut Criterion) {
    let taxonomy = taxonomy();
    adverts(c, &taxonomy);
    phrases(c, &taxonomy);
    making(c, &taxonomy);
}

criterion_group!(text, all);
criterion_main!(text);
