//! The files of ESCO's download, in zips, in folders or alone, found by the pattern of their names.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::report::Skipped;
use super::table::Table;
use super::{EscoError, EscoReport};

/// Most entries of one zip; ESCO's have about 20.
const ENTRIES_MAX: usize = 2_000;

/// Most bytes of one zip unpacked; ESCO's largest is 27 MB.
const UNPACKED_BYTES_MAX: u64 = 1 << 30;

/// Most times that an entry grows when it is unpacked; ESCO's grow up to 15 times.
const RATIO_MAX: u64 = 200;

/// Most folders one in another.
const DEPTH_MAX: usize = 4;

/// Where a file's bytes come from.
enum Place {
    Disk(PathBuf),
    Zip(PathBuf, usize),
}

/// A file of the download that is of use.
pub(super) struct Source {
    /// As a person would name it: `fi.zip/skills_fi.csv`.
    pub(super) name: String,
    /// Which table it holds, by its name.
    pub(super) table: Table,
    /// Its size in bytes, unpacked.
    pub(super) size: u64,
    place: Place,
}

impl Source {
    /// All its bytes, never more than it was said to hold.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, EscoError> {
        let io = |cause| EscoError::Read {
            place: self.name.clone(),
            cause,
        };
        match &self.place {
            Place::Disk(path) => std::fs::read(path).map_err(io),
            Place::Zip(path, entry) => {
                let mut archive = open_zip(path)?;
                let entry = archive.by_index(*entry).map_err(|cause| EscoError::Zip {
                    place: self.name.clone(),
                    cause,
                })?;
                let mut bytes = Vec::new();
                entry
                    .take(self.size + 1)
                    .read_to_end(&mut bytes)
                    .map_err(io)?;
                if bytes.len() as u64 > self.size {
                    return Err(EscoError::ZipLimit {
                        place: self.name.clone(),
                        found: format!("more than the {} bytes that it names", self.size),
                        limit: "what it names".to_owned(),
                    });
                }
                Ok(bytes)
            }
        }
    }
}

/// Every file of use in these zips, folders and files. What is of none goes into the report; a path
/// given by its name that cannot be read at all is an error.
pub(super) fn find(paths: &[PathBuf], report: &mut EscoReport) -> Result<Vec<Source>, EscoError> {
    let mut sources = Vec::new();
    for path in paths {
        let kind = std::fs::metadata(path).map_err(|cause| EscoError::Read {
            place: path.display().to_string(),
            cause,
        })?;
        if kind.is_dir() {
            in_folder(path, 0, &mut sources, report)?;
        } else if is(path, "zip") {
            in_zip(path, &mut sources, report)?;
        } else {
            on_disk(path, &mut sources, report);
        }
    }
    Ok(sources)
}

fn in_folder(
    folder: &Path,
    depth: usize,
    sources: &mut Vec<Source>,
    report: &mut EscoReport,
) -> Result<(), EscoError> {
    let read = |cause| EscoError::Read {
        place: folder.display().to_string(),
        cause,
    };
    let entries = std::fs::read_dir(folder).map_err(read)?;
    let mut paths = entries
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(read)?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if depth < DEPTH_MAX {
                in_folder(&path, depth + 1, sources, report)?;
            }
        } else if is(&path, "zip") {
            // A zip that is broken was not asked for by its name: the folder's other files count.
            if let Err(error) = in_zip(&path, sources, report) {
                let why = match std::error::Error::source(&error) {
                    Some(cause) => format!("{error}: {cause}"),
                    None => error.to_string(),
                };
                report.skip(path.display().to_string(), why);
            }
        } else {
            on_disk(&path, sources, report);
        }
    }
    Ok(())
}

fn on_disk(path: &Path, sources: &mut Vec<Source>, report: &mut EscoReport) {
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    let place = Place::Disk(path.to_owned());
    take(path.display().to_string(), size, place, sources, report);
}

fn in_zip(
    path: &Path,
    sources: &mut Vec<Source>,
    report: &mut EscoReport,
) -> Result<(), EscoError> {
    let mut archive = open_zip(path)?;
    let place = path.display().to_string();
    let limit = |found: String, limit: String| {
        Err(EscoError::ZipLimit {
            place: place.clone(),
            found,
            limit,
        })
    };
    if archive.len() > ENTRIES_MAX {
        return limit(
            format!("{} entries", archive.len()),
            format!("{ENTRIES_MAX} entries"),
        );
    }
    let mut unpacked = 0u64;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|cause| EscoError::Zip {
            place: place.clone(),
            cause,
        })?;
        if !entry.is_file() {
            continue;
        }
        let (size, packed) = (entry.size(), entry.compressed_size());
        unpacked = unpacked.saturating_add(size);
        if unpacked > UNPACKED_BYTES_MAX {
            return limit(
                format!("at least {unpacked} bytes unpacked"),
                format!("{UNPACKED_BYTES_MAX} bytes"),
            );
        }
        if size > RATIO_MAX.saturating_mul(packed.max(1_000)) {
            return limit(
                format!("an entry of {packed} bytes that unpacks to {size}"),
                format!("{RATIO_MAX} times"),
            );
        }
        let entry_name = entry.name().map_err(|cause| EscoError::Zip {
            place: place.clone(),
            cause,
        })?;
        let name = format!("{place}/{entry_name}");
        drop(entry);
        let at = Place::Zip(path.to_owned(), index);
        take(name, size, at, sources, report);
    }
    Ok(())
}

/// Takes a file if its name is that of a table; else says why not.
fn take(name: String, size: u64, place: Place, sources: &mut Vec<Source>, report: &mut EscoReport) {
    let file_name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    if file_name.starts_with('.') || name.contains("__MACOSX/") {
        return;
    }
    match Table::of_name(file_name) {
        Ok(Some(table)) if sources.iter().any(|s| s.table == table) => {
            let first = sources.iter().find(|s| s.table == table);
            let first = first.map(|s| s.name.clone()).unwrap_or_default();
            report.skip(name, format!("the same table was found before, in {first}"));
        }
        Ok(Some(table)) => sources.push(Source {
            name,
            table,
            size,
            place,
        }),
        Ok(None) => report.set_aside += 1,
        Err(why) => report.skipped.push(Skipped { name, why }),
    }
}

fn open_zip(path: &Path) -> Result<ZipArchive<BufReader<File>>, EscoError> {
    let place = || path.display().to_string();
    let file = File::open(path).map_err(|cause| EscoError::Read {
        place: place(),
        cause,
    })?;
    ZipArchive::new(BufReader::new(file)).map_err(|cause| EscoError::Zip {
        place: place(),
        cause,
    })
}

fn is(path: &Path, ending: &str) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(ending))
}
