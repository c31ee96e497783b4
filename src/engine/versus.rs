//! Why one person stands above another for a vacancy: part by part, from the same findings.

use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{Criterion, Finding, Match, Part, Versions};
use super::{Engine, EngineError, Reader};
use crate::domain::VacancyId;

/// Two people for one vacancy, compared.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Versus {
    /// The vacancy.
    pub vacancy: VacancyId,
    /// What the answer was made with.
    pub versions: Versions,
    /// The first person named.
    pub first: Match,
    /// The second person named.
    pub second: Match,
    /// The first's points less the second's.
    pub points: i32,
    /// Whether the order comes from the group, before any points.
    pub by_group: bool,
    /// Criterion by criterion, in the order of the list: the differences sum to `points`.
    pub parts: Vec<Difference>,
}

/// One criterion's share of the difference.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Difference {
    /// Which criterion.
    #[schema(value_type = String)]
    pub criterion: Criterion,
    /// Its name in the reader's language.
    pub label: String,
    /// The first's points.
    pub first: u32,
    /// The second's points.
    pub second: u32,
    /// The first's less the second's.
    pub points: i32,
    /// The findings that differ.
    pub findings: Vec<FindingDifference>,
}

/// One requirement's share of the difference.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FindingDifference {
    /// Name of what was asked.
    pub label: String,
    /// The first's less the second's points.
    pub points: i32,
    /// Why the first has what it has.
    pub first: String,
    /// Why the second has what it has.
    pub second: String,
}

impl Engine {
    /// Why one above the other: both opened, and the difference of each part.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a vacancy or person that is not there for this reader.
    pub async fn versus(
        &self,
        reader: &Reader,
        vacancy: &str,
        a: &str,
        b: &str,
    ) -> Result<Versus, EngineError> {
        if a == b {
            return Err(EngineError::invalid(
                "/versus",
                b,
                "the same person twice: name another to compare with",
            ));
        }
        let list = self.opened(reader, vacancy, &[a, b]).await?;
        let (vacancy, versions) = (list.vacancy, list.versions);
        let mut both = list.matches.into_iter();
        match (both.next(), both.next()) {
            (Some(first), Some(second)) => Ok(Versus {
                vacancy,
                versions,
                points: signed(first.points) - signed(second.points),
                by_group: first.group != second.group,
                parts: first
                    .parts
                    .iter()
                    .map(|part| difference(part, &second))
                    .collect(),
                first,
                second,
            }),
            _ => Err(EngineError::NotFound { what: "person" }),
        }
    }
}

fn signed(points: u32) -> i32 {
    i32::try_from(points).unwrap_or(i32::MAX)
}

fn difference(part: &Part, second: &Match) -> Difference {
    let other = second.parts.iter().find(|p| p.criterion == part.criterion);
    let mut of_other: Vec<&Finding> = other.iter().flat_map(|p| &p.findings).collect();
    let mut findings = Vec::new();
    for finding in &part.findings {
        // What is asked at two levels is found twice under one name: the first belongs to the first.
        let at = of_other.iter().position(|f| f.asked == finding.asked);
        let other = at.map(|at| of_other.remove(at));
        let points = signed(finding.points) - other.map_or(0, |o| signed(o.points));
        // What earns no points can decide a group.
        let decides = other.is_some_and(|o| o.state != finding.state);
        if points != 0 || decides {
            findings.push(FindingDifference {
                label: finding.label.clone(),
                points,
                first: finding.because.clone(),
                second: other.map(|o| o.because.clone()).unwrap_or_default(),
            });
        }
    }
    for finding in of_other.into_iter().filter(|f| f.points != 0) {
        findings.push(FindingDifference {
            label: finding.label.clone(),
            points: -signed(finding.points),
            first: String::new(),
            second: finding.because.clone(),
        });
    }
    let theirs = other.map_or(0, |p| p.points);
    Difference {
        criterion: part.criterion,
        label: part.label.clone(),
        first: part.points,
        second: theirs,
        points: signed(part.points) - signed(theirs),
        findings,
    }
}
