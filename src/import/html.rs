//! Plain text out of the markup that adverts carry.

/// The text without tags, with entities resolved, a line break where a block or `<br>` was, and
/// blank lines no more than one. Text without any markup comes back trimmed and otherwise as it was.
pub(super) fn plain(text: &str) -> String {
    if !text.contains('<') && !text.contains('&') {
        return text.trim().to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = if rest.starts_with('<') {
            tag(rest, &mut out)
        } else {
            entity(rest, &mut out)
        };
        rest = &rest[taken..];
    }
    out.push_str(rest);
    tidy(&out)
}

/// Reads a tag at the start of `rest`; gives how many bytes it took.
fn tag(rest: &str, out: &mut String) -> usize {
    let body = &rest[1..];
    if body.starts_with("!--") {
        return body.find("-->").map_or(rest.len(), |end| 1 + end + 3);
    }
    let name: String = body
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    let starts = body.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
    let (true, Some(end)) = (starts, body.find('>')) else {
        // A bare sign, as in `palkka < 3000`.
        out.push('<');
        return 1;
    };
    let mut taken = 1 + end + 1;
    match name.as_str() {
        "script" | "style" if !body.starts_with('/') => {
            let close = format!("</{name}");
            let after = rest[taken..].to_ascii_lowercase();
            taken += after.find(&close).unwrap_or(rest.len() - taken);
        }
        "li" if !body.starts_with('/') => out.push_str("\n- "),
        "li" => {}
        "br" | "p" | "div" | "ul" | "ol" | "tr" | "table" | "section" | "h1" | "h2" | "h3"
        | "h4" | "h5" | "h6" => out.push('\n'),
        "td" | "th" => out.push(' '),
        _ => {}
    }
    taken
}

/// Reads an entity at the start of `rest`; gives how many bytes it took.
fn entity(rest: &str, out: &mut String) -> usize {
    let end = rest.bytes().take(12).position(|b| b == b';');
    let character = end.and_then(|end| named(&rest[1..end]));
    match (character, end) {
        (Some(character), Some(end)) => {
            out.push(character);
            end + 1
        }
        _ => {
            out.push('&');
            1
        }
    }
}

fn named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control() || *c == '\n');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "shy" => '\u{AD}',
        "auml" => 'ä',
        "Auml" => 'Ä',
        "ouml" => 'ö',
        "Ouml" => 'Ö',
        "aring" => 'å',
        "Aring" => 'Å',
        "eacute" => 'é',
        "uuml" => 'ü',
        "scaron" => 'š',
        "zcaron" => 'ž',
        "euro" => '€',
        "sect" => '§',
        "deg" => '°',
        "ndash" => '–',
        "mdash" => '—',
        "bull" => '•',
        "middot" => '·',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "times" => '×',
        "frac12" => '½',
        _ => return None,
    })
}

/// Lines trimmed, at most one blank line between them.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line == "-" {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, text: &str) {
        assert_eq!(plain(html), text, "{html}");
    }

    #[test]
    fn adverts_lose_their_markup_and_keep_their_words() {
        check("  työ\n\n\nja loma ", "työ\n\n\nja loma");
        check(
            "<p>Etsimme <b>kokkia</b></p><p>Palkka&nbsp;3&#160;000&euro;</p>",
            "Etsimme kokkia\n\nPalkka 3\u{a0}000€",
        );
        check(
            "<ul><li>hygieniapassi</li><li>B-kortti<br/>ja auto</li></ul>",
            "- hygieniapassi\n- B-kortti\nja auto",
        );
        check(
            "ik&auml; < 30 & C&amp;A &unknown; <",
            "ikä < 30 & C&A &unknown; <",
        );
        check("a<script>if (a<b) x</script>b<!-- <p> -->c", "abc");
        check("<script>never closed", "");
        check("&#x1F600;&#0;&#xZZ;", "😀&#0;&#xZZ;");
    }
}
