//! What a row has so far while everyone is scored: small numbers packed into one, and where they lie.

use super::assessment::Outcome;

/// What a row has so far, in one number: points, must skills met or near, must skills met, and the sum
/// of the ordinals of those met, which names the one that is not where only one is not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum(pub(super) u32);

impl Sum {
    pub(super) const LINKS: u32 = 11;
    const MET: u32 = 16;
    const ORDINALS: u32 = 21;
    /// Points that fit.
    pub(super) const POINTS_MAX: u16 = (1 << Self::LINKS) - 1;
    /// Must skills that fit.
    pub(super) const MUSTS_MAX: usize = 31;

    pub(super) fn of(outcome: Outcome, ordinal: u32) -> Self {
        let link = u32::from(outcome.links && ordinal > 0);
        let met = u32::from(outcome.links && !outcome.blocks && ordinal > 0);
        let counts = link << Self::LINKS | met << Self::MET | (met * ordinal) << Self::ORDINALS;
        Self(u32::from(outcome.points) | counts)
    }

    pub(super) fn points(self) -> u16 {
        (self.0 & u32::from(Self::POINTS_MAX)) as u16
    }

    pub(super) fn links(self) -> u16 {
        (self.0 >> Self::LINKS & 31) as u16
    }

    pub(super) fn met(self) -> u16 {
        (self.0 >> Self::MET & 31) as u16
    }

    pub(super) fn ordinals(self) -> u32 {
        self.0 >> Self::ORDINALS
    }
}

/// Working space of a block, kept from vacancy to vacancy.
#[derive(Default)]
pub(super) struct Space {
    pub(super) sums: Vec<u32>,
    pub(super) small: Vec<u16>,
    pub(super) counts: Vec<u32>,
}

/// Points in the lower half, blocked wishes as bits in the upper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looked(pub(super) u32);

impl Looked {
    /// The bit of what another requirement brings about.
    pub(super) const BY_OTHER: u32 = 15;

    pub(super) fn points(self) -> u16 {
        self.0 as u16
    }

    pub(super) fn blocked(self) -> u32 {
        self.0 >> 16
    }
}
