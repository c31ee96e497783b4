//! Who asks, why, and in which language.

use jiff::civil::Date;

use crate::domain::{self, AgencyId, Lang, Role, Scope};
use crate::visibility;

/// A reader of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// In which role.
    pub role: Role,
    /// For which part of the people, where the reader is staff.
    pub scope: Scope,
    /// The organisation of a partner's key.
    pub organisation: Option<AgencyId>,
    /// Who: a key's or a user's name, for the ledger.
    pub name: String,
    /// Why, for the ledger.
    pub purpose: String,
    /// Language of labels and reasons.
    pub lang: Lang,
}

impl Reader {
    /// A member of staff who serves the whole region.
    pub fn staff(
        role: Role,
        name: impl Into<String>,
        purpose: impl Into<String>,
        lang: Lang,
    ) -> Self {
        Self {
            role,
            scope: Scope::Everyone,
            organisation: None,
            name: name.into(),
            purpose: purpose.into(),
            lang,
        }
    }

    /// A partner's system.
    pub fn partner(
        agency: AgencyId,
        name: impl Into<String>,
        purpose: impl Into<String>,
        lang: Lang,
    ) -> Self {
        Self {
            role: Role::Partner,
            scope: Scope::Everyone,
            organisation: Some(agency),
            name: name.into(),
            purpose: purpose.into(),
            lang,
        }
    }

    /// The class of readers that sees the same people.
    pub fn class(&self) -> domain::Reader {
        match (self.role, &self.organisation) {
            (Role::Partner, Some(agency)) => domain::Reader::Agency(agency.clone()),
            (Role::Statistics | Role::Partner, _) => domain::Reader::Statistics,
            (role, _) => domain::Reader::Staff {
                role,
                scope: self.scope.clone(),
            },
        }
    }

    /// Whether the reader may see a person of whom these facts are known among others, on a day: what
    /// the ledger asks once more before an answer leaves.
    pub(super) fn sees(&self, on: Date) -> impl Fn(u32, &visibility::Facts) -> bool + Send + use<> {
        let class = self.class();
        move |_, facts| visibility::judge(facts, &class, on).hidden_by().is_none()
    }

    /// Whether the reader may look for vacancies for a person of whom these facts are known, on a day.
    pub(super) fn sees_alone(
        &self,
        on: Date,
    ) -> impl Fn(u32, &visibility::Facts) -> bool + Send + use<> {
        let class = self.class();
        move |_, facts| visibility::judge(facts, &class, on).is_shown_alone()
    }
}
