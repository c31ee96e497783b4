//! Points and order. An entry's points are the sum, over the clauses that found it, of the
//! clause's weight times the weight of the best field it was found in: a word counts once, however
//! often it stands there. Nothing else enters: not how many entries have the word, not their
//! length. Equal points go by entry number.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use crate::entry::FieldId;
use crate::evaluate::{Node, Part};
use crate::query::Kind;
use crate::view::{FieldWeight, Hit, Match};

/// The points of every entry that a query found.
pub(crate) struct Scores {
    /// Rising.
    entries: Vec<u32>,
    /// Beside `entries`.
    points: Vec<u64>,
}

impl Scores {
    /// Adds up the points of a whole query.
    pub(crate) fn of(root: &Node, fields: &BTreeMap<FieldId, FieldWeight>) -> Self {
        let entries: Vec<u32> = root.entries.iter().collect();
        let mut scores = Self {
            points: vec![0; entries.len()],
            entries,
        };
        scores.add_node(root, &root.entries, fields);
        scores
    }

    /// Adds what a node earns for those of its entries that every group above it found too.
    fn add_node(
        &mut self,
        node: &Node,
        within: &RoaringBitmap,
        fields: &BTreeMap<FieldId, FieldWeight>,
    ) {
        match &node.part {
            Part::Silent => {}
            Part::Group(members) => {
                let within = within & &node.entries;
                for member in members {
                    self.add_node(member, &within, fields);
                }
            }
            Part::Clause { weight, found, .. } => {
                let mut left = within & &node.entries;
                let mut places: Vec<_> = found
                    .places
                    .iter()
                    .map(|((field, kind), entries)| (weight_of(fields, *field, *kind), entries))
                    .collect();
                places.sort_by_key(|(field_weight, _)| Reverse(*field_weight));
                for (field_weight, entries) in places {
                    self.add(&(&left & entries), weight * field_weight);
                    left -= entries;
                }
            }
        }
    }

    fn add(&mut self, entries: &RoaringBitmap, points: u64) {
        let mut from = 0;
        for entry in entries {
            let Some(rest) = self.entries.get(from..) else {
                return;
            };
            from += rest.partition_point(|other| *other < entry);
            if let Some(sum) = self.points.get_mut(from) {
                *sum = sum.saturating_add(points);
            }
        }
    }

    /// A page of the order: most points first, then the lowest entry number.
    pub(crate) fn page(self, offset: usize, limit: usize) -> Vec<(u32, u64)> {
        let mut order: Vec<(Reverse<u64>, u32)> = self
            .points
            .into_iter()
            .map(Reverse)
            .zip(self.entries)
            .collect();
        let end = offset.saturating_add(limit);
        if end < order.len() {
            order.select_nth_unstable(end);
            order.truncate(end);
        }
        order.sort_unstable();
        order
            .into_iter()
            .skip(offset)
            .map(|(Reverse(points), entry)| (entry, points))
            .collect()
    }
}

fn weight_of(fields: &BTreeMap<FieldId, FieldWeight>, field: FieldId, kind: Kind) -> u64 {
    fields.get(&field).map_or(0, |weight| match kind {
        Kind::Whole => u64::from(weight.whole),
        Kind::Part => u64::from(weight.part),
    })
}

/// The entries of a page with what matched in each.
pub(crate) fn hits(root: &Node, page: Vec<(u32, u64)>) -> Vec<Hit> {
    let within = page.iter().map(|(entry, _)| *entry).collect();
    let mut matches = BTreeMap::new();
    matches_below(root, &within, &mut matches);
    page.into_iter()
        .map(|(entry, points)| Hit {
            entry,
            points,
            matches: matches.remove(&entry).unwrap_or_default(),
        })
        .collect()
}

/// Adds the matches of a node for those of its entries that every group above it found too. Terms
/// are walked once for the whole page: a short prefix has very many.
fn matches_below(node: &Node, within: &RoaringBitmap, matches: &mut BTreeMap<u32, Vec<Match>>) {
    let within = within & &node.entries;
    match &node.part {
        Part::Silent => {}
        Part::Group(members) => {
            for member in members {
                matches_below(member, &within, matches);
            }
        }
        Part::Clause { number, found, .. } => {
            for (place, entries) in &found.places {
                let here = &within & entries;
                for entry in &here {
                    matches.entry(entry).or_default().push(Match {
                        clause: *number,
                        field: place.0,
                        kind: place.1,
                        terms: Vec::new(),
                    });
                }
                for (term, entries) in found.terms.get(place).into_iter().flatten() {
                    for entry in &here & entries {
                        let of_entry = matches.get_mut(&entry);
                        if let Some(last) = of_entry.and_then(|matches| matches.last_mut()) {
                            last.terms.push(term.clone());
                        }
                    }
                }
            }
        }
    }
}
