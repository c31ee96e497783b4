//! The texts of consent: what a person was told before agreeing to be shown to agencies. That somebody
//! is a client is itself secret, so nothing is disclosed without knowing which text was agreed to.

use super::Lang;

/// A text of consent in the three languages. A text that was once in use never changes: what is to be
/// said otherwise gets a new version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentText {
    version: &'static str,
    fi: &'static str,
    sv: &'static str,
    en: &'static str,
}

/// Every text, the newest last.
const TEXTS: &[ConsentText] = &[ConsentText {
    version: "2026-1",
    fi: include_str!("2026-1.fi.txt"),
    sv: include_str!("2026-1.sv.txt"),
    en: include_str!("2026-1.en.txt"),
}];

impl ConsentText {
    /// Every text that people have agreed to, the newest last.
    pub fn all() -> &'static [Self] {
        TEXTS
    }

    /// The text that is shown to whoever is asked now.
    pub fn current() -> &'static Self {
        &TEXTS[TEXTS.len() - 1]
    }

    /// The text of a version; `None` for one that the program does not carry.
    pub fn of(version: &str) -> Option<&'static Self> {
        TEXTS.iter().find(|text| text.version == version)
    }

    /// Its version, as a record's `consent_text` spells it.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// The text: a title, then paragraphs and headings parted by empty lines, items after a hyphen.
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fi => self.fi,
            Lang::Sv => self.sv,
            Lang::En => self.en,
        }
    }

    /// Its title.
    pub fn title(&self, lang: Lang) -> &'static str {
        self.text(lang).lines().next().unwrap_or_default()
    }

    /// What stands below the title: each block with its lines, items without their hyphen.
    pub fn blocks(&self, lang: Lang) -> Vec<ConsentBlock> {
        let (_, below) = self.text(lang).split_once('\n').unwrap_or_default();
        let blocks = below.split("\n\n").map(|block| {
            let (items, words) = block.lines().partition(|line| line.starts_with("- "));
            let items: Vec<&str> = items;
            let words: Vec<&str> = words;
            ConsentBlock {
                words: words.join(" ").trim().to_owned(),
                items: items.into_iter().map(|item| item[2..].to_owned()).collect(),
            }
        });
        blocks.collect()
    }
}

/// A part of a text of consent: a paragraph, or a heading with its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentBlock {
    /// The paragraph, or the heading where items follow.
    pub words: String,
    /// The items.
    pub items: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_says_that_the_agency_learns_who_is_a_client() {
        let said = [
            (Lang::Fi, "työvoimapalvelujen asiakas"),
            (Lang::Sv, "kund hos arbetskraftsservicen"),
            (Lang::En, "client of employment services"),
        ];
        for text in ConsentText::all() {
            for (lang, words) in said {
                assert!(text.text(lang).contains(words), "{} {lang}", text.version());
            }
        }
    }

    #[test]
    fn the_languages_say_as_much_as_each_other() {
        for text in ConsentText::all() {
            let shape =
                |lang| -> Vec<usize> { text.blocks(lang).iter().map(|b| b.items.len()).collect() };
            assert_eq!(shape(Lang::Sv), shape(Lang::Fi), "{}", text.version());
            assert_eq!(shape(Lang::En), shape(Lang::Fi), "{}", text.version());
            assert!(shape(Lang::En).len() > 5);
        }
    }

    #[test]
    fn a_version_is_known_exactly_or_not_at_all() {
        assert_eq!(ConsentText::of("2026-1"), Some(ConsentText::current()));
        for unknown in ["", "2026", "2026-10", "2026-1 ", "2025-9"] {
            assert_eq!(ConsentText::of(unknown), None, "{unknown}");
        }
    }
}
