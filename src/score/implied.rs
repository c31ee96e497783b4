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

impl Ask {
    /// Asks the permits that go with every one of the occupations asked, where the advert does not
    /// speak of them: what it says itself stands, also that one is not needed. Which class of driving
    /// licence, is for an advert that names any to say.
    pub(super) fn take_implied(&mut self, reading: &Reading, taxonomy: &Taxonomy) {
        let of_each = self.occupations.iter();
        let asked = of_each
            .map(|ix| PermitCode::asked_of(taxonomy.uri(*ix)))
            .reduce(|all, one| all & one)
            .unwrap_or_default();
        if asked == 0 {
            return;
        }
        let denied = reading
            .mentions
            .iter()
            .filter(|m| m.kind == MentionKind::Permit && m.stance == Stance::Denied)
            .filter_map(|m| m.id.parse::<PermitCode>().ok());
        let spoken_of: Vec<PermitCode> = denied
            .chain(self.permits.iter().map(|(code, _)| *code))
            .collect();
        let driving = |code: &PermitCode| code.as_str().starts_with("driving:");
        let classes_said = spoken_of.iter().any(driving);
        for code in PermitCode::all().filter(|code| asked >> code.index() & 1 == 1) {
            let said = spoken_of
                .iter()
                .any(|other| other.holds() >> code.index() & 1 == 1);
            let of_class = driving(&code) || code.as_str() == PROFESSIONAL;
            if said || (classes_said && of_class) {
                continue;
            }
            self.permits.push((code, need(code.facts().force)));
            self.permits_implied |= 1 << code.index();
        }
    }
}
