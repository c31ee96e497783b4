//! ESCO's official CSV download: zips or folders, any of Finnish, Swedish, English and the relations,
//! in any order.

mod files;
mod report;
mod table;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

pub use report::{EscoReport, FileRead, REJECTED_SHOWN, RejectedRow, Skipped};

use crate::domain::{ConceptKind, Lang};
use crate::taxonomy::{Taxonomy, TaxonomyBuilder};
use files::Source;
use table::Table;

/// Why no taxonomy came of an import.
#[derive(Debug, thiserror::Error)]
pub enum EscoError {
    /// A path or file cannot be read.
    #[error("cannot read {place}")]
    Read {
        /// Which.
        place: String,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A zip is damaged or none.
    #[error("{place} is no readable zip; download it again")]
    Zip {
        /// Which.
        place: String,
        /// What is wrong with it.
        #[source]
        cause: zip::result::ZipError,
    },
    /// A zip would unpack to more than any of ESCO's.
    #[error("{place} has {found}; the limit is {limit}: this is no zip of ESCO's")]
    ZipLimit {
        /// Which.
        place: String,
        /// What it has.
        found: String,
        /// What it may have.
        limit: String,
    },
    /// No skills and occupations were found.
    #[error(
        "no skills and occupations of ESCO in {looked_at}; expected zips or folders of ESCO's download in CSV form (classification in fi, sv or en, with skills_fi.csv, occupations_fi.csv …, and its relations); {found}"
    )]
    NothingUsable {
        /// The paths given.
        looked_at: String,
        /// What was there instead.
        found: String,
    },
}

/// Reads a release. Rows that cannot be taken and files that are none of ESCO's are reported, not
/// fatal. `progress` is told the file at hand, bytes read so far and bytes in all.
///
/// # Errors
/// A path that cannot be read, a zip that is damaged or beyond the limits, nothing of use.
pub fn read(
    paths: &[PathBuf],
    progress: &dyn Fn(&str, u64, u64),
) -> Result<(Taxonomy, EscoReport), EscoError> {
    read_onto(None, paths, progress)
}

/// Reads a release on top of what was imported before: one more language, say. What both have
/// stands once; of two preferred labels the new one stays and the old becomes an alternative. The
/// starter taxonomy counts as nothing imported before: its labels are added in any case.
///
/// # Errors
/// As [`read`].
pub fn read_onto(
    before: Option<&Taxonomy>,
    paths: &[PathBuf],
    progress: &dyn Fn(&str, u64, u64),
) -> Result<(Taxonomy, EscoReport), EscoError> {
    let before = before.filter(|before| !before.is_starter());
    let mut report = EscoReport::default();
    let mut builder = TaxonomyBuilder::new();
    let mut tables = Vec::new();
    let sources = files::find(paths, &mut report)?;
    let total = sources.iter().map(|source| source.size).sum();
    let mut done = 0;
    for source in &sources {
        if read_source(source, &mut builder, &mut report, &|bytes| {
            progress(&source.name, done + bytes, total);
        })? {
            tables.push(source.table);
        }
        done += source.size;
    }
    progress("", total, total);
    if let Some(before) = before {
        builder.absorb(before);
    }
    let counts = builder.counts();
    if counts[0] == 0 || counts[1] == 0 {
        return Err(nothing_usable(paths, &report));
    }
    let release = before
        .map(|before| before.release().to_owned())
        .unwrap_or_else(|| release_name(counts, paths, &sources));
    report.starter_labels = builder.add_starter_labels();
    let (taxonomy, build) = builder.build(&release);
    report.build = build;
    taxonomy.version().clone_into(&mut report.version);
    if before.is_none() {
        missing(&tables, &mut report);
    }
    Ok((taxonomy, report))
}

/// Reads one file; whether it was the table that its name says.
fn read_source(
    source: &Source,
    builder: &mut TaxonomyBuilder,
    report: &mut EscoReport,
    progress: &dyn Fn(u64),
) -> Result<bool, EscoError> {
    let bytes = source.bytes()?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let head = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |wanted| head.iter().filter(|byte| **byte == wanted).count();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if count(b';') > count(b',') {
            b';'
        } else {
            b','
        })
        .flexible(true)
        .from_reader(text);
    let rows = reader
        .headers()
        .map_err(|error| error.to_string())
        .and_then(|head| source.table.reader(head));
    let rows = match rows {
        Ok(rows) => rows,
        Err(why) => {
            report.skip(source.name.clone(), why);
            return Ok(false);
        }
    };
    let mut file = FileRead {
        name: source.name.clone(),
        rows: 0,
        rejected: 0,
    };
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        let taken = match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => rows.take(&record, builder),
            Err(error) => Err(error.to_string()),
        };
        match taken {
            Ok(()) => file.rows += 1,
            Err(why) => {
                file.rejected += 1;
                if report.rejected.len() < REJECTED_SHOWN {
                    let name = source.name.clone();
                    report.rejected.push(RejectedRow { name, line, why });
                }
            }
        }
        if (file.rows + file.rejected).is_multiple_of(2_000) {
            progress(reader.position().byte());
        }
    }
    let usable = file.rows > 0;
    report.files.push(file);
    Ok(usable)
}

/// Says which languages and tables were not there. ISCO and skill groups without labels in a
/// language are no matter of note: they are shown in another.
fn missing(tables: &[Table], report: &mut EscoReport) {
    for lang in Lang::ALL {
        let has = |kind| tables.contains(&Table::Concepts(kind, *lang));
        if !has(ConceptKind::Skill) && !has(ConceptKind::Occupation) {
            report.languages_missing.push(*lang);
        }
    }
    for table in Table::all().filter(|table| !tables.contains(table)) {
        let of_missing_language = matches!(table, Table::Concepts(_, lang)
            if report.languages_missing.contains(&lang));
        if !of_missing_language {
            report.tables_missing.push(table.file());
        }
    }
}

fn nothing_usable(paths: &[PathBuf], report: &EscoReport) -> EscoError {
    let list = |names: &mut dyn Iterator<Item = String>| {
        let names: Vec<String> = names.take(5).collect();
        names.join("; ")
    };
    let looked_at = list(&mut paths.iter().map(|path| path.display().to_string()));
    let skipped = report.skipped.iter();
    let skipped = skipped.map(|skipped| format!("{}: {}", skipped.name, skipped.why));
    let read = report.files.iter().map(|file| {
        let FileRead {
            name,
            rows,
            rejected,
        } = file;
        format!("{name}: {rows} rows, {rejected} rejected")
    });
    let found = list(&mut skipped.chain(read));
    EscoError::NothingUsable {
        looked_at: if looked_at.is_empty() {
            "no path".to_owned()
        } else {
            looked_at
        },
        found: if found.is_empty() {
            "no file was there".to_owned()
        } else {
            format!("found {found}")
        },
    }
}

/// The release by a `v1.2.0` in a name, else by how much it holds, for the files themselves do not say.
fn release_name(counts: [usize; 4], paths: &[PathBuf], sources: &[Source]) -> String {
    let names = paths.iter().map(|path| path.display().to_string());
    let named = names
        .chain(sources.iter().map(|source| source.name.clone()))
        .find_map(|name| version_in(&name));
    let known = match (counts[0], counts[1]) {
        (13_896, 3_007) => Some("1.1.1"),
        (13_939, 3_039) => Some("1.2.0"),
        _ => None,
    };
    match named.or_else(|| known.map(str::to_owned)) {
        Some(version) => format!("esco-{version}"),
        None => "esco".to_owned(),
    }
}

/// The `1.2.0` of a `v1.2.0` in a name.
fn version_in(name: &str) -> Option<String> {
    name.match_indices('v').find_map(|(at, _)| {
        let digits: String = name[at + 1..]
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        let version = digits.trim_end_matches('.');
        version.contains('.').then(|| version.to_owned())
    })
}

/// What one taxonomy has whole kinds of and the other has none of: languages, relations.
pub fn losses(before: &Taxonomy, after: &Taxonomy) -> Vec<String> {
    let languages = |taxonomy: &Taxonomy| -> Vec<Lang> {
        let first = taxonomy.skills().next();
        Lang::ALL
            .iter()
            .copied()
            .filter(|lang| first.is_some_and(|ix| taxonomy.labels(ix).any(|(l, _, _)| l == *lang)))
            .collect()
    };
    let related = |taxonomy: &Taxonomy| {
        taxonomy.occupations().any(|ix| {
            !taxonomy.essential_skills(ix).is_empty() || !taxonomy.optional_skills(ix).is_empty()
        })
    };
    let after_languages = languages(after);
    let mut losses: Vec<String> = languages(before)
        .into_iter()
        .filter(|lang| !after_languages.contains(lang))
        .map(|lang| format!("labels in `{lang}`"))
        .collect();
    if related(before) && !related(after) {
        losses.push("relations of occupations and skills".to_owned());
    }
    losses
}
