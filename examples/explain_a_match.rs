//! From two records to an explained match: `cargo run --example explain_a_match`.
//!
//! A vacancy and a jobseeker are read from `examples/data/`, put into an engine in a temporary
//! directory, and matched. What comes out is the calculation itself: every point stands beside its
//! ceiling, its state and its reason, and the parts are the score.

#![expect(
    clippy::print_stdout,
    reason = "an example shows what it does on stdout"
)]

use anyhow::Result;
use kohtaanto::domain::{Jobseeker, Lang, Role, Vacancy};
use kohtaanto::engine::answer::Match;
use kohtaanto::engine::{Engine, Options, Reader};

/// The day on which the match is made: cards expire, so it matters.
const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

#[tokio::main]
async fn main() -> Result<()> {
    print_match(&explained().await?);
    Ok(())
}

/// The match of the two records.
async fn explained() -> Result<Match> {
    // Records are plain JSON. An unknown field or code is an error that names the nearest right one.
    let vacancy: Vacancy = serde_json::from_str(include_str!("data/vacancy.json"))?;
    let jobseeker: Jobseeker = serde_json::from_str(include_str!("data/jobseeker.json"))?;

    // A data directory is made with the built-in starter taxonomy.
    let folder = tempfile::tempdir()?;
    let options = Options {
        as_of: Some(DAY),
        ..Options::new(folder.path())
    };
    let engine = Engine::init(options).await?;
    engine.put_vacancies(std::slice::from_ref(&vacancy)).await?;
    engine
        .put_jobseekers(std::slice::from_ref(&jobseeker), None)
        .await?;

    // Whoever reads says who they are and what for: both go on the ledger before the answer leaves.
    let reader = Reader::staff(Role::Coordinator, "example", "to explain a match", Lang::En);
    let (vacancy, person) = (vacancy.id.as_str(), jobseeker.person.id.as_str());
    let found = engine.explain(&reader, vacancy, person).await?;
    engine.close().await;
    Ok(found)
}

fn print_match(found: &Match) {
    let Match {
        group,
        points,
        points_max,
        points_open,
        ..
    } = found;
    println!("{group}: {points} of {points_max} points, {points_open} open");
    for part in &found.parts {
        println!(
            "\n{} ({}): {} of {}",
            part.label, part.half, part.points, part.points_max
        );
        for finding in &part.findings {
            println!(
                "  {:>3} of {:>3}  {:<8} {} — {}",
                finding.points, finding.points_max, finding.state, finding.label, finding.because
            );
            for evidence in &finding.evidence {
                println!("                      in {}", evidence.field);
            }
        }
    }
    println!("\nMissing:");
    for missing in &found.missing {
        let days = missing
            .days
            .map_or(String::new(), |days| format!(", about {days} days"));
        println!("  {} ({}{days})", missing.label, missing.class);
    }
    println!("To ask:");
    for unknown in &found.unknown {
        println!("  {}", unknown.ask);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kohtaanto::engine::answer::{Group, MissingClass, State};

    #[tokio::test]
    async fn a_welder_with_an_expired_card_and_a_little_too_little_finnish() {
        let found = explained().await.unwrap();
        print_match(&found);
        assert_eq!(found.group, Group::FitsIf);
        assert_eq!(
            found.parts.iter().map(|p| p.points).sum::<u32>(),
            found.points
        );
        let missing: Vec<_> = found
            .missing
            .iter()
            .map(|m| (m.what.as_str(), m.class))
            .collect();
        assert!(
            missing.contains(&("card:hot_work", MissingClass::Trainable)),
            "{missing:?}"
        );
        assert!(
            missing.contains(&("language:fi", MissingClass::Trainable)),
            "{missing:?}"
        );
        assert!(
            missing.contains(&("shifts", MissingClass::Negotiable)),
            "{missing:?}"
        );
        let findings = found.parts.iter().flat_map(|p| &p.findings);
        let states: Vec<_> = findings.map(|f| (f.asked.as_str(), f.state)).collect();
        assert!(states.contains(&("language:fi", State::Near)), "{states:?}");
    }
}
