//! Whose words a text is: an employer's or a jobseeker's.

use super::analyse::Token;
use super::read::Side;
use super::reader::Reader;
use crate::domain::Lang;

impl Reader {
    /// Whose words a text is, by who speaks in it: an advert unless somebody speaks of themselves.
    pub fn side(&self, text: &str, lang: Option<Lang>) -> Side {
        let lang = self.language_or(text, lang);
        let (mut own, mut employer) = (0, 0);
        for token in self.analyse(text, Some(lang)) {
            let lower = token.surface.to_lowercase();
            own += usize::from(self.speaks_of_oneself(&lower, &token, lang));
            employer += usize::from(speaks_to_another(&lower));
        }
        if own > employer {
            Side::Profile
        } else {
            Side::Vacancy
        }
    }

    fn speaks_of_oneself(&self, lower: &str, token: &Token, lang: Lang) -> bool {
        let pronoun = matches!(
            lower,
            "minusta"
                | "minut"
                | "haluaisin"
                | "olin"
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
                | "i"
                | "i'm"
                | "i've"
                | "my"
        );
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
                        || b.ends_with("ea"))
            };
            lower.ends_with('n') && !passive && token.bases.iter().all(verb)
        };
        pronoun || (lang == Lang::Fi && first_person())
    }
}

fn speaks_to_another(lower: &str) -> bool {
    [
        "edellyt",
        "vaadi",
        "haemme",
        "etsimme",
        "tarjoamme",
        "toivomme",
        "arvosta",
        "sinulla",
        "sinulta",
        "sinä",
        "olemme",
        "eduksi",
        "plussaa",
        "söker",
        "erbjuder",
        "kräver",
        "krävs",
        "krav",
        "kravet",
        "behövs",
        "haetaan",
        "etsitään",
        "söks",
        "sökes",
        "hiring",
        "merit",
        "you",
        "your",
        "we",
        "required",
        "requirement",
        "vi",
        "du",
    ]
    .iter()
    .any(|w| {
        if w.chars().count() <= 4 {
            lower == *w
        } else {
            lower.starts_with(w)
        }
    })
}
