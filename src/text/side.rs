//! Whose words a text is: an employer's or a jobseeker's.

use super::analyse::Word;
use super::read::Side;
use super::reader::Reader;
use super::token;
use crate::domain::Lang;

impl Reader {
    /// Whose words a text is, by who speaks in it: an advert unless somebody speaks of themselves.
    pub fn side(&self, text: &str, lang: Option<Lang>) -> Side {
        let raws = token::tokens(text);
        let analyser = self.analyser();
        let told = || analyser.language_of(text, &raws);
        let lang = lang.or_else(told).unwrap_or(Lang::Fi);
        let (mut own, mut employer) = (0, 0);
        for raw in &raws {
            let word = analyser.word(&raw.surface, lang);
            own += usize::from(self.speaks_of_oneself(&word, lang));
            employer += usize::from(speaks_to_another(&word.lower));
        }
        if own > employer {
            Side::Profile
        } else {
            Side::Vacancy
        }
    }

    fn speaks_of_oneself(&self, word: &Word, lang: Lang) -> bool {
        let lower = word.lower.as_str();
        let pronoun = matches!(
            lower,
            "minusta"
                | "minut"
                | "haluaisin"
                | "olin"
                | "etsin"
                | "haen"
                | "olen"
                | "oon"
                | "minä"
                | "mä"
                | "minulla"
                | "mulla"
                | "minua"
                | "minulle"
                | "minun"
                | "jag"
                | "mig"
                | "mitt"
                | "min"
                | "mina"
                | "i'm"
                | "i've"
                | "my"
        ) || WORKED.contains(&lower)
            || (lang == Lang::En && lower == "i");
        let first_person = || {
            let passive =
                lower.ends_with("aan") || lower.ends_with("ään") || lower.ends_with("een");
            let verb = |b: &String| {
                self.analyser().dictionary(Lang::Fi).writes(b)
                    && (b.ends_with("ta")
                        || b.ends_with("tä")
                        || b.ends_with("aa")
                        || b.ends_with("ää")
                        || b.ends_with("la")
                        || b.ends_with("lä")
                        || b.ends_with("da")
                        || b.ends_with("dä")
                        || b.ends_with("ia")
                        || b.ends_with("iä")
                        || b.ends_with("ea"))
            };
            lower.ends_with('n') && !passive && word.bases.iter().all(verb)
        };
        pronoun || (lang == Lang::Fi && first_person())
    }
}

/// What somebody has done who leaves themselves out: `Jobbat som truckförare`, `Cook, worked in hotels`.
const WORKED: &[&str] = &[
    "jobbat",
    "jobbade",
    "arbetat",
    "arbetade",
    "studerat",
    "studerade",
    "flyttat",
    "flyttade",
    "worked",
];

/// Beginnings of words of those who seek somebody else, and the short ones, which stand whole.
const TO_ANOTHER: &[&str] = &[
    "edellyt",
    "vaadi",
    "haemme",
    "etsimme",
    "tarjoamme",
    "toivomme",
    "arvosta",
    "sinulla",
    "sinulta",
    "olemme",
    "eduksi",
    "plussaa",
    "söker",
    "erbjuder",
    "kräver",
    "krävs",
    "kravet",
    "behövs",
    "haetaan",
    "etsitään",
    "sökes",
    "hiring",
    "merit",
    "required",
    "requirement",
];
const TO_ANOTHER_WHOLE: &[&str] = &["sinä", "krav", "söks", "you", "your", "we", "vi", "du"];

fn speaks_to_another(lower: &str) -> bool {
    TO_ANOTHER_WHOLE.contains(&lower) || TO_ANOTHER.iter().any(|w| lower.starts_with(w))
}
