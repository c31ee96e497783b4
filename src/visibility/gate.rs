//! The gate: one table of rules over a person's facts, each answered yes, no or unknown. A person is
//! visible when every rule says yes; unknown is hidden.

use jiff::civil::Date;

use crate::domain::{
    CoachId, Consent, Jobseeker, Offer, Reader, Reading, RightToWorkKind, Role, Route, Scope,
    ServiceUnit, codes,
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
    /// Whether the person may be matched; `None` is unknown.
    pub matching: Option<bool>,
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
}

impl Facts {
    /// The facts of a record, without a decision about its source.
    pub fn of(jobseeker: &Jobseeker) -> Self {
        Self {
            erased: false,
            protected_address: jobseeker.person.protected_address,
            decision: None,
            matching: jobseeker.visibility.matching,
            consent: jobseeker.visibility.partners.clone(),
            offer: jobseeker.staff.offer,
            routes: jobseeker.staff.routes.clone(),
            right_to_work: jobseeker.profile.right_to_work.as_ref().map(|r| r.kind),
            coach: jobseeker.person.coach.clone(),
            service_unit: jobseeker.person.service_unit.clone(),
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

codes! {
    /// Why a person is hidden. For counts in import reports and for the person's own coach alone:
    /// no answer to another reader may depend on it.
    HiddenBy, "reason for being hidden" {
        /// Erased.
        Erased = "erased",
        /// The reader's role reads no people, or not with that scope.
        NotForRole = "not_for_role",
        /// A non-disclosure order is known.
        Protected = "protected",
        /// Whether there is a non-disclosure order is not known.
        ProtectionUnknown = "protection_unknown",
        /// The person is not to be matched.
        MatchingOff = "matching_off",
        /// Whether the person may be matched is not known.
        MatchingUnknown = "matching_unknown",
        /// Known to be served by others than the reader.
        OutsideScope = "outside_scope",
        /// Not known who serves the person.
        ScopeUnknown = "scope_unknown",
        /// No consent that names the agency.
        NoConsent = "no_consent",
        /// The consent begins later.
        ConsentNotYet = "consent_not_yet",
        /// The consent has ended.
        ConsentEnded = "consent_ended",
        /// Known to have no right to work.
        NoRightToWork = "no_right_to_work",
        /// The coach offers the person to nobody now, or to no such reader.
        NotOffered = "not_offered",
    }
}

/// What the gate says of one person for one reader on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Visible for every vacancy.
    Visible,
    /// Visible only for a vacancy that offers one of these services. Said to staff alone.
    OnlyForRoutes(Vec<Route>),
    /// Visible only for work in these ISCO-08 groups, by their first digits, as consented.
    OnlyForWork(Vec<String>),
    /// Hidden: as one who never was.
    Hidden(HiddenBy),
}

impl Verdict {
    /// Whether the person is visible for a vacancy that offers these services and asks for
    /// occupations with these ISCO-08 codes.
    pub fn allows(&self, routes: &[Route], isco: &[&str]) -> bool {
        match self {
            Self::Visible => true,
            Self::OnlyForRoutes(only) => only.iter().any(|route| routes.contains(route)),
            Self::OnlyForWork(only) => only
                .iter()
                .any(|group| !group.is_empty() && isco.iter().any(|c| c.starts_with(&**group))),
            Self::Hidden(_) => false,
        }
    }

    /// Why the person is hidden for every vacancy, if so.
    pub fn hidden_by(&self) -> Option<HiddenBy> {
        match self {
            Self::Hidden(reason) => Some(*reason),
            _ => None,
        }
    }
}

/// Judges one person for one reader on one day (in Europe/Helsinki).
pub fn judge(facts: &Facts, reader: &Reader, on: Date) -> Verdict {
    for rule in RULES {
        match (rule.answer)(facts, reader, on) {
            Answer::Yes => {}
            Answer::No => return Verdict::Hidden(rule.no),
            Answer::Unknown => return Verdict::Hidden(rule.unknown),
        }
    }
    match reader {
        Reader::Staff { role, scope }
            if facts.offer == Some(Offer::RoutesOnly) && !is_own_coach(facts, *role, scope) =>
        {
            Verdict::OnlyForRoutes(facts.routes.clone())
        }
        Reader::Agency(_) => match facts.consent.as_ref().and_then(|c| c.work.as_ref()) {
            Some(groups) => Verdict::OnlyForWork(groups.clone()),
            None => Verdict::Visible,
        },
        Reader::Staff { .. } | Reader::Statistics => Verdict::Visible,
    }
}

/// Everything that hides a person from a reader on one day, and not only the first: what is supplied of
/// one fact would else leave the person hidden by the next. Of an erased person nothing more is told.
pub fn reasons(facts: &Facts, reader: &Reader, on: Date) -> Vec<HiddenBy> {
    let hides = |rule: &Rule| match (rule.answer)(facts, reader, on) {
        Answer::Yes => None,
        Answer::No => Some(rule.no),
        Answer::Unknown => Some(rule.unknown),
    };
    let mut reasons: Vec<HiddenBy> = RULES.iter().filter_map(hides).collect();
    if facts.erased {
        reasons.truncate(1);
    }
    reasons
}

#[derive(Debug, Clone, Copy)]
enum Answer {
    Yes,
    No,
    Unknown,
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

impl From<Option<bool>> for Answer {
    fn from(known: Option<bool>) -> Self {
        known.map_or(Self::Unknown, Self::from)
    }
}

/// A question that must be answered with yes. A reader whom it does not concern gets a yes.
struct Rule {
    answer: fn(&Facts, &Reader, Date) -> Answer,
    no: HiddenBy,
    unknown: HiddenBy,
}

const fn rule(
    answer: fn(&Facts, &Reader, Date) -> Answer,
    no: HiddenBy,
    unknown: HiddenBy,
) -> Rule {
    Rule {
        answer,
        no,
        unknown,
    }
}

/// The rules, in the order in which a reason is reported.
const RULES: &[Rule] = &[
    rule(not_erased, HiddenBy::Erased, HiddenBy::Erased),
    rule(role_reads, HiddenBy::NotForRole, HiddenBy::NotForRole),
    rule(
        not_protected,
        HiddenBy::Protected,
        HiddenBy::ProtectionUnknown,
    ),
    rule(matched, HiddenBy::MatchingOff, HiddenBy::MatchingUnknown),
    rule(in_scope, HiddenBy::OutsideScope, HiddenBy::ScopeUnknown),
    rule(consented, HiddenBy::NoConsent, HiddenBy::NoConsent),
    rule(begun, HiddenBy::ConsentNotYet, HiddenBy::ConsentNotYet),
    rule(not_ended, HiddenBy::ConsentEnded, HiddenBy::ConsentEnded),
    rule(may_work, HiddenBy::NoRightToWork, HiddenBy::NoRightToWork),
    rule(offered, HiddenBy::NotOffered, HiddenBy::NotOffered),
];

fn not_erased(facts: &Facts, _: &Reader, _: Date) -> Answer {
    (!facts.erased).into()
}

fn role_reads(_: &Facts, reader: &Reader, _: Date) -> Answer {
    match reader {
        Reader::Staff { role, scope } => match role {
            Role::Coordinator | Role::Coach => true,
            // A counsellor is handed clients one by one, never a unit or the region.
            Role::Counsellor => matches!(scope, Scope::Clients(_)),
            Role::Partner | Role::Statistics | Role::Admin => false,
        }
        .into(),
        Reader::Agency(_) | Reader::Statistics => Answer::Yes,
    }
}

fn not_protected(facts: &Facts, reader: &Reader, on: Date) -> Answer {
    let decided = || {
        matches!(reader, Reader::Staff { .. })
            && facts.decision.is_some_and(|decision| decision.holds(on))
    };
    match facts.protected_address {
        Some(protected) => (!protected).into(),
        None if decided() => Answer::Yes,
        None => Answer::Unknown,
    }
}

fn matched(facts: &Facts, _: &Reader, _: Date) -> Answer {
    facts.matching.into()
}

fn in_scope(facts: &Facts, reader: &Reader, _: Date) -> Answer {
    match reader {
        Reader::Staff {
            scope: Scope::Unit(unit),
            ..
        } => facts.service_unit.as_ref().map(|own| own == unit).into(),
        Reader::Staff {
            scope: Scope::Clients(coach),
            ..
        } => facts.coach.as_ref().map(|own| own == coach).into(),
        _ => Answer::Yes,
    }
}

fn consented(facts: &Facts, reader: &Reader, _: Date) -> Answer {
    match reader {
        Reader::Agency(agency) => facts
            .consent
            .as_ref()
            .is_some_and(|consent| {
                consent.agencies.contains(agency)
                    // Consent for no kind of work is consent for nothing.
                    && consent.work.as_ref().is_none_or(|groups| !groups.is_empty())
            })
            .into(),
        _ => Answer::Yes,
    }
}

fn begun(facts: &Facts, reader: &Reader, on: Date) -> Answer {
    let from = facts.consent.as_ref().and_then(|consent| consent.from);
    (!matches!(reader, Reader::Agency(_)) || from.is_none_or(|from| from <= on)).into()
}

fn not_ended(facts: &Facts, reader: &Reader, on: Date) -> Answer {
    let until = facts.consent.as_ref().and_then(|consent| consent.until);
    (!matches!(reader, Reader::Agency(_)) || until.is_none_or(|until| on <= until)).into()
}

fn may_work(facts: &Facts, reader: &Reader, _: Date) -> Answer {
    (!matches!(reader, Reader::Agency(_)) || facts.right_to_work != Some(RightToWorkKind::None))
        .into()
}

fn offered(facts: &Facts, reader: &Reader, _: Date) -> Answer {
    let offer = facts.offer.unwrap_or(Offer::Open);
    match reader {
        // Statistics must not tell of the coach's word.
        Reader::Statistics => true,
        // The coach whose word it is goes on seeing the client.
        Reader::Staff { role, scope } if is_own_coach(facts, *role, scope) => true,
        Reader::Staff { .. } => match offer {
            Offer::Open | Offer::WithSupport => true,
            Offer::RoutesOnly => !facts.routes.is_empty(),
            Offer::NotNow => false,
        },
        // Services tell of a person's circumstances, so partners never see people offered by them.
        Reader::Agency(_) => matches!(offer, Offer::Open | Offer::WithSupport),
    }
    .into()
}

fn is_own_coach(facts: &Facts, role: Role, scope: &Scope) -> bool {
    match scope {
        Scope::Clients(coach) => role == Role::Coach && facts.coach.as_ref() == Some(coach),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ReadFacts;

    #[test]
    fn every_reason_is_told_at_once() {
        let staff = Reader::Staff {
            role: Role::Coordinator,
            scope: Scope::Everyone,
        };
        let on = jiff::civil::date(2026, 11, 23);
        let told = |facts: &Facts| reasons(facts, &staff, on);
        let nothing_known = Facts::default();
        assert_eq!(
            told(&nothing_known),
            [HiddenBy::ProtectionUnknown, HiddenBy::MatchingUnknown]
        );
        let shown = Facts {
            protected_address: Some(false),
            matching: Some(true),
            ..Facts::default()
        };
        assert_eq!(told(&shown), []);
        let erased = Facts {
            erased: true,
            ..Facts::default()
        };
        assert_eq!(told(&erased), [HiddenBy::Erased]);
        // The first of them is the verdict's.
        for facts in [nothing_known, shown, erased] {
            let verdict = judge(&facts, &staff, on).hidden_by();
            assert_eq!(verdict, told(&facts).first().copied());
        }
    }

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
