//! A synthetic region, searched by words and looked at for gaps: `cargo run --example search_region`.
//!
//! The region is the demo's: Pirkanmaa's places and trades with people who do not exist. The same
//! seed gives the same region everywhere.

#![expect(
    clippy::print_stdout,
    reason = "an example shows what it does on stdout"
)]

use anyhow::Result;
use kohtaanto::domain::{Lang, Role};
use kohtaanto::engine::answer::SearchResult;
use kohtaanto::engine::{Engine, GapKind, GapsQuery, Options, PlaceKind, Reader, SearchQuery};
use kohtaanto::sample;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let engine = region(folder.path()).await?;
    for words in ["hitsaaja", "svetsare", "trukki*"] {
        print_hits(words, &people(&engine, words).await?);
    }
    println!("\nAsked more than held, in the whole region:");
    for (label, demand, supply) in gaps(&engine).await?.into_iter().take(10) {
        println!("  {label}: {demand} sought, {supply} hold it");
    }
    engine.close().await;
    Ok(())
}

/// A small region in an engine.
async fn region(folder: &std::path::Path) -> Result<Engine> {
    let options = Options {
        as_of: Some(sample::DAY),
        ..Options::new(folder)
    };
    let engine = Engine::init(options).await?;
    let region = sample::region(1, 200, 60);
    engine.put_vacancies(&region.vacancies).await?;
    engine.put_jobseekers(&region.jobseekers, None).await?;
    Ok(engine)
}

/// People by words, in any of the three languages: base forms and parts of compounds count.
async fn people(engine: &Engine, words: &str) -> Result<SearchResult> {
    let reader = Reader::staff(Role::Coordinator, "example", "to show a search", Lang::En);
    let query = SearchQuery {
        text: words.to_owned(),
        limit: Some(5),
        ..SearchQuery::default()
    };
    Ok(engine.search_people(&reader, query).await?)
}

fn print_hits(words: &str, found: &SearchResult) {
    println!("\n`{words}`: {} people", found.total);
    for hit in &found.hits {
        println!("  {} {} — {}", hit.id, hit.label, hit.headline);
    }
}

/// What is asked more than held, most wanting first: name, people sought, people who hold it.
/// A supply of one to four people is kept back, so that nobody is recognised by a number.
async fn gaps(engine: &Engine) -> Result<Vec<(String, u64, u64)>> {
    let query = GapsQuery {
        lang: Some(Lang::En),
        ..GapsQuery::default()
    };
    let table = engine.gaps(query).await?;
    let everywhere = table
        .rows
        .into_iter()
        .filter(|row| row.place == PlaceKind::All);
    let mut wanting: Vec<(i64, String, u64, u64)> = everywhere
        .filter(|row| row.kind != GapKind::Occupation)
        .filter_map(|row| {
            let gap = row.gap.filter(|gap| *gap > 0)?;
            Some((gap, row.label, row.demand, row.supply?))
        })
        .collect();
    wanting.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Ok(wanting
        .into_iter()
        .map(|(_, label, demand, supply)| (label, demand, supply))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn welders_are_found_and_gaps_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        let engine = region(folder.path()).await.unwrap();
        let found = people(&engine, "hitsaaja").await.unwrap();
        print_hits("hitsaaja", &found);
        assert!(found.total > 0 && !found.hits.is_empty() && found.hits.len() <= 5);
        let none = people(&engine, "hitsaaja -hitsaaja").await.unwrap();
        assert_eq!(none.total, 0);
        let gaps = gaps(&engine).await.unwrap();
        assert!(!gaps.is_empty());
        assert!(gaps.iter().all(|(_, demand, supply)| demand > supply));
    }
}
