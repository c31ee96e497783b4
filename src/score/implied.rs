//! What the law asks of an occupation whether or not the advert names it: a nurse is licensed, also
//! where the advert does not say so.

use super::ask::Ask;
use crate::domain::permit::Force;
use crate::domain::{MentionKind, Need, PermitCode, Reading, Stance};
use crate::taxonomy::Taxonomy;

/// What lorries and buses ask of their drivers beside the class.
const PROFESSIONAL: &str = "licence:driver_cpc";

/// How strongly a permit of this force is asked of whoever does the work. A protected title may be
/// worn by the registered alone, but others may do the work; a qualification has its lawful
/// derogation, which the finding tells, and is asked all the same.
fn need(force: Force) -> Need {
    match force {
        Force::LegalBeforeStart | Force::Qualification => Need::Must,
        Force::ProtectedTitle => Need::Should,
        Force::LegalWithin { .. } | Force::Custom => Need::Nice,
    }
}

fn is_driving(code: PermitCode) -> bool {
    code.as_str().starts_with("driving:")
}

/// A class of driving licence, or what goes with one.
fn is_of_class(code: PermitCode) -> bool {
    is_driving(code) || code.as_str() == PROFESSIONAL
}

impl Ask {
    /// Asks the permits that go with every one of the occupations asked, where the advert does not
    /// speak of them: what it says itself stands, also that one is not needed. Which class of driving
    /// licence, is for an advert that names any to say.
    pub(super) fn take_implied(&mut self, reading: &Reading, taxonomy: &Taxonomy) {
        let asked = self.asked_by_law(taxonomy);
        if asked == 0 {
            return;
        }
        let denied = reading
            .mentions
            .iter()
            .filter(|m| m.kind == MentionKind::Permit && m.stance == Stance::Denied)
            .filter_map(|m| m.id.parse::<PermitCode>().ok());
        self.ask_by_law(asked, denied.collect());
    }

    /// Asks again what the law asks of the occupations and a permit stood for that is asked no more.
    pub(super) fn keep_lawful(&mut self, dropped: PermitCode, taxonomy: &Taxonomy) {
        let stood_for = |code: &PermitCode| {
            dropped.holds() >> code.index() & 1 == 1 || is_driving(dropped) && is_of_class(*code)
        };
        let stood_for = PermitCode::all().filter(stood_for);
        let stood_for = stood_for.fold(0, |all, code| all | 1 << code.index());
        self.ask_by_law(self.asked_by_law(taxonomy) & stood_for, Vec::new());
    }

    /// Permits, as a set, that go with every one of the occupations asked.
    fn asked_by_law(&self, taxonomy: &Taxonomy) -> u128 {
        let of_each = self.occupations.iter();
        let of_each = of_each.map(|ix| PermitCode::asked_of(taxonomy.uri(*ix)));
        of_each.reduce(|all, one| all & one).unwrap_or_default()
    }

    fn ask_by_law(&mut self, asked: u128, denied: Vec<PermitCode>) {
        let own = self.permits.iter().map(|(code, _)| *code);
        let spoken_of: Vec<PermitCode> = denied.into_iter().chain(own).collect();
        let classes_said = spoken_of.iter().any(|code| is_driving(*code));
        for code in PermitCode::all().filter(|code| asked >> code.index() & 1 == 1) {
            let said = spoken_of
                .iter()
                .any(|other| other.holds() >> code.index() & 1 == 1);
            if said || (classes_said && is_of_class(code)) {
                continue;
            }
            self.permits.push((code, need(code.facts().force)));
            self.permits_implied |= 1 << code.index();
        }
    }
}
