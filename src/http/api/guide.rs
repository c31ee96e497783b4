//! The guides of the JSON interface as pages: `docs/errors.md` and `docs/api.md`, which the program
//! carries, made into HTML. What is known of Markdown is what these pages use.

use axum::response::{Html, IntoResponse, Response};

use crate::http::web::assets::address;

/// Every error by its code.
pub(in crate::http) async fn errors() -> Response {
    page(include_str!("../../../docs/errors.md"))
}

/// From a key to a contact.
pub(in crate::http) async fn guide() -> Response {
    page(include_str!("../../../docs/api.md"))
}

fn page(markdown: &str) -> Response {
    Html(html_of(markdown)).into_response()
}

/// A page of Markdown as HTML. A heading's anchor is its text in small letters, spaces as hyphens.
fn html_of(markdown: &str) -> String {
    let title = markdown.lines().next().unwrap_or_default();
    let title = escaped(title.trim_start_matches('#').trim());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{}\">\n</head>\n<body>\n<main id=\"main\" class=\"narrow prose\">\n",
        address("app.css")
    );
    let mut blocks = Blocks::default();
    for line in markdown.lines() {
        blocks.take(line, &mut out);
    }
    blocks.end(&mut out);
    out + "</main>\n</body>\n</html>\n"
}

/// What is open while the lines of a page are read.
#[derive(Default)]
struct Blocks {
    paragraph: Vec<String>,
    list: bool,
    code: bool,
}

impl Blocks {
    fn take(&mut self, line: &str, out: &mut String) {
        if line.starts_with("```") {
            self.end_text(out);
            *out += if self.code {
                "</code></pre>\n"
            } else {
                "<pre tabindex=\"0\"><code>"
            };
            self.code = !self.code;
        } else if self.code {
            *out += &escaped(line);
            out.push('\n');
        } else if let Some(heading) = line.strip_prefix('#') {
            self.end_text(out);
            let level = 1 + heading.bytes().take_while(|byte| *byte == b'#').count();
            let text = heading.trim_start_matches('#').trim();
            let anchor = text.to_lowercase().replace(' ', "-");
            *out += &format!(
                "<h{level} id=\"{}\">{}</h{level}>\n",
                escaped(&anchor),
                inline(text)
            );
        } else if let Some(item) = line.strip_prefix("- ") {
            self.end_paragraph(out);
            if !self.list {
                *out += "<ul>\n";
                self.list = true;
            }
            *out += &format!("<li>{}</li>\n", inline(item));
        } else if line.trim().is_empty() {
            self.end_text(out);
        } else {
            self.end_list(out);
            self.paragraph.push(inline(line));
        }
    }

    fn end(&mut self, out: &mut String) {
        self.end_text(out);
        if std::mem::take(&mut self.code) {
            *out += "</code></pre>\n";
        }
    }

    fn end_text(&mut self, out: &mut String) {
        self.end_paragraph(out);
        self.end_list(out);
    }

    fn end_paragraph(&mut self, out: &mut String) {
        if !self.paragraph.is_empty() {
            *out += &format!("<p>{}</p>\n", self.paragraph.join("\n"));
            self.paragraph.clear();
        }
    }

    fn end_list(&mut self, out: &mut String) {
        if std::mem::take(&mut self.list) {
            *out += "</ul>\n";
        }
    }
}

/// A line with its code between backticks.
fn inline(line: &str) -> String {
    let pieces = line.split('`').enumerate();
    let pieces = pieces.map(|(n, piece)| match n % 2 {
        1 => format!("<code>{}</code>", escaped(piece)),
        _ => escaped(piece),
    });
    pieces.collect()
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lists_and_code_are_made_and_nothing_else_is_html() {
        let page = html_of(
            "# A & b\nOne `<i>`,\ntwo.\n\n## not_found\n- first\n- second\n\n```sh\ncurl \"$URL\" <in\n```\nlast",
        );
        let body = page.split("prose\">\n").nth(1).unwrap();
        assert_eq!(
            body,
            "<h1 id=\"a-&amp;-b\">A &amp; b</h1>\n<p>One <code>&lt;i&gt;</code>,\ntwo.</p>\n\
             <h2 id=\"not_found\">not_found</h2>\n<ul>\n<li>first</li>\n<li>second</li>\n</ul>\n\
             <pre tabindex=\"0\"><code>curl &quot;$URL&quot; &lt;in\n</code></pre>\n<p>last</p>\n</main>\n</body>\n</html>\n"
        );
        assert!(page.contains("<title>A &amp; b</title>"));
    }
}
