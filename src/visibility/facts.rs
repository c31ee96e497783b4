//! What the gate looks at: the facts about a person on which visibility depends, and nothing else.

use jiff::civil::Date;

use crate::domain::{
    AssigneeId, CoachId, Consent, Jobseeker, Offer, Reading, RightToWorkKind, Route, ServiceUnit,
};

/// What the gate looks at: everything about a person on which visibility depends, and nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether the person has been erased.
    pub erased: bool,
    /// Non-disclosure for personal safety (turvakielto); `None` is unknown.
    pub protected_address: Option<bool>,
    /// An administrator's decision that staff may see this source's people of unknown protection.
    pub decision: Option<Decision>,
    /// Processing is restricted (GDPR, article 18): the data is stored, and nobody reads it.
    pub restricted: bool,
    /// Whether the person may be matched; `None` is unknown.
    pub matching: Option<bool>,
    /// An administrator's decision that staff may match this source's people of whom that is not known.
    pub matching_decision: Option<Decision>,
    /// Consent to disclosure to agencies; `None` is none.
    pub consent: Option<Consent>,
    /// The coach's word; `None` is open.
    pub offer: Option<Offer>,
    /// Services that an offer by routes only is for.
    pub routes: Vec<Route>,
    /// Kind of the right to work, where it is recorded.
    pub right_to_work: Option<RightToWorkKind>,
    /// The person's coach.
    pub coach: Option<CoachId>,
    /// The unit that serves the person.
    pub service_unit: Option<ServiceUnit>,
    /// To whom else the person is assigned, one by one.
    pub assigned: Vec<Assigned>,
}

/// A client handed to a counsellor or to a coach of a purchased service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    /// To whom.
    pub to: AssigneeId,
    /// First day.
    pub from: Date,
    /// Last day: there is always one.
    pub until: Date,
    /// The day on which the person agreed to it; `None` is unknown.
    pub consented: Option<Date>,
}

impl Assigned {
    /// Whether the assignment's days have come and not passed.
    pub fn holds(&self, on: Date) -> bool {
        self.from <= on && on <= self.until
    }
}

impl Facts {
    /// The facts of a record, without what stands beside it: decisions about its source, a restriction
    /// of its processing, assignments.
    pub fn of(jobseeker: &Jobseeker) -> Self {
        Self {
            erased: false,
            protected_address: jobseeker.person.protected_address,
            decision: None,
            restricted: false,
            matching: jobseeker.visibility.matching,
            matching_decision: None,
            consent: jobseeker.visibility.partners.clone(),
            offer: jobseeker.staff.offer,
            routes: jobseeker.staff.routes.clone(),
            right_to_work: jobseeker.profile.right_to_work.as_ref().map(|r| r.kind),
            coach: jobseeker.person.coach.clone(),
            service_unit: jobseeker.person.service_unit.clone(),
            assigned: Vec::new(),
        }
    }

    /// The facts with what was read of the person's own words, which can only restrict: to have no
    /// right to work counts where the record does not know better. A right that is said to be there
    /// is no one's permission.
    pub fn with_read(self, reading: &Reading) -> Self {
        self.with_said(says_no_right(reading))
    }

    /// The same, where the words are known to say that there is no right to work, or not.
    pub fn with_said(self, no_right: bool) -> Self {
        let unknown = matches!(self.right_to_work, None | Some(RightToWorkKind::Unknown));
        if no_right && unknown {
            let right_to_work = Some(RightToWorkKind::None);
            return Self {
                right_to_work,
                ..self
            };
        }
        self
    }
}

/// Whether a person's own words say that they have no right to work.
pub fn says_no_right(reading: &Reading) -> bool {
    matches!(
        reading.facts.right_to_work,
        Some((RightToWorkKind::None, _))
    )
}

/// A dated decision about everyone of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// First day that it holds.
    pub from: Date,
    /// Last day that it holds; `None` is until another decision.
    pub until: Option<Date>,
}

impl Decision {
    /// Whether it holds on that day.
    pub fn holds(self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ReadFacts;

    #[test]
    fn what_is_read_of_the_right_to_work_only_restricts() {
        use RightToWorkKind::{FieldLimited, HoursLimited, None as NoRight, Unknown, Unrestricted};
        let check = |recorded, read: Option<RightToWorkKind>, expected| {
            let facts = Facts {
                right_to_work: recorded,
                ..Facts::default()
            };
            let reading = Reading {
                facts: ReadFacts {
                    right_to_work: read.map(|kind| (kind, None)),
                    ..ReadFacts::default()
                },
                ..Reading::default()
            };
            let found = facts.with_read(&reading).right_to_work;
            assert_eq!(found, expected, "{recorded:?}, read {read:?}");
        };
        check(None, Some(NoRight), Some(NoRight));
        check(Some(Unknown), Some(NoRight), Some(NoRight));
        // What is on record is known better than what was read.
        check(Some(Unrestricted), Some(NoRight), Some(Unrestricted));
        check(Some(HoursLimited), Some(NoRight), Some(HoursLimited));
        // No reading opens a door.
        check(None, Some(Unrestricted), None);
        check(Some(NoRight), Some(Unrestricted), Some(NoRight));
        check(None, Some(FieldLimited), None);
        check(None, None, None);
    }
}
