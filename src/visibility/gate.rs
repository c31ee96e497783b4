//! The gate: one table of rules over a person's facts, each answered yes, no or unknown. A person is
//! visible when every rule says yes; unknown is hidden.

use jiff::civil::Date;

use super::{Decision, Facts};
use crate::domain::{Consent, Offer, Reader, RightToWorkKind, Role, Route, Scope, codes};

codes! {
    /// Why a person is hidden. For counts in import reports and for the person's own coach alone:
    /// no answer to another reader may depend on it.
    HiddenBy, "reason for being hidden" {
        /// Erased.
        Erased = "erased",
        /// The reader's role reads no people, or not with that scope.
        NotForRole = "not_for_role",
        /// Processing is restricted.
        Restricted = "restricted",
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
        /// Not assigned to the reader today, or without the person's known consent.
        NotAssigned = "not_assigned",
        /// No consent that names the agency.
        NoConsent = "no_consent",
        /// Not known which text was consented to, so not known whether the person was told that the
        /// agency learns of their being a client.
        ConsentTextUnknown = "consent_text_unknown",
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
    /// Shown by themselves alone, when their own coach names them, to look for vacancies: a person of
    /// protected address. In no list, search or count.
    Alone,
    /// Hidden: as one who never was.
    Hidden(HiddenBy),
}

impl Verdict {
    /// Whether the person is visible for a vacancy that offers these services and asks for
    /// occupations with these ISCO-08 codes, among others.
    pub fn allows(&self, routes: &[Route], isco: &[&str]) -> bool {
        match self {
            Self::Visible => true,
            Self::OnlyForRoutes(only) => only.iter().any(|route| routes.contains(route)),
            Self::OnlyForWork(only) => only
                .iter()
                .any(|group| !group.is_empty() && isco.iter().any(|c| c.starts_with(&**group))),
            Self::Alone | Self::Hidden(_) => false,
        }
    }

    /// Why the person is in no list, search or count, if so: hidden, or shown alone.
    pub fn hidden_by(&self) -> Option<HiddenBy> {
        match self {
            Self::Hidden(reason) => Some(*reason),
            Self::Alone => Some(HiddenBy::Protected),
            _ => None,
        }
    }

    /// Whether the reader may look for vacancies for the person, named by themselves.
    pub fn is_shown_alone(&self) -> bool {
        !matches!(self, Self::Hidden(_))
    }

    /// Whether a vacancy is for the person: as [`allows`](Self::allows), and any where they are shown
    /// alone.
    pub fn allows_alone(&self, routes: &[Route], isco: &[&str]) -> bool {
        *self == Self::Alone || self.allows(routes, isco)
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
        // Only the own coach has come so far.
        Reader::Staff { .. } if facts.protected_address == Some(true) => Verdict::Alone,
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
    rule(not_restricted, HiddenBy::Restricted, HiddenBy::Restricted),
    rule(
        not_protected,
        HiddenBy::Protected,
        HiddenBy::ProtectionUnknown,
    ),
    rule(matched, HiddenBy::MatchingOff, HiddenBy::MatchingUnknown),
    rule(in_scope, HiddenBy::OutsideScope, HiddenBy::ScopeUnknown),
    rule(assigned, HiddenBy::NotAssigned, HiddenBy::NotAssigned),
    rule(consented, HiddenBy::NoConsent, HiddenBy::NoConsent),
    rule(
        text_known,
        HiddenBy::ConsentTextUnknown,
        HiddenBy::ConsentTextUnknown,
    ),
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
            // A counsellor is handed clients one by one, never a coach's, a unit's or the region's.
            Role::Counsellor => matches!(scope, Scope::Assigned(_)),
            Role::Partner | Role::Statistics | Role::Admin => false,
        }
        .into(),
        Reader::Agency(_) | Reader::Statistics => Answer::Yes,
    }
}

fn not_restricted(facts: &Facts, _: &Reader, _: Date) -> Answer {
    (!facts.restricted).into()
}

/// What is known, else what an administrator has decided for staff alone.
fn known_or_decided(
    known: Option<bool>,
    decision: Option<Decision>,
    reader: &Reader,
    on: Date,
) -> Answer {
    let decided = || {
        matches!(reader, Reader::Staff { .. })
            && decision.is_some_and(|decision| decision.holds(on))
    };
    match known {
        None if decided() => Answer::Yes,
        known => known.into(),
    }
}

fn not_protected(facts: &Facts, reader: &Reader, on: Date) -> Answer {
    match reader {
        // The own coach has served the person before and after the order.
        Reader::Staff { role, scope }
            if facts.protected_address == Some(true) && is_own_coach(facts, *role, scope) =>
        {
            Answer::Yes
        }
        _ => {
            let unprotected = facts.protected_address.map(|protected| !protected);
            known_or_decided(unprotected, facts.decision, reader, on)
        }
    }
}

fn matched(facts: &Facts, reader: &Reader, on: Date) -> Answer {
    known_or_decided(facts.matching, facts.matching_decision, reader, on)
}

fn in_scope(facts: &Facts, reader: &Reader, _: Date) -> Answer {
    let Reader::Staff { scope, .. } = reader else {
        return Answer::Yes;
    };
    let (coach, unit) = (facts.coach.as_ref(), facts.service_unit.as_ref());
    match scope {
        Scope::Everyone | Scope::Assigned(_) => Answer::Yes,
        Scope::Unit(own) => unit.map(|unit| unit == own).into(),
        Scope::Units(own) => unit.map(|unit| own.contains(unit)).into(),
        // Its units are put in its place where they are known.
        Scope::Area(_) => Answer::Unknown,
        Scope::Clients(own) => coach.map(|coach| coach == own).into(),
        Scope::Team(own) => coach.map(|coach| own.contains(coach)).into(),
        Scope::Deputy { coach: own, of } => {
            coach.map(|coach| coach == own || of.contains(coach)).into()
        }
    }
}

fn assigned(facts: &Facts, reader: &Reader, on: Date) -> Answer {
    let Reader::Staff {
        scope: Scope::Assigned(own),
        ..
    } = reader
    else {
        return Answer::Yes;
    };
    let mut now = facts
        .assigned
        .iter()
        .filter(|a| a.to == *own && a.holds(on));
    // An assignment without known consent is none, and another may stand beside it.
    now.any(|a| a.consented.is_some_and(|day| day <= on)).into()
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

fn text_known(facts: &Facts, reader: &Reader, _: Date) -> Answer {
    let known = || facts.consent.as_ref().is_some_and(Consent::names_its_text);
    (!matches!(reader, Reader::Agency(_)) || known()).into()
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

/// Whether the reader is the person's own coach, not a deputy or another of the team.
fn is_own_coach(facts: &Facts, role: Role, scope: &Scope) -> bool {
    match scope {
        Scope::Clients(coach) | Scope::Deputy { coach, .. } => {
            role == Role::Coach && facts.coach.as_ref() == Some(coach)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
