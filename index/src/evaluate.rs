//! Turns a query into sets of allowed entries, group by group.

use roaring::RoaringBitmap;

use crate::leaf::{Found, Source};
use crate::query::Query;

/// A query with the entries that each of its groups and clauses finds.
pub(crate) struct Node {
    /// The entries found.
    pub(crate) entries: RoaringBitmap,
    /// What finds them.
    pub(crate) part: Part,
}

/// What a node is made of, as far as points and matches go.
pub(crate) enum Part {
    /// A word, phrase or prefix.
    Clause {
        /// The clause's number in the query.
        number: u16,
        /// Its worth in points.
        weight: u64,
        /// Where it was found.
        found: Found,
    },
    /// A group whose members all add to an entry's points where they match.
    Group(Vec<Node>),
    /// Everything, or an exclusion: adds no points.
    Silent,
}

/// Evaluates a query that keeps its limits. `everything` is every entry there is, allowed.
pub(crate) fn evaluate(
    query: &Query,
    source: &Source<'_>,
    everything: &RoaringBitmap,
) -> tantivy::Result<Node> {
    Evaluation {
        source,
        everything,
        next_clause: 0,
    }
    .node(query)
}

struct Evaluation<'e> {
    source: &'e Source<'e>,
    everything: &'e RoaringBitmap,
    next_clause: u16,
}

impl Evaluation<'_> {
    fn node(&mut self, query: &Query) -> tantivy::Result<Node> {
        Ok(match query {
            Query::All => {
                self.number();
                silent(self.everything.clone())
            }
            Query::Word(word) => self.clause(u64::from(word.weight), self.source.word(word)?),
            Query::Phrase(phrase) => self.clause(phrase.weight(), self.source.phrase(phrase)?),
            Query::Prefix(prefix) => {
                self.clause(u64::from(prefix.weight), self.source.prefix(prefix)?)
            }
            Query::AllOf(queries) => {
                let members = self.members(queries)?;
                let mut entries = self.everything.clone();
                for member in &members {
                    entries &= &member.entries;
                }
                group(entries, members)
            }
            Query::AnyOf(queries) => {
                let members = self.members(queries)?;
                let mut entries = RoaringBitmap::new();
                for member in &members {
                    entries |= &member.entries;
                }
                group(entries, members)
            }
            Query::Exclude(query) => silent(self.everything - self.node(query)?.entries),
        })
    }

    fn members(&mut self, queries: &[Query]) -> tantivy::Result<Vec<Node>> {
        queries.iter().map(|query| self.node(query)).collect()
    }

    fn clause(&mut self, weight: u64, found: Found) -> Node {
        Node {
            entries: found.entries(),
            part: Part::Clause {
                number: self.number(),
                weight,
                found,
            },
        }
    }

    /// The number of the next clause; the limit on clauses keeps it small.
    fn number(&mut self) -> u16 {
        let number = self.next_clause;
        self.next_clause = number.saturating_add(1);
        number
    }
}

fn silent(entries: RoaringBitmap) -> Node {
    Node {
        entries,
        part: Part::Silent,
    }
}

fn group(entries: RoaringBitmap, members: Vec<Node>) -> Node {
    Node {
        entries,
        part: Part::Group(members),
    }
}
