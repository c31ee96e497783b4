//! The relations of a release while it is built: a list for each concept.

use std::collections::HashSet;
use std::ops::Range;

use super::ConceptIx;
use super::report::Why;

/// Whether a relation was taken, or why not.
pub(super) type Taken = Result<(), Why>;

/// For each concept those it is related to, in order of concept once [`sort`](Self::sort)ed.
pub(super) struct Links {
    /// How many skills: the first concepts.
    pub(super) skills: usize,
    /// How many of each kind.
    pub(super) counts: [usize; 4],
    pub(super) broader: Vec<Vec<ConceptIx>>,
    pub(super) narrower: Vec<Vec<ConceptIx>>,
    /// For an occupation its essential skills, for a skill the occupations.
    pub(super) essential: Vec<Vec<ConceptIx>>,
    pub(super) optional: Vec<Vec<ConceptIx>>,
    /// For a skill the occupations that use it, for an occupation its skills, essential or not.
    pub(super) users: Vec<Vec<ConceptIx>>,
    /// Related skills and whether as essential.
    pub(super) related: Vec<Vec<(ConceptIx, bool)>>,
    codes: Vec<String>,
    seen: HashSet<(u8, ConceptIx, ConceptIx)>,
}

impl Links {
    /// No relations yet between concepts of these counts and codes.
    pub(super) fn empty(counts: [usize; 4], codes: Vec<String>) -> Self {
        let none = || vec![Vec::new(); codes.len()];
        Self {
            skills: counts[0],
            counts,
            broader: none(),
            narrower: none(),
            essential: none(),
            optional: none(),
            users: none(),
            related: vec![Vec::new(); codes.len()],
            codes,
            seen: HashSet::new(),
        }
    }

    /// How many concepts.
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    fn range(&self, place: usize) -> Range<usize> {
        let start = self.counts[..place].iter().sum();
        start..start + self.counts[place]
    }

    /// Every occupation.
    pub(super) fn occupations(&self) -> impl Iterator<Item = ConceptIx> + use<> {
        self.range(1).map(ConceptIx::at)
    }

    pub(super) fn is_skill(&self, ix: ConceptIx) -> bool {
        self.range(0).contains(&ix.index())
    }

    pub(super) fn is_occupation(&self, ix: ConceptIx) -> bool {
        self.range(1).contains(&ix.index())
    }

    pub(super) fn is_isco_group(&self, ix: ConceptIx) -> bool {
        self.range(2).contains(&ix.index())
    }

    pub(super) fn is_skill_group(&self, ix: ConceptIx) -> bool {
        self.range(3).contains(&ix.index())
    }

    /// The digits of an occupation's ISCO unit group, as far as they are known.
    pub(super) fn isco(&self, ix: ConceptIx) -> &str {
        self.codes[ix.index()].split('.').next().unwrap_or("")
    }

    /// Takes a step of a hierarchy: within the skills' or within the occupations' pillar, and never
    /// a group under what is no group.
    pub(super) fn add_broader(&mut self, narrower: ConceptIx, broader: ConceptIx) -> Taken {
        let fits = (self.is_skill(narrower) && self.is_skill(broader))
            || (self.is_occupation(narrower) && self.is_occupation(broader))
            || (self.is_skill_group(broader)
                && (self.is_skill(narrower) || self.is_skill_group(narrower)))
            || (self.is_isco_group(broader)
                && (self.is_occupation(narrower) || self.is_isco_group(narrower)));
        self.check(0, narrower, broader, fits)?;
        self.broader[narrower.index()].push(broader);
        self.narrower[broader.index()].push(narrower);
        Ok(())
    }

    /// Takes an occupation's use of a skill; of two for one pair the first stays.
    pub(super) fn add_use(
        &mut self,
        occupation: ConceptIx,
        skill: ConceptIx,
        essential: bool,
    ) -> Taken {
        let fits = self.is_occupation(occupation) && self.is_skill(skill);
        self.check(1, occupation, skill, fits)?;
        let lists = if essential {
            &mut self.essential
        } else {
            &mut self.optional
        };
        lists[occupation.index()].push(skill);
        lists[skill.index()].push(occupation);
        self.users[occupation.index()].push(skill);
        self.users[skill.index()].push(occupation);
        Ok(())
    }

    /// Takes a relation of two skills, which holds both ways; of two for one pair the first stays.
    pub(super) fn add_related(&mut self, a: ConceptIx, b: ConceptIx, essential: bool) -> Taken {
        let fits = self.is_skill(a) && self.is_skill(b);
        self.check(2, a.min(b), a.max(b), fits)?;
        self.related[a.index()].push((b, essential));
        self.related[b.index()].push((a, essential));
        Ok(())
    }

    fn check(&mut self, sort: u8, a: ConceptIx, b: ConceptIx, fits: bool) -> Taken {
        if !fits {
            return Err(Why::WrongKind);
        }
        if a == b {
            return Err(Why::Itself);
        }
        if self.seen.insert((sort, a, b)) {
            Ok(())
        } else {
            Err(Why::Duplicate)
        }
    }

    /// Puts every list in order of concept.
    pub(super) fn sort(&mut self) {
        let lists = [
            &mut self.broader,
            &mut self.narrower,
            &mut self.essential,
            &mut self.optional,
            &mut self.users,
        ];
        for list in lists.into_iter().flatten() {
            list.sort_unstable();
        }
        self.related
            .iter_mut()
            .for_each(|list| list.sort_unstable());
    }
}
