//! How long a way to work takes: an estimate between municipalities' centre points, to be labelled as one.
//!
//! The road is taken as 1.2 times the great circle (measured from Tampere: 0.98 to 1.31; lakes), in
//! steps of 100 m. Speeds fall into bands of distance, for a way begins in streets and goes on by
//! highways. Nothing finer than the municipality is known of anyone, so two places in one
//! municipality have a constant, and no two municipalities are nearer than that. Timetables, weather
//! and ferries are not known. Between Åland and the mainland there is no road: no estimate.

use std::sync::LazyLock;

use super::MunicipalityCode;
use crate::domain::Reach;

/// Road over great circle, in percent.
const ROAD_PERCENT: f64 = 120.0;

/// Mean radius of the earth, km.
const EARTH_KM: f64 = 6371.0088;

/// Region code of Åland.
const ALAND: &str = "21";

/// A band of distance: up to so many km by road at so many km/h.
struct Band {
    to_km: u32,
    km_per_hour: u32,
}

/// How one way of travelling goes.
struct Mode {
    /// Minutes within a municipality, and the least between two.
    within: u32,
    /// Minutes at both ends: to the car and from it, on foot to the stop and from it.
    ends: u32,
    /// Minutes of waiting on ways of at least so many km; the last that applies.
    waiting: &'static [(u32, u32)],
    /// Speeds by band, the last without end.
    bands: &'static [Band],
    /// Minutes beyond which nobody is said to be able to come this way.
    max: u32,
}

const fn band(to_km: u32, km_per_hour: u32) -> Band {
    Band { to_km, km_per_hour }
}

/// Car: streets, then main roads, then highways. Tampere–Nokia 23, –Valkeakoski 36, –Mänttä 72.
const CAR: Mode = Mode {
    within: 15,
    ends: 3,
    waiting: &[],
    bands: &[band(4, 32), band(20, 64), band(u32::MAX, 92)],
    max: 24 * 60,
};

/// Public transport: a city bus, a regional bus, a train, with walking and a change or a wait that
/// grows with distance. Beyond two hours no estimate: where the lines go is not known.
const PUBLIC_TRANSPORT: Mode = Mode {
    within: 30,
    ends: 12,
    waiting: &[(0, 6), (10, 10), (40, 20)],
    bands: &[band(5, 18), band(30, 42), band(u32::MAX, 70)],
    max: 120,
};

/// Bicycle: 16 km/h, up to an hour and a half.
const BICYCLE: Mode = Mode {
    within: 20,
    ends: 3,
    waiting: &[],
    bands: &[band(u32::MAX, 16)],
    max: 90,
};

impl Mode {
    fn of(reach: Reach) -> &'static Self {
        match reach {
            Reach::Car => &CAR,
            Reach::PublicTransport => &PUBLIC_TRANSPORT,
            Reach::Bicycle => &BICYCLE,
        }
    }

    /// Minutes for a way of so many hundred metres by road, a begun minute counting whole.
    fn minutes(&self, hundred_metres: u32) -> Option<u16> {
        let mut waits = self.waiting.iter();
        let wait = waits
            .rfind(|(from_km, _)| hundred_metres >= from_km * 10)
            .map_or(0, |(_, minutes)| *minutes);
        let mut seconds = (self.ends + wait) * 60;
        let mut done = 0;
        for band in self.bands {
            let end = band.to_km.saturating_mul(10).min(hundred_metres);
            seconds += (end - done.min(end)) * 360 / band.km_per_hour;
            done = end;
        }
        let minutes = seconds.div_ceil(60).max(self.within);
        let minutes = u16::try_from(minutes).ok()?;
        (u32::from(minutes) <= self.max).then_some(minutes)
    }
}

/// Minutes between any two municipalities by each way, row by row; 0 where there is no estimate.
static TABLES: LazyLock<[Vec<u16>; 3]> = LazyLock::new(|| {
    let all: Vec<MunicipalityCode> = MunicipalityCode::all().collect();
    let mut tables = [const { Vec::new() }; 3];
    for from in &all {
        for to in &all {
            let road = road_hundred_metres(*from, *to);
            for (table, reach) in tables.iter_mut().zip(REACHES) {
                let minutes = road.and_then(|road| Mode::of(reach).minutes(road));
                table.push(minutes.unwrap_or(0));
            }
        }
    }
    tables
});

const REACHES: [Reach; 3] = [Reach::Car, Reach::PublicTransport, Reach::Bicycle];

/// Estimated minutes from one municipality to another, door to door; the same both ways. `None`
/// where there is no estimate: too far for the way of travelling, or no road.
pub fn minutes(from: MunicipalityCode, to: MunicipalityCode, by: Reach) -> Option<u16> {
    let table = REACHES.iter().position(|reach| *reach == by)?;
    let place = from.index() * MunicipalityCode::count() + to.index();
    TABLES[table]
        .get(place)
        .copied()
        .filter(|minutes| *minutes > 0)
}

/// The one of several municipalities that is reached soonest, with the minutes; of equals the first.
pub fn soonest(
    from: MunicipalityCode,
    among: &[MunicipalityCode],
    by: Reach,
) -> Option<(MunicipalityCode, u16)> {
    let reached = among
        .iter()
        .filter_map(|to| Some((*to, minutes(from, *to, by)?)));
    reached.min_by_key(|(_, minutes)| *minutes)
}

/// Great-circle distance between two municipalities' centre points, in whole km; 0 within one.
pub fn distance_km(from: MunicipalityCode, to: MunicipalityCode) -> u16 {
    great_circle_km(from, to).round() as u16
}

/// The nearest of several municipalities by great circle, with its distance in km; of equals the first.
pub fn nearest(
    from: MunicipalityCode,
    among: &[MunicipalityCode],
) -> Option<(MunicipalityCode, u16)> {
    let all = among.iter().map(|to| (*to, distance_km(from, *to)));
    all.min_by_key(|(_, km)| *km)
}

fn great_circle_km(from: MunicipalityCode, to: MunicipalityCode) -> f64 {
    // By the lower place first, so that both ways round are the same to the last bit.
    let (a, b) = (from.min(to).facts(), from.max(to).facts());
    let (lat_a, lat_b) = (a.lat.to_radians(), b.lat.to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lon = ((b.lon - a.lon).to_radians() / 2.0).sin();
    let chord = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
    2.0 * EARTH_KM * chord.sqrt().min(1.0).asin()
}

fn road_hundred_metres(from: MunicipalityCode, to: MunicipalityCode) -> Option<u32> {
    let on_aland = |place: MunicipalityCode| place.facts().region_code == ALAND;
    let km = great_circle_km(from, to) * ROAD_PERCENT / 100.0;
    (on_aland(from) == on_aland(to)).then(|| (km * 10.0).round() as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(name: &str) -> MunicipalityCode {
        MunicipalityCode::by_name(name).unwrap()
    }

    fn check(from: &str, to: &str, expected: [Option<u16>; 3]) {
        let ways = REACHES.map(|by| minutes(named(from), named(to), by));
        assert_eq!(ways, expected, "{from}–{to}");
    }

    #[test]
    fn ways_in_pirkanmaa_take_about_what_they_take() {
        check("Tampere", "Tampere", [Some(15), Some(30), Some(20)]);
        check("Tampere", "Nokia", [Some(23), Some(55), Some(65)]);
        check("Tampere", "Pirkkala", [Some(15), Some(40), Some(35)]);
        check("Tampere", "Valkeakoski", [Some(36), Some(80), None]);
        check("Tampere", "Mänttä-Vilppula", [Some(72), None, None]);
    }

    #[test]
    fn no_road_leads_to_aland() {
        check("Turku", "Mariehamn", [None, None, None]);
        assert!(minutes(named("Jomala"), named("Mariehamn"), Reach::Car).is_some());
    }

    #[test]
    fn the_nearest_and_the_soonest_are_found() {
        let among = ["Orivesi", "Nokia", "Turku"].map(named);
        let tampere = named("Tampere");
        assert_eq!(nearest(tampere, &among), Some((named("Nokia"), 14)));
        let soonest = soonest(tampere, &among, Reach::Bicycle);
        assert_eq!(soonest, Some((named("Nokia"), 65)));
        assert_eq!(nearest(tampere, &[]), None);
    }

    fn place() -> impl Strategy<Value = MunicipalityCode> {
        let all: Vec<MunicipalityCode> = MunicipalityCode::all().collect();
        proptest::sample::select(all)
    }

    proptest! {
        #[test]
        fn the_way_back_takes_as_long(a in place(), b in place()) {
            for by in REACHES {
                prop_assert_eq!(minutes(a, b, by), minutes(b, a, by));
            }
        }

        #[test]
        fn further_never_takes_less(a in 0..20_000u32, more in 0..20_000u32) {
            for by in REACHES {
                let (near, far) = (Mode::of(by).minutes(a), Mode::of(by).minutes(a + more));
                prop_assert!(far.is_none_or(|far| near.is_some_and(|near| near <= far)));
            }
        }
    }
}
