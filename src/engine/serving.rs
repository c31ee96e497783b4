//! Who serves whom: restrictions of processing, clients handed to others, deputies, and an
//! administrator's decisions about sources. All of it stays on record with who decided it.

use super::{Engine, EngineError, Reader};
use crate::domain::{AssigneeId, CoachId, PersonId, PublicId, Role, Scope};
pub use crate::store::{AssignmentSpec, Deputising};
use crate::store::{ProtectionKind, ProtectionRecord};
pub use crate::visibility::{Assigned, Decision};

/// What an administrator decides that staff, never partners, may do with people of a source of whom a
/// fact is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownFact {
    /// See those of whom it is not known whether they have a non-disclosure order.
    Protection,
    /// Match those of whom it is not known whether they may be matched.
    Matching,
}

impl Engine {
    /// Restricts the processing of a person's data (GDPR, article 18): nobody is shown the person from
    /// the moment this returns. Whether it was not restricted already.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not stored; [`EngineError::Setup`] without a reason.
    pub async fn restrict(
        &self,
        person: &PersonId,
        reason: &str,
        by: &str,
    ) -> Result<bool, EngineError> {
        let (store, now) = (&self.0.store, self.0.clock.now());
        Ok(store.restrict(person, reason, by, now).await?)
    }

    /// Lifts the restriction; whether there was one.
    ///
    /// # Errors
    /// As [`restrict`](Self::restrict).
    pub async fn unrestrict(
        &self,
        person: &PersonId,
        reason: &str,
        by: &str,
    ) -> Result<bool, EngineError> {
        let (store, now) = (&self.0.store, self.0.clock.now());
        Ok(store.unrestrict(person, reason, by, now).await?)
    }

    /// Hands a client to a counsellor or a coach of a purchased service. It ends by itself.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not stored; [`EngineError::Setup`] without purpose
    /// or consent, or for days in the wrong order.
    pub async fn assign(&self, spec: &AssignmentSpec, by: &str) -> Result<(), EngineError> {
        Ok(self.0.store.assign(spec, by, self.0.clock.now()).await?)
    }

    /// Ends the assignments of a client to somebody at once; how many there were.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not stored.
    pub async fn end_assignment(
        &self,
        person: &PersonId,
        to: &AssigneeId,
        by: &str,
    ) -> Result<u64, EngineError> {
        let (store, now) = (&self.0.store, self.0.clock.now());
        Ok(store.end_assignment(person, to, by, now).await?)
    }

    /// Lets a coach stand in for another on some days.
    ///
    /// # Errors
    /// [`EngineError::Setup`] for days in the wrong order and for a coach's own deputy.
    pub async fn deputise(&self, deputising: &Deputising, by: &str) -> Result<(), EngineError> {
        let (store, now) = (&self.0.store, self.0.clock.now());
        Ok(store.deputise(deputising, by, now).await?)
    }

    /// Ends a deputy's standing in for a coach at once; how many times were ended.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where it cannot be written.
    pub async fn end_deputy(&self, coach: &CoachId, deputy: &CoachId) -> Result<u64, EngineError> {
        let (store, now) = (&self.0.store, self.0.clock.now());
        Ok(store.end_deputy(coach, deputy, now).await?)
    }

    /// Puts an administrator's decision about a source on record, or with `None` takes it back; how
    /// many people it is about.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where it cannot be written.
    pub async fn decide(
        &self,
        source: &str,
        about: UnknownFact,
        decision: Option<Decision>,
        by: &str,
    ) -> Result<u64, EngineError> {
        let kind = match (about, decision) {
            (UnknownFact::Protection, Some(decision)) => ProtectionKind::StaffMaySee(decision),
            (UnknownFact::Protection, None) => ProtectionKind::Withdrawn,
            (UnknownFact::Matching, Some(decision)) => ProtectionKind::StaffMayMatch(decision),
            (UnknownFact::Matching, None) => ProtectionKind::MatchingWithdrawn,
        };
        let record = ProtectionRecord {
            source: source.to_owned(),
            kind,
            by: by.to_owned(),
            at: self.0.clock.now(),
        };
        Ok(self.0.store.record_protection(&record).await?)
    }

    /// The program's own identifier of a client whose imported one the reader knows, for addresses:
    /// also of one who stands in no list because of a non-disclosure order. On the ledger they are opened.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not there for this reader.
    pub async fn client_named(
        &self,
        reader: &Reader,
        person: &PersonId,
    ) -> Result<PublicId, EngineError> {
        super::matching::staff_only(reader, "open a client")?;
        self.follow().await?;
        let as_of = self.as_of();
        let (public, entry) = {
            let state = self.0.read_state();
            let (_, row, _) = state.seen_alone(person.as_str(), &reader.class(), as_of)?;
            (row.public, row.entry)
        };
        self.opened_alone(reader, entry, as_of).await?;
        Ok(public)
    }

    /// A scope as it holds today: an area's units by the settings, a coach's with those of the coaches
    /// for whom the coach stands in.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub(super) async fn scope_today(&self, role: Role, scope: Scope) -> Result<Scope, EngineError> {
        Ok(match scope {
            Scope::Area(area) => {
                let units = self.0.service_areas.iter();
                let own = units.filter(|(_, of)| **of == area);
                Scope::Units(own.map(|(unit, _)| unit.clone()).collect())
            }
            Scope::Clients(coach) if role == Role::Coach => {
                let of = self.0.store.stands_in_for(&coach, self.as_of()).await?;
                match of.is_empty() {
                    true => Scope::Clients(coach),
                    false => Scope::Deputy { coach, of },
                }
            }
            scope => scope,
        })
    }
}
