//! Gaps between what vacancies ask and what people hold, over everyone open to matching.

use super::{Engine, EngineError};
use crate::domain::{AreaCode, ConceptKind, Lang, MunicipalityCode, PermitCode, Reader};
use crate::gaps::{Demand, GapItem, GapQuery, Supply, gaps};
pub use crate::gaps::{GapKind, GapRow, GapTable, PlaceKind, ShareRow};
use crate::taxonomy::Taxonomy;
use crate::visibility;

/// Which part of the table of gaps is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GapsQuery {
    /// Only this municipality.
    pub municipality: Option<MunicipalityCode>,
    /// Only this employment area, by code.
    pub area: Option<AreaCode>,
    /// Only vacancies and people of this occupation, by URI.
    pub occupation: Option<String>,
    /// Only vacancies published on that day or later.
    pub since: Option<jiff::civil::Date>,
    /// Language of names.
    pub lang: Option<Lang>,
}

impl Engine {
    /// The table of gaps: protected and erased people never count, small counts are kept back.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for an occupation that is not in the taxonomy.
    pub async fn gaps(&self, query: GapsQuery) -> Result<GapTable, EngineError> {
        self.follow().await?;
        let as_of = self.as_of();
        self.compute(move |inner| {
            let taxonomy = &inner.taxonomy;
            let lang = query.lang.unwrap_or(Lang::Fi);
            let permit_item = |code: PermitCode| permit_item(taxonomy, code);
            let occupation = match &query.occupation {
                None => None,
                Some(uri) => Some(taxonomy.find(uri).map(|c| c.0).ok_or_else(|| {
                    EngineError::invalid("/occupation", uri, "not a concept of the taxonomy in use")
                })?),
            };
            let items = items(taxonomy, lang);
            let state = inner.read_state();
            let demand = state
                .all_vacancies()
                .filter(|row| row.vacancy.is_open(as_of))
                .map(|row| {
                    let skills = row.ask.skills.iter().filter_map(|s| s.concept).map(|c| c.0);
                    let occupations = row.ask.occupations.iter().map(|c| c.0);
                    let permits = row.ask.permits.iter().map(|(code, _)| permit_item(*code));
                    Demand {
                        items: skills.chain(occupations).chain(permits).collect(),
                        positions: row.vacancy.positions.unwrap_or(1),
                        municipality: row.vacancy.municipalities.first().copied(),
                        published: row.vacancy.published,
                    }
                });
            let counted = (0..).zip(&state.people).filter(|(_, person)| {
                let verdict = visibility::judge(&person.gate, &Reader::Statistics, as_of);
                person.alive && verdict.hidden_by().is_none()
            });
            let supply = counted.map(|(row, _)| {
                let row = state.population.row(row);
                let permits =
                    PermitCode::all().filter(|code| row.permits_held() >> code.index() & 1 == 1);
                Supply {
                    items: row
                        .concepts_held()
                        .map(|c| c.0)
                        .chain(permits.map(permit_item))
                        .collect(),
                    municipality: row.home(),
                }
            });
            let table_query = GapQuery {
                municipality: query.municipality,
                area: query.area.map(|area| area.as_str().to_owned()),
                occupation,
                since: query.since,
                lang: Some(lang),
            };
            Ok(gaps(&items, demand, supply, &table_query))
        })
        .await
    }
}

/// Everything that can be short, by number: the concepts of the taxonomy, then the permits.
fn items(taxonomy: &Taxonomy, lang: Lang) -> Vec<GapItem> {
    let concepts = taxonomy.concepts().map(|ix| GapItem {
        kind: match taxonomy.kind(ix) {
            ConceptKind::Skill | ConceptKind::SkillGroup => GapKind::Skill,
            _ => GapKind::Occupation,
        },
        id: taxonomy.uri(ix).to_owned(),
        label: taxonomy.label(ix, lang).to_owned(),
    });
    let permits = PermitCode::all().map(|code| GapItem {
        kind: GapKind::Permit,
        id: code.to_string(),
        label: code.facts().name.get(lang).to_owned(),
    });
    concepts.chain(permits).collect()
}

/// The number of a permit among [`items`].
fn permit_item(taxonomy: &Taxonomy, code: PermitCode) -> u32 {
    u32::try_from(taxonomy.len() + code.index()).unwrap_or(u32::MAX)
}
