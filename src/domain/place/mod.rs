//! Finland's municipalities of 2026, their regions and employment areas, and travel between them.
//!
//! Codes and names: Statistics Finland's classifications; centre points (WGS84, at the central
//! locality): the National Land Survey of Finland (CC BY 4.0). Facts in `municipalities.csv`.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::LazyLock;

use super::code::{UnknownCode, text_newtype};
use super::{Lang, nearest};

/// A municipality of Finland, by its place in the table of 2026 (in order of code).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MunicipalityCode(u16);

/// What is known of a municipality.
#[derive(Debug)]
pub struct Municipality {
    /// Statistics Finland's three digits.
    pub code: &'static str,
    /// Name in Finnish.
    pub name_fi: &'static str,
    /// Name in Swedish.
    pub name_sv: &'static str,
    /// Region (maakunta): two digits.
    pub region_code: &'static str,
    /// Region in Finnish.
    pub region_fi: &'static str,
    /// Region in Swedish.
    pub region_sv: &'static str,
    /// Employment area (työllisyysalue).
    pub area_code: &'static str,
    /// Employment area in Finnish.
    pub area_fi: &'static str,
    /// Employment area in Swedish.
    pub area_sv: &'static str,
    /// Latitude of the centre, degrees.
    pub lat: f64,
    /// Longitude of the centre, degrees.
    pub lon: f64,
}

impl Municipality {
    /// The name in a language; English uses the Finnish one.
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Sv => self.name_sv,
            Lang::Fi | Lang::En => self.name_fi,
        }
    }
}

static TABLE: LazyLock<Vec<Municipality>> = LazyLock::new(|| {
    let lines = include_str!("municipalities.csv").lines().skip(1);
    lines
        .filter_map(|line| {
            let f: Vec<&'static str> = line.split(',').collect();
            Some(Municipality {
                code: f.first()?,
                name_fi: f.get(1)?,
                name_sv: f.get(2)?,
                region_code: f.get(3)?,
                region_fi: f.get(4)?,
                region_sv: f.get(5)?,
                area_code: f.get(6)?,
                area_fi: f.get(7)?,
                area_sv: f.get(8)?,
                lat: f.get(9)?.parse().ok()?,
                lon: f.get(10)?.parse().ok()?,
            })
        })
        .collect()
});

static BY_CODE: LazyLock<HashMap<&'static str, u16>> =
    LazyLock::new(|| TABLE.iter().zip(0..).map(|(m, i)| (m.code, i)).collect());

impl MunicipalityCode {
    /// How many municipalities there are.
    pub fn count() -> usize {
        TABLE.len()
    }

    /// Every municipality, in order of code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.len()).map(|i| Self(u16::try_from(i).unwrap_or(u16::MAX)))
    }

    /// Place in the table, 0 to [`count`](Self::count) − 1: an index for columns, not for records.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The three digits.
    pub fn as_str(&self) -> &'static str {
        self.facts().code
    }

    /// What is known of it.
    pub fn facts(self) -> &'static Municipality {
        &TABLE[self.index()]
    }
}

impl FromStr for MunicipalityCode {
    type Err = UnknownCode;
    fn from_str(value: &str) -> Result<Self, UnknownCode> {
        if let Some(index) = BY_CODE.get(value) {
            return Ok(Self(*index));
        }
        // A name or a near code is a likely slip: say the code that was meant.
        let named = TABLE.iter().find(|m| {
            m.name_fi.eq_ignore_ascii_case(value) || m.name_sv.eq_ignore_ascii_case(value)
        });
        let near = named
            .map(|m| m.code)
            .or_else(|| nearest(value, TABLE.iter().map(|m| m.code)));
        Err(UnknownCode {
            what: "municipality (three digits of Statistics Finland)",
            value: value.chars().take(40).collect(),
            nearest: near.map(str::to_owned),
        })
    }
}

text_newtype!(MunicipalityCode, "837");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_308_are_there() {
        assert_eq!(MunicipalityCode::count(), 308);
        let tampere: MunicipalityCode = "837".parse().unwrap();
        assert_eq!(
            (tampere.facts().name_fi, tampere.facts().name_sv),
            ("Tampere", "Tammerfors")
        );
        assert_eq!(
            "Tampere"
                .parse::<MunicipalityCode>()
                .unwrap_err()
                .nearest
                .as_deref(),
            Some("837")
        );
    }
}
