//! What trades ask: permits, shifts, education, line of business, by ISCO-08 group.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::random::Random;
use crate::domain::{Cefr, ConceptUri, EducationLevel, PermitCode, Shift};
use crate::taxonomy::{ConceptIx, Taxonomy};

/// A trade, for every occupation whose ISCO code begins with `isco`; the longest beginning counts.
pub(super) struct Trade {
    /// First digits of the ISCO code.
    isco: &'static str,
    /// Relative share of people and vacancies.
    weight: usize,
    /// Permits that most vacancies ask as a must.
    pub(super) must: Vec<PermitCode>,
    /// Permits that are wished for.
    pub(super) should: Vec<PermitCode>,
    /// Shifts that occur.
    pub(super) shifts: Vec<Shift>,
    /// Usual education.
    pub(super) education: EducationLevel,
    /// Level of the working language that is asked.
    pub(super) language: Cefr,
    /// Line of business in an employer's name.
    pub(super) line: &'static str,
    /// Usual pay in euros a month, from.
    pub(super) pay: u16,
}

/// The trades, from the table beside this file. None asks `card:welder_9606`: the region's TIG post
/// is one that nobody fits.
static TRADES: LazyLock<Vec<Trade>> = LazyLock::new(|| {
    include_str!("trades.tsv")
        .lines()
        .skip(1)
        .filter_map(trade)
        .collect()
});

fn trade(line: &'static str) -> Option<Trade> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let cell = |number: usize| cells.get(number).copied();
    let permits = |number| -> Option<Vec<PermitCode>> {
        cell(number)?
            .split_whitespace()
            .map(|code| code.parse().ok())
            .collect()
    };
    Some(Trade {
        isco: cell(0)?,
        weight: cell(1)?.parse().ok()?,
        must: permits(2)?,
        should: permits(3)?,
        shifts: cell(4)?
            .split(' ')
            .map(|shift| shift.parse().ok())
            .collect::<Option<_>>()?,
        education: cell(5)?.parse().ok()?,
        language: cell(6)?.parse().ok()?,
        line: cell(7)?,
        pay: cell(8)?.parse().ok()?,
    })
}

/// How many of an occupation's essential skills are its core.
const CORE: usize = 10;

/// Skills that nobody of the region has, though its firms ask for them: TIG welding.
const SCARCE: [&str; 1] = ["http://data.europa.eu/esco/skill/a51adea8-bf02-488a-a0d8-b0961caca5b0"];

/// An occupation of the region with its trade.
#[derive(Clone, Copy)]
pub(super) struct Work {
    /// The occupation.
    pub(super) occupation: ConceptIx,
    /// Its trade.
    pub(super) trade: &'static Trade,
}

/// The region's labour market: a taxonomy and its occupations with their trades.
pub(super) struct Market<'a> {
    /// The taxonomy.
    pub(super) taxonomy: &'a Taxonomy,
    works: Vec<Work>,
    /// What nobody has.
    scarce: Vec<ConceptIx>,
    /// Codes of the occupations that nobody does, since they take what nobody has; so with all that is
    /// narrower.
    undone: Vec<String>,
}

impl<'a> Market<'a> {
    /// The market of a taxonomy's occupations.
    pub(super) fn new(taxonomy: &'a Taxonomy) -> Self {
        let work = |occupation| {
            let isco = taxonomy.isco(occupation).unwrap_or_default();
            let fitting = TRADES.iter().filter(|trade| isco.starts_with(trade.isco));
            let trade = fitting.max_by_key(|trade| trade.isco.len())?;
            Some(Work { occupation, trade })
        };
        let scarce: Vec<ConceptIx> = SCARCE.iter().filter_map(|uri| taxonomy.find(uri)).collect();
        let take_it = scarce
            .iter()
            .flat_map(|skill| taxonomy.essential_for(*skill));
        let codes = take_it.filter_map(|occupation| taxonomy.isco(*occupation));
        Self {
            taxonomy,
            works: taxonomy.occupations().filter_map(work).collect(),
            undone: codes.map(str::to_owned).collect(),
            scarce,
        }
    }

    /// Whether somebody of the region does this work.
    fn is_done(&self, work: &Work) -> bool {
        let code = self.taxonomy.isco(work.occupation).unwrap_or_default();
        let within = |undone: &String| {
            let rest = code.strip_prefix(undone.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        !self.undone.iter().any(within)
    }

    /// The work that somebody does: as drawn, or the first of its minor group where nobody does that.
    pub(super) fn done(&self, random: &mut Random) -> Option<Work> {
        let drawn = self.work(random)?;
        let minor = |w: &Work| self.minor_group(w);
        let mut instead = self.works.iter().filter(|w| minor(w) == minor(&drawn));
        match self.is_done(&drawn) {
            true => Some(drawn),
            false => instead.find(|w| self.is_done(w)).copied(),
        }
    }

    /// Skills that somebody who does a work has.
    pub(super) fn held(&self, random: &mut Random, work: Work, count: usize) -> Vec<ConceptIx> {
        let mut skills = self.skills(random, work, count);
        skills.retain(|skill| !self.scarce.contains(skill));
        skills
    }

    /// The ISCO minor group of a work.
    fn minor_group(&self, work: &Work) -> Option<&str> {
        let isco = self.taxonomy.isco(work.occupation)?;
        isco.get(..3)
    }

    /// One occupation of the market, by its weight.
    pub(super) fn work(&self, random: &mut Random) -> Option<Work> {
        random
            .weighted(&self.works, |work| work.trade.weight)
            .copied()
    }

    /// Another occupation of the same or a near trade that somebody does: the same ISCO minor group.
    pub(super) fn near(&self, random: &mut Random, work: Work) -> Option<Work> {
        let near: Vec<Work> = self
            .works
            .iter()
            .filter(|w| self.minor_group(w) == self.minor_group(&work) && self.is_done(w))
            .copied()
            .collect();
        random.pick(&near).copied()
    }

    /// Skills of an occupation: three quarters of them from its core, which are its most specific
    /// essential ones, the rest from what else belongs to it. So what is asked is often held.
    pub(super) fn skills(&self, random: &mut Random, work: Work, count: usize) -> Vec<ConceptIx> {
        let mut core = self.taxonomy.essential_skills(work.occupation).to_vec();
        core.sort_by_key(|skill| Reverse(self.taxonomy.specificity(*skill)));
        let mut other = core.split_off(core.len().min(CORE));
        other.extend(self.taxonomy.optional_skills(work.occupation));
        let mut skills = random.several(&core, count - count / 4);
        skills.extend(random.several(&other, count / 4));
        skills
    }

    /// A concept's URI.
    pub(super) fn uri(&self, ix: ConceptIx) -> Option<ConceptUri> {
        self.taxonomy.uri(ix).parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_trade() {
        assert_eq!(TRADES.len(), include_str!("trades.tsv").lines().count() - 1);
        let welder: PermitCode = "card:welder_9606".parse().unwrap();
        let asks = |trade: &Trade| trade.must.contains(&welder) || trade.should.contains(&welder);
        assert!(!TRADES.iter().any(asks));
    }
}
