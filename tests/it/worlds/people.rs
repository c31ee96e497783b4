//! Two regions' people: the common ones, and how the others are hidden in each.

use std::sync::LazyLock;

use jiff::ToSpan as _;
use kohtaanto::domain::{
    Condition, Consent, ConsentText, Jobseeker, Offer, ReleasedField, RightToWork, RightToWorkKind,
    Route, Vacancy,
};
use kohtaanto::sample::{self, DAY, Region};

use super::dice::Dice;

/// Agencies that ask.
pub(super) const AGENCIES: [&str; 2] = ["a-1", "a-2"];

/// An agency that never asks.
const OTHER: &str = "a-3";

/// What people and vacancies are drawn from.
static REGION: LazyLock<Region> = LazyLock::new(|| sample::region(20_261_123, 400, 80));

pub(super) fn region() -> &'static Region {
    &REGION
}

/// How somebody is hidden from partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hide {
    NeverWas,
    Erased,
    /// Processing is restricted; like the erasure, on record beside the person.
    Restricted,
    Protected,
    ProtectionUnknown,
    MatchingOff,
    MatchingUnknown,
    NoConsent,
    OtherAgency,
    Ended,
    NotBegun,
    /// No known text of consent.
    NoText,
    NoRight,
    NotOffered,
}

impl Hide {
    /// From educators too, whose counts are of everyone open to matching.
    pub(super) const FROM_EVERYONE: &[Self] = &[
        Self::NeverWas,
        Self::Erased,
        Self::Restricted,
        Self::Protected,
        Self::ProtectionUnknown,
        Self::MatchingOff,
        Self::MatchingUnknown,
    ];

    pub(super) const FROM_PARTNERS: &[Self] = &[
        Self::NeverWas,
        Self::Erased,
        Self::Restricted,
        Self::Protected,
        Self::ProtectionUnknown,
        Self::MatchingOff,
        Self::MatchingUnknown,
        Self::NoConsent,
        Self::OtherAgency,
        Self::Ended,
        Self::NotBegun,
        Self::NoText,
        Self::NoRight,
        Self::NotOffered,
    ];

    /// The record as it is put; `None` is put nowhere. Who is to be erased is put first.
    pub(super) fn record(self, shown: &Jobseeker) -> Option<Jobseeker> {
        let mut record = shown.clone();
        match self {
            Self::NeverWas => return None,
            Self::Erased | Self::Restricted => {}
            Self::Protected => record.person.protected_address = Some(true),
            Self::ProtectionUnknown => record.person.protected_address = None,
            Self::MatchingOff => record.visibility.matching = Some(false),
            Self::MatchingUnknown => record.visibility.matching = None,
            Self::NoConsent => record.visibility.partners = None,
            Self::OtherAgency => consent(&mut record).agencies = vec![OTHER.parse().unwrap()],
            Self::Ended => consent(&mut record).until = Some(DAY.yesterday().unwrap()),
            Self::NotBegun => consent(&mut record).from = Some(DAY.tomorrow().unwrap()),
            Self::NoText => consent(&mut record).consent_text = Some("0000-0".to_owned()),
            Self::NoRight => {
                record.profile.right_to_work = Some(RightToWork {
                    kind: RightToWorkKind::None,
                    weekly: None,
                    valid_until: None,
                });
            }
            Self::NotOffered => record.staff.offer = Some(Offer::NotNow),
        }
        Some(record)
    }
}

fn consent(record: &mut Jobseeker) -> &mut Consent {
    record.visibility.partners.get_or_insert_default()
}

/// The people of a pair of regions, in the order in which they are imported.
pub(super) struct People {
    pub(super) vacancies: Vec<Vacancy>,
    /// Everyone; where `hidden` names one by place, they are hidden in both regions.
    pub(super) all: Vec<Jobseeker>,
    pub(super) hidden: Vec<usize>,
}

impl People {
    /// Drawn from the sample region; `hidden` of them in the middle of the order.
    pub(super) fn of(dice: &mut Dice, count: usize, vacancies: usize, hidden: usize) -> Self {
        let region = &*REGION;
        let from = dice.below(region.jobseekers.len() - count);
        let mut all: Vec<Jobseeker> = region.jobseekers[from..from + count].to_vec();
        all.iter_mut().for_each(|record| open(dice, record));
        let from = dice.below(region.vacancies.len() - vacancies);
        let mut places: Vec<usize> = Vec::new();
        while places.len() < hidden {
            let place = dice.below(count);
            if !places.contains(&place) {
                all[place].visibility.partners = Some(shown_to_all());
                places.push(place);
            }
        }
        Self {
            vacancies: region.vacancies[from..from + vacancies].to_vec(),
            all,
            hidden: places,
        }
    }

    /// The records as they stand in a region that hides the hidden so; the erased are still in it.
    pub(super) fn records(&self, hides: &[Hide]) -> Vec<Jobseeker> {
        let hide = |place: usize| self.hidden.iter().position(|h| *h == place);
        let records = self.all.iter().enumerate();
        let record = |(place, record): (usize, &Jobseeker)| match hide(place) {
            Some(nth) => hides[nth].record(record),
            None => Some(record.clone()),
        };
        records.filter_map(record).collect()
    }
}

pub(super) fn shown_to_all() -> Consent {
    Consent {
        agencies: AGENCIES.map(|id| id.parse().unwrap()).into(),
        fields: Some(ReleasedField::ALL.to_vec()),
        consent_text: Some(ConsentText::current().version().to_owned()),
        ..Consent::default()
    }
}

/// Makes most people visible to an agency or both, each with other fields, work and days.
fn open(dice: &mut Dice, record: &mut Jobseeker) {
    if !dice.percent(85) {
        return;
    }
    record.person.protected_address = Some(false);
    record.visibility.matching = Some(true);
    record.staff.offer = None;
    let mut agencies = dice.some(&AGENCIES, 70);
    if agencies.is_empty() {
        agencies.push(AGENCIES[0]);
    }
    let work: &[&[&str]] = &[&["5", "9"], &["2", "3", "4"], &["7", "8"]];
    record.visibility.partners = Some(Consent {
        agencies: agencies.iter().map(|id| id.parse().unwrap()).collect(),
        from: dice.percent(50).then_some(DAY),
        until: dice.percent(50).then_some(DAY),
        work: dice
            .percent(25)
            .then(|| dice.pick(work).iter().map(|&g| g.to_owned()).collect()),
        fields: dice.percent(80).then(|| dice.some(ReleasedField::ALL, 75)),
        consent_text: Some(ConsentText::current().version().to_owned()),
        ..Consent::default()
    });
}

/// Changes what is the coach's word and what is for staff alone, and nothing else, of somebody whom
/// neither hides.
pub(super) fn for_staff_alone(dice: &mut Dice, record: &mut Jobseeker) {
    let right = record.profile.right_to_work.as_ref().map(|r| r.kind);
    let offer = record.staff.offer;
    if right == Some(RightToWorkKind::None)
        || matches!(offer, Some(Offer::NotNow | Offer::RoutesOnly))
    {
        return;
    }
    record.staff.routes = dice.some(Route::ALL, 40);
    let days = i64::try_from(dice.below(300)).unwrap();
    record.staff.review_on = dice.percent(70).then(|| DAY + days.days());
    record.staff.offer = *dice.pick(&[None, Some(Offer::Open), Some(Offer::WithSupport)]);
    if let Some(wishes) = &mut record.profile.wishes {
        wishes.conditions = dice.some(Condition::ALL, 30);
    }
    let short_of_none = [
        None,
        Some(RightToWorkKind::Unrestricted),
        Some(RightToWorkKind::HoursLimited),
        Some(RightToWorkKind::FieldLimited),
        Some(RightToWorkKind::Unknown),
    ];
    record.profile.right_to_work = dice.pick(&short_of_none).map(|kind| RightToWork {
        kind,
        weekly: (kind == RightToWorkKind::HoursLimited).then_some(20.0),
        valid_until: None,
    });
}
