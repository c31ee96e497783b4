//! The table that a run ends with: what was measured beside what it ought to be.

/// What something may take: at least, and as aimed at. A proportion to the plain search or a number of
/// the line's own unit.
#[derive(Clone, Copy)]
pub(crate) enum Aim {
    /// Only told.
    None,
    /// Times what the plain search takes.
    Ratio(f64, f64),
    /// In the unit of the line.
    Most(f64, f64),
}

struct Line {
    what: String,
    unit: &'static str,
    ours: f64,
    theirs: Option<f64>,
    aim: Aim,
}

/// The lines so far.
#[derive(Default)]
pub(crate) struct Summary(Vec<Line>);

impl Summary {
    /// Adds a line and says it at once, for a run takes minutes.
    pub(crate) fn add(
        &mut self,
        what: impl Into<String>,
        unit: &'static str,
        ours: f64,
        theirs: Option<f64>,
        aim: Aim,
    ) {
        let line = Line {
            what: what.into(),
            unit,
            ours,
            theirs,
            aim,
        };
        eprintln!("{}", line.text());
        self.0.push(line);
    }

    /// The table of what has an aim.
    pub(crate) fn print(&self) {
        eprintln!("\nmeasured against the aims:");
        for line in self.0.iter().filter(|line| !matches!(line.aim, Aim::None)) {
            eprintln!("{}", line.text());
        }
    }
}

impl Line {
    fn text(&self) -> String {
        let mut text = format!("{:<58} {:>10.4} {:<3}", self.what, self.ours, self.unit);
        if let Some(theirs) = self.theirs {
            let ratio = self.ours / theirs;
            text += &format!(" tantivy {theirs:>9.4} {:<3} {ratio:>6.2} x", self.unit);
        }
        let (is, least, aim, of) = match self.aim {
            Aim::None => return text,
            Aim::Ratio(least, aim) => (self.ours / self.theirs.unwrap_or(0.0), least, aim, "x"),
            Aim::Most(least, aim) => (self.ours, least, aim, self.unit),
        };
        let reached = match is {
            is if is <= aim => "as aimed",
            is if is <= least => "at least",
            _ => "MISSED",
        };
        text + &format!("  {reached} (at most {least} {of}, aim {aim} {of})")
    }
}
