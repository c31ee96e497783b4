//! The words: the same in three languages, none in a template, none missing, none idle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::domain::Lang;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name)
}

fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// Keys of a language with the names of the values in their texts.
fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in files(&folder("texts/locales").join(lang.as_str()), ".ftl") {
        let mut current = String::new();
        for line in text.lines() {
            if let Some((key, _)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                current = key.to_owned();
                let twice = keys.insert(current.clone(), BTreeSet::new()).is_some();
                assert!(
                    !twice,
                    "{current} stands twice, again in {}",
                    path.display()
                );
            }
            for value in line.split('$').skip(1) {
                let end = value.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
                let name = &value[..end.unwrap_or(value.len())];
                keys.get_mut(&current).unwrap().insert(name.to_owned());
            }
        }
    }
    keys
}

/// What stands in quotes right after each `call` in a text.
fn quoted_after<'a>(text: &'a str, call: &str) -> Vec<&'a str> {
    let open = format!("{call}(\"");
    text.split(open.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// A template without what Askama and HTML mean by it.
fn words_of(template: &str) -> String {
    let mut text = template.to_owned();
    for (open, close) in [
        ("{#", "#}"),
        ("{%", "%}"),
        ("{{", "}}"),
        ("<", ">"),
        ("&", ";"),
    ] {
        while let Some(start) = text.find(open) {
            let length = text[start..]
                .find(close)
                .map_or(open.len(), |at| at + close.len());
            text.replace_range(start..start + length, " ");
        }
    }
    text
}

#[test]
fn the_three_languages_have_the_same_keys_and_values() {
    let finnish = keys(Lang::Fi);
    assert!(finnish.len() > 50);
    for lang in [Lang::Sv, Lang::En] {
        let other = keys(lang);
        for (key, values) in &finnish {
            assert_eq!(other.get(key), Some(values), "{key} in {lang}");
        }
        for key in other.keys() {
            assert!(finnish.contains_key(key), "{key} is only in {lang}");
        }
    }
}

#[test]
fn no_template_has_words_of_its_own() {
    for (path, template) in files(&folder("http/web/templates"), ".html") {
        let words = words_of(&template);
        let letters: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            !letters.contains(char::is_alphabetic),
            "{}: {letters}",
            path.display()
        );
        for attribute in ["aria-label=", "title=", "placeholder=", "alt="] {
            for value in template.split(&format!(" {attribute}\"")).skip(1) {
                let hard = value.starts_with(char::is_alphabetic);
                assert!(!hard, "{}: {attribute}{value:.40}", path.display());
            }
        }
    }
}

#[test]
fn no_text_is_missing_and_none_is_idle() {
    let known = keys(Lang::Fi);
    let mut used = BTreeSet::new();
    let mut families = BTreeSet::new();
    let rooms = ["http/web", "cli", "texts"];
    let sources = rooms
        .iter()
        .flat_map(|room| files(&folder(room), ".rs"))
        .chain(files(&folder("http/web/templates"), ".html"));
    for (path, source) in sources {
        // At the terminal other things are got and counted too.
        let at_terminal = path.starts_with(folder("cli"));
        for call in [".get", ".count", ".with"] {
            let call = if at_terminal {
                format!("texts{call}")
            } else {
                call.to_owned()
            };
            for key in quoted_after(&source, &call) {
                assert!(
                    known.contains_key(key) || path.starts_with(folder("texts")),
                    "{key} in {} has no text",
                    path.display()
                );
                used.insert(key.to_owned());
            }
        }
        for call in [".of", "listed"] {
            for family in quoted_after(&source, call) {
                families.insert(format!("{family}-"));
            }
        }
    }
    for key in known.keys() {
        let in_family = families.iter().any(|f| key.starts_with(f.as_str()));
        assert!(used.contains(key) || in_family, "nothing uses {key}");
    }
}

#[test]
fn little_known_of_the_work_is_said() {
    let known = |points, most| crate::texts::Texts(Lang::En).work_known(Some((points, most)));
    let check = |points, most, words: &str| {
        assert_eq!(known(points, most).unwrap_or_default(), words);
    };
    check(0, 700, "nothing that the work asks is known of them yet");
    check(66, 700, "of what the work asks, only 66/700 p is met");
    check(140, 700, "");
    assert_eq!(crate::texts::Texts(Lang::En).work_known(None), None);
}
