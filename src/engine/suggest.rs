//! Names of concepts, permits, languages and municipalities from their beginning, for a field that is
//! being typed in. They come from the taxonomy and the program's lists alone, never from records: who
//! is hidden changes nothing in them.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Engine, EngineError, Inner};
use crate::domain::{ConceptKind, Lang, LanguageCode, MunicipalityCode, PermitCode, codes};
use crate::taxonomy::Taxonomy;

codes! {
    /// What is suggested.
    SuggestKind, "kind of suggestion" {
        /// An occupation of the taxonomy.
        Occupation = "occupation",
        /// A skill of the taxonomy.
        Skill = "skill",
        /// A permit, card, licence or title.
        Permit = "permit",
        /// A language.
        Language = "language",
        /// A municipality.
        Municipality = "municipality",
    }
}

/// A thing whose name goes with what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestKind,
    /// Its URI or code, as records and filters take it.
    pub id: String,
    /// Its name in the language of the answer.
    pub label: String,
    /// Its other name that goes with what was typed, where `label` does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched: Option<String>,
}

/// Most characters that are typed.
const TYPED_MAX: usize = 100;

/// Most suggestions of an answer.
const LIMIT_MAX: usize = 50;

/// Suggestions without a limit asked for.
const LIMIT: usize = 10;

/// How well a name goes with what was typed, best first: it begins so, or one of its words does; then
/// the name shown before another, and the shorter before the longer.
type Fit = (u8, bool, usize);

/// What was typed, folded.
struct Typed(String);

impl Typed {
    fn fit(&self, name: &str, shown: bool) -> Option<Fit> {
        let folded = name.to_lowercase();
        let at = folded.match_indices(&self.0).find(|(at, _)| {
            let before = folded[..*at].chars().next_back();
            before.is_none_or(|letter| !letter.is_alphanumeric())
        });
        let (at, _) = at?;
        Some((u8::from(at > 0), !shown, name.chars().count()))
    }
}

/// The best of what was found.
struct Found<'a> {
    typed: Typed,
    kinds: &'a [SuggestKind],
    best: Vec<(Fit, Suggestion)>,
}

impl Found<'_> {
    fn wants(&self, kind: SuggestKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Takes a thing by whichever of its names goes best with what was typed.
    fn take<'n>(
        &mut self,
        kind: SuggestKind,
        id: &str,
        label: &str,
        others: impl Iterator<Item = &'n str>,
    ) {
        let by_label = self.typed.fit(label, true);
        let by_other = others
            .filter_map(|name| Some((self.typed.fit(name, false)?, name)))
            .min();
        let (fit, matched) = match (by_label, by_other) {
            (None, None) => return,
            (Some(fit), None) => (fit, None),
            (Some(fit), Some((other, _))) if fit.0 <= other.0 => (fit, None),
            (_, Some((fit, name))) => (fit, Some(name.to_owned())),
        };
        let suggestion = Suggestion {
            kind,
            id: id.to_owned(),
            label: label.to_owned(),
            matched,
        };
        self.best.push((fit, suggestion));
    }

    fn concepts(&mut self, taxonomy: &Taxonomy, lang: Lang) {
        for (kind, of) in [
            (SuggestKind::Occupation, ConceptKind::Occupation),
            (SuggestKind::Skill, ConceptKind::Skill),
        ] {
            if !self.wants(kind) {
                continue;
            }
            let concepts = taxonomy.concepts();
            for ix in concepts.filter(|ix| taxonomy.kind(*ix) == of) {
                let label = taxonomy.label(ix, lang);
                let labels = taxonomy.labels(ix);
                let others = labels.filter(|(l, text, _)| *l == lang && *text != label);
                self.take(
                    kind,
                    taxonomy.uri(ix),
                    label,
                    others.map(|(_, text, _)| text),
                );
            }
        }
    }

    fn lists(&mut self, lang: Lang) {
        if self.wants(SuggestKind::Permit) {
            for permit in PermitCode::all() {
                let name = permit.facts().name.get(lang);
                self.take(
                    SuggestKind::Permit,
                    permit.as_str(),
                    name,
                    std::iter::empty(),
                );
            }
        }
        if self.wants(SuggestKind::Language) {
            for language in LanguageCode::named() {
                if let Some(name) = language.name(lang) {
                    let none = std::iter::empty();
                    self.take(SuggestKind::Language, language.as_str(), name, none);
                }
            }
        }
        if self.wants(SuggestKind::Municipality) {
            for place in MunicipalityCode::all() {
                let facts = place.facts();
                let names = Lang::ALL.iter().map(|lang| facts.name(*lang));
                self.take(
                    SuggestKind::Municipality,
                    place.as_str(),
                    facts.name(lang),
                    names,
                );
            }
        }
    }
}

impl Engine {
    /// What a beginning of a name may become, best first: of these kinds (empty: of every one), at most
    /// `limit` (1 to 50; `None` is 10).
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for nothing typed, too much of it, or a limit that cannot be.
    pub async fn suggest(
        &self,
        text: &str,
        kinds: Vec<SuggestKind>,
        lang: Lang,
        limit: Option<usize>,
    ) -> Result<Vec<Suggestion>, EngineError> {
        let typed = text.trim().to_lowercase();
        let length = typed.chars().count();
        if !(1..=TYPED_MAX).contains(&length) {
            let reason = format!("the beginning of a name has 1 to {TYPED_MAX} characters");
            return Err(EngineError::invalid("/text", length, reason));
        }
        let limit = limit.unwrap_or(LIMIT);
        if !(1..=LIMIT_MAX).contains(&limit) {
            let reason = format!("an answer holds 1 to {LIMIT_MAX} suggestions");
            return Err(EngineError::invalid("/limit", limit, reason));
        }
        self.compute(move |inner: &Inner| {
            let mut found = Found {
                typed: Typed(typed),
                kinds: &kinds,
                best: Vec::new(),
            };
            found.concepts(&inner.taxonomy, lang);
            found.lists(lang);
            let order = |(fit, one): &(Fit, Suggestion)| (*fit, one.label.clone(), one.id.clone());
            found.best.sort_by_cached_key(order);
            found.best.truncate(limit);
            Ok(found.best.into_iter().map(|(_, one)| one).collect())
        })
        .await
    }
}
