//! Who asks: roles, what part of the people they serve, and organisations with a key.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::codes;
use super::{AgencyId, CoachId, ServiceUnit};

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

/// Which part of the people a member of staff serves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everyone in the region.
    #[default]
    Everyone,
    /// The people of one unit.
    Unit(ServiceUnit),
    /// The clients of one coach.
    Clients(CoachId),
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
        for (scope, json) in [
            (Scope::Everyone, r#""everyone""#),
            (
                Scope::Unit("tampere-1".parse().unwrap()),
                r#"{"unit":"tampere-1"}"#,
            ),
            (
                Scope::Clients("c-12".parse().unwrap()),
                r#"{"clients":"c-12"}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&scope).unwrap(), json);
            assert_eq!(serde_json::from_str::<Scope>(json).unwrap(), scope);
        }
    }
}
