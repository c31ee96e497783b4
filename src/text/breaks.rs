//! Where clauses, sentences, lines and paragraphs end: what stands between two words.

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    None,
    Clause,
    Sentence,
    Line,
    Paragraph,
}

/// Words with a full stop that ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "esim", "ym", "yms", "jne", "puh", "klo", "vrt", "kpl", "nro", "alk", "nyk", "ent", "tfn",
    "tel", "osv", "dvs", "etc", "approx", "incl", "inkl", "exkl", "excl", "min", "max", "resp",
    "huom", "sis", "dept", "mrs", "obs", "vko", "tim", "sek", "milj", "pros", "mom", "dipl", "ins",
    "kand", "fil", "yhteyd", "kts", "ext", "bla", "mfl", "prof",
];

/// Whether a full stop after a word (lower case) ends its sentence though no capital follows: hasty and
/// foreign hands write none. Numbers, initials and abbreviations have stops of their own.
fn is_ended(before: &str) -> bool {
    before.chars().count() > 2
        && before.chars().all(char::is_alphabetic)
        && !ABBREVIATIONS.contains(&before)
}

/// What the characters between two words part, by the word before them (lower case) and the letter after.
pub(super) fn gap(between: &str, next: char, before: &str) -> Break {
    let lines = between.matches('\n').count();
    if lines > 1 {
        return Break::Paragraph;
    }
    let bullet =
        between.contains(['•', '*', '·', '▪', '●']) || between.trim_end().ends_with(['-', '–']);
    if lines == 1 && (bullet || !next.is_lowercase()) {
        return Break::Line;
    }
    if between.contains(['•', '●', '▪', '<']) {
        return Break::Line;
    }
    let ends = between.starts_with(['.', '!', '?', '…', ')', '"', '”'])
        && between.contains(['.', '!', '?', '…'])
        && between.contains(char::is_whitespace);
    let bare = between.starts_with(['.', '!', '?']) && is_ended(before);
    if ends && (bare || !next.is_lowercase()) {
        return Break::Sentence;
    }
    match between.contains([',', ';', ':', '(', ')', '–', '—', '!', '?']) || between.contains(" - ")
    {
        true => Break::Clause,
        false => Break::None,
    }
}
