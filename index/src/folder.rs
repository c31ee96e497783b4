//! The folder of a collection: whose files lie in it, and what its failures mean.

use std::fs;
use std::io;
use std::path::Path;

use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{Index, TantivyError};

use crate::error::IndexError;
use crate::schema::schema;
use crate::stamp::Stamp;

/// The library's file that says what is committed.
pub(crate) const META_FILE: &str = "meta.json";
/// The library's other files with a fixed name.
const OTHER_FILES: [&str; 3] = [
    ".managed.json",
    ".tantivy-writer.lock",
    ".tantivy-meta.lock",
];

/// Makes a folder with those above it.
pub(crate) fn make(folder: &Path) -> Result<(), IndexError> {
    fs::create_dir_all(folder).map_err(|source| failed("make the folder", folder, source))
}

/// The collection in a folder, or none when the folder is empty or was left when its making was
/// cut short.
pub(crate) fn open(folder: &Path) -> Result<Option<Index>, IndexError> {
    let place = folder.display().to_string();
    if !folder.join(META_FILE).exists() {
        return match foreign_file(folder)? {
            None => Ok(None),
            Some(name) => Err(IndexError::Foreign {
                reason: format!("it holds {name}"),
                place,
            }),
        };
    }
    let index = Index::open_in_dir(folder).map_err(|source| meaning(&place, "open it", source))?;
    if index.schema() == schema() {
        return Ok(Some(index));
    }
    let payload = index.load_metas().ok().and_then(|metas| metas.payload);
    Err(match payload {
        Some(payload) if Stamp::is_ours(&payload) => IndexError::RebuildNeeded {
            place,
            found: payload,
            wanted: "other fields".into(),
        },
        _ => IndexError::Foreign {
            place,
            reason: "its fields are those of another program".into(),
        },
    })
}

/// Checks the library's list of its files: a file that is not in it would never be removed,
/// whatever text it holds.
pub(crate) fn check_listed(folder: &Path, index: &Index) -> Result<(), IndexError> {
    let listed = index.directory().list_managed_files();
    let not_ours = listed
        .iter()
        .map(|path| path.to_string_lossy())
        .find(|name| !is_ours(name))
        .map(|name| format!("its list of files has {name}"));
    let not_listed = file_names(folder)?
        .into_iter()
        .filter(|name| name == META_FILE || is_of_a_group(name))
        .find(|name| !listed.contains(Path::new(name)))
        .map(|name| format!("its list of files lacks {name}"));
    match not_ours.or(not_listed) {
        Some(reason) => Err(IndexError::Damaged {
            place: folder.display().to_string(),
            reason,
        }),
        None => Ok(()),
    }
}

/// Removes a collection's files, under the writer's lock.
pub(crate) fn empty(folder: &Path) -> Result<(), IndexError> {
    let place = folder.display().to_string();
    if let Some(name) = foreign_file(folder)? {
        return Err(IndexError::Foreign {
            reason: format!("it holds {name}"),
            place,
        });
    }
    let directory = MmapDirectory::open(folder)
        .map_err(|source| meaning(&place, "open the folder", source.into()))?;
    let _lock = directory
        .acquire_lock(&INDEX_WRITER_LOCK)
        .map_err(|source| meaning(&place, "lock it", TantivyError::LockFailure(source, None)))?;
    // The file that names the others goes first: what is left of a removal cut short is then an
    // empty folder's remains, not a damaged collection.
    let mut names = file_names(folder)?;
    names.sort_by_key(|name| name != META_FILE);
    for name in names.iter().filter(|name| !is_lock(name)) {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(|source| failed("remove", &path, source))?;
    }
    Ok(())
}

/// What a failure of the library means to whoever opens, reads or writes a collection.
pub(crate) fn meaning(place: &str, action: &'static str, source: TantivyError) -> IndexError {
    let place = place.to_owned();
    match source {
        TantivyError::LockFailure(LockError::LockBusy, _) => IndexError::Locked { place },
        TantivyError::OpenDirectoryError(OpenDirectoryError::NotADirectory(path)) => {
            IndexError::Foreign {
                place,
                reason: format!("{} is not a folder", path.display()),
            }
        }
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(path)) => IndexError::Damaged {
            place,
            reason: format!("{} is missing", path.display()),
        },
        TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(incompatibility))
        | TantivyError::IncompatibleIndex(incompatibility) => IndexError::RebuildNeeded {
            place,
            found: format!("{incompatibility:?}"),
            wanted: "this version of the program".into(),
        },
        TantivyError::DataCorruption(damage) => IndexError::Damaged {
            place,
            reason: format!("{damage:?}"),
        },
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if is_damage(&io_error) =>
        {
            IndexError::Damaged {
                place,
                reason: format!("{}: {io_error}", filepath.display()),
            }
        }
        TantivyError::IoError(io_error) if is_damage(&io_error) => IndexError::Damaged {
            place,
            reason: io_error.to_string(),
        },
        source => IndexError::Library {
            place,
            action,
            source: Box::new(source),
        },
    }
}

/// Whether a failure to read is one of what was read, not of the disk.
fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

/// The name of a file or folder that no collection has, the first by name.
fn foreign_file(folder: &Path) -> Result<Option<String>, IndexError> {
    Ok(file_names(folder)?
        .into_iter()
        .filter(|name| !is_ours(name))
        .min())
}

pub(crate) fn file_names(folder: &Path) -> Result<Vec<String>, IndexError> {
    let list = || -> io::Result<Vec<String>> {
        fs::read_dir(folder)?
            .map(|entry| {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                Ok(if entry.file_type()?.is_dir() {
                    format!("{name}/")
                } else {
                    name
                })
            })
            .collect()
    };
    list().map_err(|source| failed("list", folder, source))
}

/// Whether a name is one that the library gives.
fn is_ours(name: &str) -> bool {
    let temporary = name.strip_prefix(".tmp").is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    name == META_FILE || OTHER_FILES.contains(&name) || is_of_a_group(name) || temporary
}

/// Whether a name is that of a file of a group: `<32 hexadecimal digits>.<kind>`.
pub(crate) fn is_of_a_group(name: &str) -> bool {
    name.split_once('.').is_some_and(|(group, kind)| {
        group.len() == 32
            && group.bytes().all(|byte| byte.is_ascii_hexdigit())
            && kind
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    })
}

fn is_lock(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "lock")
}

fn failed(action: &'static str, path: &Path, source: io::Error) -> IndexError {
    IndexError::File {
        action,
        path: path.to_owned(),
        source,
    }
}
