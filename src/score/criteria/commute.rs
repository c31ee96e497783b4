//! The way to work: from the municipality copied into the profile to the vacancy's, an estimate.

use std::sync::{Arc, LazyLock, OnceLock};

use serde::{Deserialize, Serialize};

use super::Judge;
use crate::domain::place::travel;
use crate::domain::{MunicipalityCode, Reach};
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::board::Board;
use crate::score::cells::{Place, bits};
use crate::score::plan::{Asked, Context, Draft, Row};
use crate::score::population::has;
use crate::score::terms::{Criterion, Half, MissingClass, State};

const WAYS: usize = Reach::ALL.len();

/// Fewest minutes by way; `u16::MAX` is no estimate.
type Minutes = [u16; WAYS];

/// Minutes from every municipality to one: most vacancies are in one place, and there are few places.
fn to_one(place: u16) -> Option<Arc<[Minutes]>> {
    static MADE: LazyLock<Vec<OnceLock<Arc<[Minutes]>>>> =
        LazyLock::new(|| MunicipalityCode::all().map(|_| OnceLock::new()).collect());
    let made = MADE.get(usize::from(place))?.get_or_init(|| {
        let to = MunicipalityCode::all().nth(usize::from(place));
        let fewest = |from: MunicipalityCode, way: Reach| {
            let minutes = to.and_then(|to| travel::minutes(from, to, way));
            minutes.unwrap_or(u16::MAX)
        };
        let row = |from| std::array::from_fn(|way| fewest(from, Reach::ALL[way]));
        MunicipalityCode::all().map(row).collect()
    });
    Some(Arc::clone(made))
}

/// Fewest minutes from every municipality to any of some; empty for none.
fn to_any(places: &[u16]) -> Arc<[Minutes]> {
    let mut each = places.iter().filter_map(|place| to_one(*place));
    let Some(first) = each.next() else {
        return Arc::default();
    };
    each.fold(first, |least, other| {
        let fewer = |(a, b): (&Minutes, &Minutes)| std::array::from_fn(|way| a[way].min(b[way]));
        least.iter().zip(&*other).map(fewer).collect()
    })
}

/// Judges the commute.
pub struct Commute {
    number: u16,
    /// Fewest minutes to any of the places, by municipality.
    minutes: Arc<[Minutes]>,
    places: Vec<u16>,
    remote: bool,
    early: bool,
    open: u16,
    near: u16,
    broken: u16,
    near_minutes: u16,
    usual_minutes: u16,
    over_percent: u16,
}

impl Judge for Commute {
    const CRITERION: Criterion = Criterion::Commute;
    const HALF: Half = Half::Wishes;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let (ask, weights) = (context.ask, context.weights);
        let places: Vec<u16> = ask
            .places
            .iter()
            .map(|p| p.0)
            .filter(|p| *p != u16::MAX)
            .collect();
        Self {
            number: draft.ask((Self::CRITERION, Self::HALF), Asked::Commute, None, 1),
            minutes: to_any(&places),
            places,
            remote: ask.remote,
            early: ask.early,
            open: weights.wishes.open_percent.value,
            near: weights.wishes.near_percent.value,
            broken: weights.wishes.broken_percent.value,
            near_minutes: weights.commute.near_minutes.value,
            usual_minutes: weights.commute.usual_minutes.value,
            over_percent: weights.commute.over_percent.value,
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        let wished = row.places.iter().any(|wished| self.places.contains(wished));
        mark.found(self.number, self.told(&WayKey::of(row), wished));
    }

    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        let (block, mut wished) = (board.block, vec![0u64; board.words64()]);
        for place in &self.places {
            if let Some(rows) = block.places.of(place) {
                rows.add_to(&mut wished);
            }
        }
        board.look_at(move |row, mark| {
            mark.found(self.number, self.told(&block.ways[row], has(&wished, row)));
        });
    }
}

/// What is looked at, beside the municipalities wished for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(in crate::score) struct WayKey {
    home: Place,
    commute_minutes: Option<u16>,
    reach: u16,
    own_car: Option<bool>,
    remote: Option<bool>,
    wishes_places: bool,
}

impl WayKey {
    pub(in crate::score) fn of(row: &Row<'_>) -> Self {
        Self {
            home: row.fixed.home,
            commute_minutes: row.fixed.commute_minutes,
            reach: row.fixed.reach,
            own_car: row.fixed.own_car,
            remote: row.fixed.remote,
            wishes_places: !row.places.is_empty(),
        }
    }
}

const CAR: u16 = 1 << Reach::Car as u8;
const BICYCLE: u16 = 1 << Reach::Bicycle as u8;

impl Commute {
    /// What is found; `wished` where one of the places is wished for.
    fn told(&self, key: &WayKey, wished: bool) -> Found {
        let found = self.way(key, wished);
        if !self.unsure_at_that_hour(key, &found) {
            return found;
        }
        // Not a no: a question about the way at that hour, worth no more than what is open.
        let share = found.share.min(self.open * 100);
        Found {
            share,
            ..Found::unknown(Reason::EarlyWithoutCar)
        }
    }

    /// Ways that the person can use: as said, else by what is known of a car.
    fn ways(key: &WayKey) -> u16 {
        match (key.reach, key.own_car) {
            (0, Some(false)) => {
                bits([Reach::PublicTransport as u8, Reach::Bicycle as u8].into_iter())
            }
            (0, _) => bits(Reach::ALL.iter().map(|w| *w as u8)),
            (said, Some(true)) => said | CAR,
            (said, _) => said,
        }
    }

    fn minutes(&self, key: &WayKey, ways: u16) -> Option<u16> {
        let by_way = self.minutes.get(usize::from(key.home.0))?;
        let open = by_way
            .iter()
            .zip(0u16..)
            .filter(|(_, way)| ways >> way & 1 == 1);
        open.map(|(minutes, _)| *minutes)
            .min()
            .filter(|m| *m != u16::MAX)
    }

    fn unsure_at_that_hour(&self, key: &WayKey, found: &Found) -> bool {
        let car = key.own_car == Some(true) || key.reach & CAR != 0;
        let limit = key.commute_minutes.unwrap_or(self.near_minutes);
        let cycles =
            key.reach & BICYCLE != 0 && self.minutes(key, BICYCLE).is_some_and(|m| m <= limit);
        self.early
            && !car
            && !cycles
            && found.reason != Reason::Remote
            && found.state > State::Missing
    }

    fn way(&self, key: &WayKey, wished: bool) -> Found {
        if self.remote && key.remote != Some(false) {
            return Found::met(Held::Nothing, Reason::Remote);
        }
        if self.places.is_empty() {
            return Found::unknown(Reason::VacancySilent).earning(self.open);
        }
        if wished {
            return Found::met(Held::Nothing, Reason::WishedPlace);
        }
        let Some(minutes) = self.minutes(key, Self::ways(key)) else {
            // A way for which there is no estimate is far; a home that is not known is not.
            return match (key.home.0, key.commute_minutes) {
                (u16::MAX, _) | (_, None) => {
                    Found::unknown(Reason::NoEstimate).earning(self.broken)
                }
                _ => Found::missing(Reason::NoEstimate, MissingClass::Negotiable),
            };
        };
        let limit = key.commute_minutes.unwrap_or(0);
        let reason = Reason::Minutes { minutes, limit };
        let near = |state, percent| Found {
            state,
            share: percent * 100,
            nearness: u8::try_from(percent).unwrap_or(100),
            held: Held::Nothing,
            reason,
            class: MissingClass::Negotiable,
            shade: None,
        };
        match key.commute_minutes {
            Some(limit) if minutes <= limit => Found::met(Held::Nothing, reason),
            Some(limit)
                if u32::from(minutes) * 100 <= u32::from(limit) * u32::from(self.over_percent) =>
            {
                near(State::Near, self.near)
            }
            Some(_) => Found::missing(reason, MissingClass::Negotiable).earning(self.broken),
            None if key.wishes_places && minutes > self.usual_minutes => {
                Found::missing(reason, MissingClass::Negotiable).earning(self.broken)
            }
            None if minutes <= self.near_minutes && !key.wishes_places => {
                Found::met(Held::Nothing, reason)
            }
            None if minutes <= self.usual_minutes => near(State::Unknown, self.open),
            None => near(State::Unknown, self.broken),
        }
    }
}
