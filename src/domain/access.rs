//! Who asks: roles, what part of the people they serve, and organisations with a key.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::codes;
use super::{AgencyId, AreaCode, AssigneeId, CoachId, ServiceUnit};

codes! {
    /// What a reader may do: the scope of a key or of a staff session.
    Role, "role" {
        /// Company coordinator (yrityskoordinaattori).
        Coordinator = "coordinator",
        /// Coach (omavalmentaja).
        Coach = "coach",
        /// Counsellor outside the employment service, for assigned clients.
        Counsellor = "counsellor",
        /// A partner's system or person.
        Partner = "partner",
        /// Reader of statistics.
        Statistics = "statistics",
        /// Operator: keys, imports, settings. Reads no people.
        Admin = "admin",
    }
}

codes! {
    /// What kind of organisation a key belongs to.
    OrganisationKind, "kind of organisation" {
        /// Staffing agency (henkilöstöpalveluyritys).
        Agency = "agency",
        /// Service provider (palveluntuottaja).
        ServiceProvider = "service_provider",
        /// Third sector.
        ThirdSector = "third_sector",
        /// School.
        School = "school",
        /// Employer.
        Employer = "employer",
    }
}

/// Which part of the people a member of staff serves. It goes by who serves a person, never by where
/// the person lives: a client who moves stays in it for as long as the same people serve them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everyone in the region.
    #[default]
    Everyone,
    /// The people of one unit.
    Unit(ServiceUnit),
    /// The people of chosen units: of several offices, or of a neighbour's by agreement.
    Units(Vec<ServiceUnit>),
    /// The people of every unit of an employment area, by the setting `service_areas`. A gate that is
    /// not told which units those are shows nobody.
    Area(AreaCode),
    /// The clients of one coach: one's own.
    Clients(CoachId),
    /// The clients of these coaches: a team's.
    Team(Vec<CoachId>),
    /// A coach's own clients, and those of the coaches for whom the coach is deputy today. Made of
    /// [`Scope::Clients`] when a key is presented; no key carries it.
    Deputy {
        /// The coach.
        coach: CoachId,
        /// Those who are away.
        of: Vec<CoachId>,
    },
    /// The clients assigned to one counsellor or coach of a purchased service, one by one, each with
    /// consent and an end.
    Assigned(AssigneeId),
}

/// A scope that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no scope: write everyone, unit:U, units:U1,U2, area:39, clients:C, team:C1,C2 or assigned:A"
)]
pub struct InvalidScope(pub String);

impl Scope {
    /// Whose clients these are by name, where they are somebody's: a unit's, a coach's, an area's.
    pub fn name(&self) -> Option<String> {
        let list = |names: Vec<&str>| names.join(", ");
        match self {
            Self::Everyone => None,
            Self::Unit(unit) => Some(unit.to_string()),
            Self::Units(units) => Some(list(units.iter().map(ServiceUnit::as_str).collect())),
            Self::Area(area) => Some(area.to_string()),
            Self::Clients(coach) | Self::Deputy { coach, .. } => Some(coach.to_string()),
            Self::Team(coaches) => Some(list(coaches.iter().map(CoachId::as_str).collect())),
            Self::Assigned(assignee) => Some(assignee.to_string()),
        }
    }
}

impl FromStr for Scope {
    type Err = InvalidScope;
    fn from_str(text: &str) -> Result<Self, InvalidScope> {
        let bad = || InvalidScope(text.chars().take(80).collect());
        if text == "everyone" {
            return Ok(Self::Everyone);
        }
        let (kind, names) = text.split_once(':').ok_or_else(bad)?;
        fn all<T: FromStr>(names: &str) -> Option<Vec<T>> {
            let names = names.split(',').map(|name| name.trim().parse().ok());
            names.collect()
        }
        let scope = match kind {
            "unit" => names.parse().ok().map(Self::Unit),
            "units" => all(names).map(Self::Units),
            "area" => names.parse().ok().map(Self::Area),
            "clients" => names.parse().ok().map(Self::Clients),
            "team" => all(names).map(Self::Team),
            "assigned" => names.parse().ok().map(Self::Assigned),
            _ => None,
        };
        scope.ok_or_else(bad)
    }
}

/// A class of readers that sees the same people.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reader {
    /// Staff of the employment services.
    Staff {
        /// In which role.
        role: Role,
        /// For which people.
        scope: Scope,
    },
    /// An organisation to which people have consented by name.
    Agency(AgencyId),
    /// Counts alone.
    Statistics,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_survives_the_round_trip() {
        for (written, json) in [
            ("everyone", r#""everyone""#),
            ("unit:tampere-1", r#"{"unit":"tampere-1"}"#),
            ("units:u-1, u-2", r#"{"units":["u-1","u-2"]}"#),
            ("area:39", r#"{"area":"39"}"#),
            ("clients:c-12", r#"{"clients":"c-12"}"#),
            ("team:c-1,c-2", r#"{"team":["c-1","c-2"]}"#),
            ("assigned:s-3", r#"{"assigned":"s-3"}"#),
        ] {
            let scope: Scope = written.parse().unwrap();
            assert_eq!(serde_json::to_string(&scope).unwrap(), json);
            assert_eq!(serde_json::from_str::<Scope>(json).unwrap(), scope);
        }
        for bad in ["", "unit", "unit:", "units:u-1,", "area:999", "coach:c-1"] {
            assert!(bad.parse::<Scope>().is_err(), "{bad}");
        }
    }
}
