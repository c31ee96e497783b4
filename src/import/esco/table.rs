//! The tables of ESCO's download and how a row of each goes into the builder.

use csv::StringRecord;

use crate::domain::{ConceptKind, Lang, nearest};
use crate::taxonomy::{RelationType, TaxonomyBuilder};

/// A table of the download that a taxonomy is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    /// Concepts of a kind with their labels in a language.
    Concepts(ConceptKind, Lang),
    /// The skills' hierarchy.
    BroaderSkills,
    /// The occupations' hierarchy.
    BroaderOccupations,
    /// What occupations use which skills.
    OccupationSkills,
    /// What skills are related.
    SkillSkills,
}

/// Beginnings of the names of files that the download also has and that are not needed.
const NOT_NEEDED: [&str; 5] = [
    "conceptschemes",
    "skillshierarchy",
    "dictionary",
    "greenshareocc",
    "readme",
];

const CONCEPT_TABLES: [(&str, ConceptKind); 4] = [
    ("skills", ConceptKind::Skill),
    ("occupations", ConceptKind::Occupation),
    ("iscogroups", ConceptKind::IscoGroup),
    ("skillgroups", ConceptKind::SkillGroup),
];

const RELATION_TABLES: [(&str, Table); 4] = [
    ("broaderrelationsskillpillar", Table::BroaderSkills),
    ("broaderrelationsoccpillar", Table::BroaderOccupations),
    ("occupationskillrelations", Table::OccupationSkills),
    ("skillskillrelations", Table::SkillSkills),
];

impl Table {
    /// The table that a file of this name holds; `None` for one that is not needed; why not for
    /// one that is none of ESCO's.
    pub(super) fn of_name(file_name: &str) -> Result<Option<Self>, String> {
        let lower = file_name.to_lowercase();
        let Some(stem) = lower.strip_suffix(".csv") else {
            return Err("it is no CSV file; ESCO's download is needed in its CSV form".to_owned());
        };
        let (name, language) = stem.split_once('_').unwrap_or((stem, ""));
        if let Some((_, table)) = RELATION_TABLES.iter().find(|(known, _)| *known == name) {
            return Ok(Some(*table));
        }
        if NOT_NEEDED.contains(&name) || name.ends_with("collection") {
            return Ok(None);
        }
        let Some((_, kind)) = CONCEPT_TABLES.iter().find(|(known, _)| *known == name) else {
            let known = CONCEPT_TABLES.iter().map(|(known, _)| *known);
            let known = known.chain(RELATION_TABLES.iter().map(|(known, _)| *known));
            let meant = nearest(name, known).map(|n| format!("; did you mean {n}?"));
            return Err(format!(
                "it has not the name of a file of ESCO's download{}",
                meant.unwrap_or_default()
            ));
        };
        match language.parse::<Lang>() {
            Ok(lang) => Ok(Some(Self::Concepts(*kind, lang))),
            Err(_) if language.is_empty() => {
                Err(format!("its name says no language: {name}_fi.csv would"))
            }
            Err(_) => Err(format!(
                "its language `{language}` is none of the service's: fi, sv, en"
            )),
        }
    }

    /// The file that usually holds it.
    pub(super) fn file(self) -> String {
        match self {
            Self::Concepts(ConceptKind::Skill, lang) => format!("skills_{lang}.csv"),
            Self::Concepts(ConceptKind::Occupation, lang) => format!("occupations_{lang}.csv"),
            Self::Concepts(ConceptKind::IscoGroup, lang) => format!("ISCOGroups_{lang}.csv"),
            Self::Concepts(ConceptKind::SkillGroup, lang) => format!("skillGroups_{lang}.csv"),
            Self::BroaderSkills => "broaderRelationsSkillPillar.csv".to_owned(),
            Self::BroaderOccupations => "broaderRelationsOccPillar.csv".to_owned(),
            Self::OccupationSkills => "occupationSkillRelations.csv".to_owned(),
            Self::SkillSkills => "skillSkillRelations.csv".to_owned(),
        }
    }

    /// Every table there is to find.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let kinds = ConceptKind::ALL.iter();
        let concepts =
            kinds.flat_map(|kind| Lang::ALL.iter().map(|lang| Self::Concepts(*kind, *lang)));
        concepts.chain(RELATION_TABLES.iter().map(|(_, table)| *table))
    }

    /// Columns that it must have.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Concepts(..) => &["conceptUri", "preferredLabel"],
            Self::BroaderSkills | Self::BroaderOccupations => &["conceptUri", "broaderUri"],
            Self::OccupationSkills => &["occupationUri", "relationType", "skillUri"],
            Self::SkillSkills => &["originalSkillUri", "relationType", "relatedSkillUri"],
        }
    }

    /// The reader of its rows, by the columns of its head line.
    pub(super) fn reader(self, head: &StringRecord) -> Result<RowReader, String> {
        let place = |column: &str| head.iter().position(|c| c.trim() == column);
        let missing: Vec<&str> = self
            .columns()
            .iter()
            .filter(|column| place(column).is_none())
            .copied()
            .collect();
        if !missing.is_empty() {
            let found: Vec<&str> = head.iter().take(12).collect();
            return Err(format!(
                "it lacks the column {} of ESCO's {}; its columns are {}",
                missing.join(", "),
                self.file(),
                found.join(", ")
            ));
        }
        Ok(RowReader {
            table: self,
            needed: self.columns().iter().filter_map(|c| place(c)).collect(),
            also: ["altLabels", "hiddenLabels"]
                .iter()
                .filter_map(|c| place(c))
                .collect(),
            code: place("code").or_else(|| place("iscoGroup")),
            status: place("status"),
        })
    }
}

/// Takes the rows of one table.
pub(super) struct RowReader {
    table: Table,
    needed: Vec<usize>,
    also: Vec<usize>,
    code: Option<usize>,
    status: Option<usize>,
}

impl RowReader {
    /// Puts a row into the builder, or says what is wrong with it.
    pub(super) fn take(
        &self,
        row: &StringRecord,
        builder: &mut TaxonomyBuilder,
    ) -> Result<(), String> {
        let cell = |place: usize| row.get(place).unwrap_or_default().trim();
        let status = self.status.map_or("", cell);
        if !matches!(status, "" | "released") {
            return Err(format!("its status is `{status}`, not `released`"));
        }
        let uri = |at: usize| {
            let value = cell(self.needed[at]);
            let column = self.table.columns()[at];
            if value.starts_with("http://data.europa.eu/") {
                Ok(value)
            } else {
                let shown: String = value.chars().take(60).collect();
                Err(format!(
                    "{column} is `{shown}`, not a URI of ESCO (http://data.europa.eu/…)"
                ))
            }
        };
        match self.table {
            Table::Concepts(kind, lang) => {
                let concept = uri(0)?;
                builder.concept(concept, kind);
                builder.label(concept, lang, cell(self.needed[1]), true);
                // Several values stand one a line in their cell.
                for label in self.also.iter().flat_map(|place| cell(*place).lines()) {
                    builder.label(concept, lang, label, false);
                }
                match self.code.map_or("", cell) {
                    "" => {}
                    code => builder.code(concept, code),
                }
            }
            Table::BroaderSkills | Table::BroaderOccupations => builder.broader(uri(0)?, uri(1)?),
            Table::OccupationSkills => {
                builder.occupation_skill(uri(0)?, uri(2)?, relation(cell(self.needed[1]))?);
            }
            Table::SkillSkills => {
                builder.related(uri(0)?, uri(2)?, relation(cell(self.needed[1]))?);
            }
        }
        Ok(())
    }
}

fn relation(value: &str) -> Result<RelationType, String> {
    value.parse().map_err(|_| {
        let shown: String = value.chars().take(40).collect();
        format!("relationType is `{shown}`, not essential or optional")
    })
}
