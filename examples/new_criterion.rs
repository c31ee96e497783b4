//! A criterion of one's own: `cargo run --example new_criterion`.
//!
//! A criterion is a file that implements [`Judge`], a place in the list of criteria, and a number of
//! points with its reason in the weights. This one, `second_language`, gives points to people who
//! speak more than one language, whichever they are: a travel agency might want it. Nothing else has
//! to change: ceilings, groups, counts and explanations walk the list.

#![expect(
    clippy::print_stdout,
    reason = "an example shows what it does on stdout"
)]

use kohtaanto::domain::{Need, Profile, Reading, Vacancy};
use kohtaanto::score::criteria::{
    Commute, Education, HoursShifts, Judge, Languages, Occupation, Permits, Skills, StartContract,
    WishedOccupation, Words,
};
use kohtaanto::score::{
    Asked, Assessment, Context, Criterion, Draft, Found, Half, Held, Mark, Plan, Reason, Row, Sink,
    Weights, WeightsError, ask, facts,
};
use kohtaanto::taxonomy::Taxonomy;
use serde_json::json;

/// Judges whether two languages are held.
struct SecondLanguage {
    number: u16,
}

impl Judge for SecondLanguage {
    const CRITERION: Criterion = Criterion::named("second_language");
    const HALF: Half = Half::Work;

    /// Asks one thing of everyone, as a wish: only a `must` would decide a group. The vacancy is in
    /// `context`, for a criterion that asks something only of some.
    fn compile(_context: &Context<'_>, draft: &mut Draft) -> Self {
        let asked = Asked::Named("second_language");
        let number = draft.ask((Self::CRITERION, Self::HALF), asked, Some(Need::Should), 1);
        Self { number }
    }

    /// One finding, whose points are a share of the ceiling. Silence is not zero: a profile that
    /// lists no language at all is unknown, and its ceiling goes to `points_open`.
    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        let found = match row.language_count() {
            0 => Found::unknown(Reason::NotSaid),
            1 => Found::met(Held::Nothing, Reason::Named("one language")).earning(30),
            _ => Found::met(Held::Nothing, Reason::Named("two languages or more")),
        };
        mark.found(self.number, found);
    }
}

/// The list: the ten built-in criteria, and the one more.
type WithSecondLanguage = (
    Skills,
    Occupation,
    Languages,
    Permits,
    Education,
    Words,
    WishedOccupation,
    Commute,
    HoursShifts,
    StartContract,
    SecondLanguage,
);

/// The built-in weights with one more number, which must say why it is what it is, and a version of
/// its own, which every answer echoes.
fn weights() -> Result<Weights, WeightsError> {
    let line = "second_language = { value = 50, reason = \"Customers come from everywhere.\" }";
    let version = |version: &str| format!("version = \"{version}\"");
    let current = &Weights::current().version;
    let file = Weights::CURRENT_FILE
        .replace(&version(current), &version(&format!("{current}-travel")))
        .replace("[criteria]\n", &format!("[criteria]\n{line}\n"));
    Weights::parse(&file)
}

/// The plan of a vacancy, and a profile judged by it.
fn judged(
    vacancy: serde_json::Value,
    profile: serde_json::Value,
) -> anyhow::Result<(Plan<WithSecondLanguage>, Assessment)> {
    let (vacancy, profile): (Vacancy, Profile) = (
        serde_json::from_value(vacancy)?,
        serde_json::from_value(profile)?,
    );
    let (taxonomy, read) = (Taxonomy::starter(), Reading::default());
    let day = jiff::civil::date(2026, 11, 23);
    let ask = ask::resolve(&vacancy, &read, &taxonomy);
    let plan = Plan::compile(&ask, &taxonomy, &weights()?, day);
    let facts = facts::resolve(&profile, &read, None, &taxonomy, day);
    let assessment = plan.assess(&facts.row());
    Ok((plan, assessment))
}

fn main() -> anyhow::Result<()> {
    let vacancy = json!({
        "id": "V-1",
        "languages": [{"code": "fi", "level": "B2", "need": "must"}],
        "permits": [{"code": "driving:B", "need": "should"}]
    });
    let profile = json!({
        "languages": [{"code": "fi", "native": true, "level": "C2"}, {"code": "es", "level": "B1"}],
        "permits": ["driving:B"]
    });
    let (plan, assessment) = judged(vacancy, profile)?;
    println!(
        "{}: {} of {} points",
        assessment.group, assessment.points, plan.points_max
    );
    for finding in &assessment.findings {
        let requirement = &plan.requirements[usize::from(finding.requirement)];
        println!(
            "  {:>3} of {:>3}  {:<8} {:<18} {:?}: {:?}",
            finding.points,
            requirement.ceiling,
            finding.found.state,
            requirement.criterion,
            requirement.asked,
            finding.found.reason
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kohtaanto::score::State;

    fn check(profile: serde_json::Value, state: State, percent: u16) {
        let vacancy = json!({"id": "V-1", "permits": [{"code": "driving:B", "need": "must"}]});
        let (plan, assessment) = judged(vacancy, profile).unwrap();
        let last = assessment.findings.last().unwrap();
        let requirement = &plan.requirements[usize::from(last.requirement)];
        assert_eq!(requirement.criterion.as_str(), "second_language");
        assert!(requirement.ceiling > 0);
        assert_eq!((last.found.state, last.found.share), (state, percent * 100));
        assert_eq!(
            assessment.findings.iter().map(|f| f.points).sum::<u16>(),
            assessment.points
        );
    }

    #[test]
    fn other_weights_have_a_version_of_their_own() {
        let own = weights().unwrap().version;
        assert_eq!(own, format!("{}-travel", Weights::current().version));
    }

    #[test]
    fn a_second_language_earns_and_silence_is_open() {
        check(json!({}), State::Unknown, 0);
        check(json!({"languages": [{"code": "fi"}]}), State::Met, 30);
        check(
            json!({"languages": [{"code": "fi"}, {"code": "so"}]}),
            State::Met,
            100,
        );
    }

    #[test]
    fn the_example_runs() {
        main().unwrap();
    }
}
