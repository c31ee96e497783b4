//! What pages draw of an answer: bars, marked words, rows. Computes geometry, never points.

use crate::engine::answer::{Group, GroupCounts, Half, Match, Part, Snippet, State};

/// A score as a bar: one track a part, as wide as its ceiling.
pub(super) struct Bar {
    /// Width of the drawing, in points and gaps.
    pub(super) width: u32,
    /// The tracks, in the order of the parts.
    pub(super) tracks: Vec<Track>,
}

/// One part's track.
pub(super) struct Track {
    /// Which half: `work` or `wishes`, the colour.
    pub(super) half: Half,
    /// The part's name.
    pub(super) label: String,
    /// Left edge.
    pub(super) x: u32,
    /// Points earned.
    pub(super) points: u32,
    /// Ceilings of what is unknown, drawn right of what is earned.
    pub(super) open: u32,
    /// Ceiling.
    pub(super) points_max: u32,
}

/// Gap between two tracks and between the halves, in points.
const GAP: u32 = 4;
const GAP_OF_HALVES: u32 = 16;

/// Ceilings of a part's unknown findings that nothing was earned for. In the half of wishes what is
/// unsaid is flexible and earns its share, so nothing is open there.
fn open_points(part: &Part) -> u32 {
    let unknown = part.findings.iter().filter(|f| f.state == State::Unknown);
    match part.half {
        Half::Work => unknown
            .map(|f| f.points_max - f.points.min(f.points_max))
            .sum(),
        Half::Wishes => 0,
    }
}

/// The bar of a score. Parts that the vacancy does not ask for have no track.
pub(super) fn bar(parts: &[Part]) -> Bar {
    let mut tracks = Vec::new();
    let mut x = 0;
    let mut last_half = None;
    for part in parts.iter().filter(|p| p.points_max > 0) {
        if let Some(last) = last_half {
            x += if last == part.half {
                GAP
            } else {
                GAP_OF_HALVES
            };
        }
        last_half = Some(part.half);
        tracks.push(Track {
            half: part.half,
            label: part.label.clone(),
            x,
            points: part.points,
            open: open_points(part),
            points_max: part.points_max,
        });
        x += part.points_max;
    }
    Bar {
        width: x.max(1),
        tracks,
    }
}

/// Points and ceiling of one half.
pub(super) fn half(parts: &[Part], half: Half) -> (u32, u32) {
    let of_half = parts.iter().filter(|p| p.half == half);
    of_half.fold((0, 0), |(points, most), p| {
        (points + p.points, most + p.points_max)
    })
}

/// One match in a list.
pub(super) struct Row {
    /// What the engine answered.
    pub(super) answer: Match,
    /// Its bar.
    pub(super) bar: Bar,
    /// Points and ceiling of the work's half.
    pub(super) work: (u32, u32),
    /// Points and ceiling of the wishes' half.
    pub(super) wishes: (u32, u32),
    /// Address of its explanation.
    pub(super) address: String,
}

/// Rows of a list; `address` gives the address of each explanation.
pub(super) fn rows(matches: Vec<Match>, address: impl Fn(&Match) -> String) -> Vec<Row> {
    let row = |answer: Match| Row {
        bar: bar(&answer.parts),
        work: half(&answer.parts, Half::Work),
        wishes: half(&answer.parts, Half::Wishes),
        address: address(&answer),
        answer,
    };
    matches.into_iter().map(row).collect()
}

/// The first segment of an evidence's path and its position counted from one: `employments/0` is
/// (`employments`, 1).
pub(super) fn place(field: &str) -> (&str, Option<u32>) {
    let (name, rest) = field.split_once('/').unwrap_or((field, ""));
    (name, rest.parse::<u32>().ok().map(|n| n + 1))
}

/// The sign that stands beside a state's name.
pub(super) fn sign(state: &State) -> &'static str {
    match state {
        State::Met => "✓",
        State::Near => "≈",
        State::Unknown => "?",
        State::Missing => "✕",
    }
}

/// A stretch of text, marked or not.
pub(super) struct Stretch {
    /// The words.
    pub(super) text: String,
    /// Whether they matched.
    pub(super) marked: bool,
}

/// A snippet in stretches. Marks that overlap or lie outside the text are cut to what is there.
pub(super) fn stretches(snippet: &Snippet) -> Vec<Stretch> {
    let letters: Vec<char> = snippet.text.chars().collect();
    let mut stretches = Vec::new();
    let mut at = 0;
    let mut push = |range: std::ops::Range<usize>, marked| {
        if !range.is_empty() {
            stretches.push(Stretch {
                text: letters[range].iter().collect(),
                marked,
            });
        }
    };
    for [start, end] in &snippet.marks {
        let start = (*start as usize).clamp(at, letters.len());
        let end = (*end as usize).clamp(start, letters.len());
        push(at..start, false);
        push(start..end, true);
        at = end;
    }
    push(at..letters.len(), false);
    stretches
}

/// One group among the counts.
pub(super) struct GroupCount {
    /// Which.
    pub(super) group: Group,
    /// How many.
    pub(super) count: u64,
    /// Whether the list shows this group alone.
    pub(super) chosen: bool,
    judged: bool,
}

impl GroupCount {
    /// Whether anything of the work was judged.
    pub(super) fn is_judged(&self) -> bool {
        self.judged
    }
}

/// The four counts, best group first.
pub(super) fn groups(counts: GroupCounts, chosen: Option<Group>, judged: bool) -> Vec<GroupCount> {
    let count = |group: &Group| GroupCount {
        group: *group,
        count: counts.of(*group),
        chosen: chosen == Some(*group),
        judged,
    };
    Group::ALL.iter().map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::answer::Criterion;

    fn part(half: Half, points: u32, points_max: u32) -> Part {
        let criterion = if half == Half::Work {
            Criterion::Skills
        } else {
            Criterion::Commute
        };
        Part {
            criterion,
            half,
            label: "x".into(),
            points,
            points_max,
            findings: vec![],
        }
    }

    #[test]
    fn tracks_lie_side_by_side_and_leave_out_what_is_not_asked() {
        let parts = [
            part(Half::Work, 10, 100),
            part(Half::Work, 0, 0),
            part(Half::Work, 50, 50),
            part(Half::Wishes, 90, 90),
        ];
        let drawn = bar(&parts);
        let places: Vec<(u32, u32)> = drawn.tracks.iter().map(|t| (t.x, t.points_max)).collect();
        assert_eq!(places, [(0, 100), (104, 50), (170, 90)]);
        assert_eq!(drawn.width, 260);
        assert_eq!(half(&parts, Half::Work), (60, 150));
    }

    #[test]
    fn marks_are_cut_to_the_text() {
        let check = |marks: &[[u32; 2]], expected: &[(&str, bool)]| {
            let snippet = Snippet {
                field: "text/fi".into(),
                text: "ääkkösiä on".into(),
                marks: marks.to_vec(),
                cut_before: false,
                cut_after: false,
            };
            let cut = stretches(&snippet);
            let cut: Vec<(&str, bool)> = cut.iter().map(|s| (s.text.as_str(), s.marked)).collect();
            assert_eq!(cut, expected);
        };
        check(&[[0, 8]], &[("ääkkösiä", true), (" on", false)]);
        check(&[[9, 99]], &[("ääkkösiä ", false), ("on", true)]);
        check(
            &[[0, 4], [2, 6]],
            &[("ääkk", true), ("ös", true), ("iä on", false)],
        );
        check(&[], &[("ääkkösiä on", false)]);
    }
}
