//! What holds for the reading of any text whatever, shared by the fuzz target and the tests.

use kohtaanto::domain::{ConceptKind, Lang};
use kohtaanto::text::{Extraction, Reader, Side};

/// Reads the text in every way and asserts what must hold.
pub(crate) fn hold_for(reader: &Reader, text: &str) {
    let letters: Vec<char> = text.chars().collect();
    for side in [Side::Vacancy, Side::Profile] {
        let read = reader.extract(text, None, side);
        spans_lie_in(&letters, &read);
        assert_eq!(
            read,
            reader.extract(text, None, side),
            "read twice, read alike"
        );
    }
    let mut last = 0;
    for token in reader.analyse(text, None) {
        assert!(last <= token.span.start && token.span.start < token.span.end);
        assert!(token.span.end as usize <= letters.len());
        assert!(!token.surface.is_empty() && !token.bases.is_empty());
        last = token.span.end;
    }
    for kind in [ConceptKind::Occupation, ConceptKind::Skill] {
        for lang in [None, Some(Lang::En)] {
            let links = reader.normalise(text, kind, lang, 5);
            assert!(links.len() <= 5);
            assert!(links.iter().all(|l| l.score > 0.0 && l.score <= 1.0));
            assert!(links.windows(2).all(|two| two[0].score >= two[1].score));
        }
    }
}

/// Every concept stands on characters of the text as given, at least one of them a letter or digit.
fn spans_lie_in(letters: &[char], read: &Extraction) {
    let spans = (read.concepts.iter().map(|c| (c.start, c.end)))
        .chain(read.tools.iter().map(|t| (t.start, t.end)))
        .chain(read.educations.iter().map(|e| (e.start, e.end)))
        .chain(read.checks.iter().map(|c| (c.start, c.end)));
    for found in spans {
        let (start, end) = (found.0 as usize, found.1 as usize);
        assert!(start < end && end <= letters.len(), "{found:?}");
        assert!(
            letters[start..end].iter().any(|c| c.is_alphanumeric()),
            "{found:?}"
        );
    }
    assert!(read.concepts.iter().all(|found| found.confidence <= 100));
}
