//! Finland's municipalities of 2026, their regions and employment areas, and travel between them.
//!
//! Codes and names: Statistics Finland's classifications; centre points (WGS84, at the central
//! locality): the National Land Survey of Finland (CC BY 4.0). Facts in `municipalities.csv`.

pub mod travel;

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::LazyLock;

use super::code::{UnknownCode, text_newtype};
use super::{Lang, nearest};

/// A municipality of Finland, by its place in the table of 2026 (in order of its Finnish name).
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
            let f: Vec<&'static str> = line.split(',').map(str::trim).collect();
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

    /// Every municipality, in order of its Finnish name.
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

    /// The municipality of this name in Finnish or Swedish, whatever its case.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        Self::all().find(|code| {
            let facts = code.facts();
            facts.name_fi.to_lowercase() == name || facts.name_sv.to_lowercase() == name
        })
    }

    /// The municipalities of a region (maakunta), by its two digits.
    pub fn in_region(region_code: &str) -> impl Iterator<Item = Self> {
        Self::all().filter(move |code| code.facts().region_code == region_code)
    }

    /// The municipalities of an employment area (työllisyysalue), by its code.
    pub fn in_area(area_code: &str) -> impl Iterator<Item = Self> {
        Self::all().filter(move |code| code.facts().area_code == area_code)
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
        let near = Self::by_name(value)
            .map(|named| named.facts().code)
            .or_else(|| nearest(value, TABLE.iter().map(|m| m.code)));
        Err(UnknownCode {
            what: "municipality (three digits of Statistics Finland)",
            value: value.chars().take(40).collect(),
            nearest: near.map(str::to_owned),
            choices: &[],
        })
    }
}

text_newtype!(MunicipalityCode, "837");

/// The code of an employment area (työllisyysalue).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(&'static str);

impl AreaCode {
    /// The code.
    pub fn as_str(&self) -> &'static str {
        self.0
    }
}

impl FromStr for AreaCode {
    type Err = UnknownCode;
    fn from_str(value: &str) -> Result<Self, UnknownCode> {
        value.parse::<EmploymentArea>().map(|area| Self(area.code))
    }
}

text_newtype!(AreaCode, "39");

/// An employment area (työllisyysalue): the municipalities that serve jobseekers together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmploymentArea {
    /// Its code.
    pub code: &'static str,
    /// Name in Finnish.
    pub name_fi: &'static str,
    /// Name in Swedish.
    pub name_sv: &'static str,
}

impl EmploymentArea {
    /// Every area, in order of its Finnish name.
    pub fn all() -> Vec<Self> {
        let area = |m: &Municipality| Self {
            code: m.area_code,
            name_fi: m.area_fi,
            name_sv: m.area_sv,
        };
        let mut areas: Vec<Self> = TABLE.iter().map(area).collect();
        areas.sort_by_key(|area| (area.name_fi, area.code));
        areas.dedup();
        areas
    }

    /// The name in a language; English uses the Finnish one.
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Sv => self.name_sv,
            Lang::Fi | Lang::En => self.name_fi,
        }
    }
}

impl FromStr for EmploymentArea {
    type Err = UnknownCode;
    fn from_str(value: &str) -> Result<Self, UnknownCode> {
        let areas = Self::all();
        if let Some(area) = areas.iter().find(|area| area.code == value) {
            return Ok(*area);
        }
        let lower = value.trim().to_lowercase();
        let is_named = |area: &&Self| {
            [area.name_fi, area.name_sv]
                .iter()
                .any(|name| name.to_lowercase() == lower)
        };
        let named = areas.iter().find(is_named).map(|area| area.code);
        let near = named.or_else(|| nearest(value, areas.iter().map(|area| area.code)));
        Err(UnknownCode {
            what: "employment area (code of a työllisyysalue)",
            value: value.chars().take(40).collect(),
            nearest: near.map(str::to_owned),
            choices: &[],
        })
    }
}

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

    #[test]
    fn pirkanmaa_has_23_municipalities_in_three_employment_areas() {
        let pirkanmaa: Vec<_> = MunicipalityCode::in_region("06").collect();
        let mut areas: Vec<_> = pirkanmaa.iter().map(|m| m.facts().area_fi).collect();
        areas.sort_unstable();
        areas.dedup();
        assert_eq!((pirkanmaa.len(), areas.len()), (23, 3));
        // Mänttä-Vilppula's area lies outside the region for the rest.
        let mantta = MunicipalityCode::by_name("MÄNTTÄ-VILPPULA")
            .unwrap()
            .facts();
        assert_eq!(mantta.area_fi, "Eteläinen Keski-Suomi");
        assert!(MunicipalityCode::in_area(mantta.area_code).count() > 1);
    }

    #[test]
    fn there_are_46_employment_areas() {
        let areas = EmploymentArea::all();
        assert_eq!(areas.len(), 46);
        let tampere: EmploymentArea = "39".parse().unwrap();
        assert_eq!(tampere.name(Lang::Sv), "Tammerforsregionen");
        let error = "tampereen seutu".parse::<EmploymentArea>().unwrap_err();
        assert_eq!(error.nearest.as_deref(), Some("39"));
    }
}
