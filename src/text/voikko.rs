//! libvoikko, when the machine has it: the one place where a shared library is called.
//!
//! The library and its dictionary are GPL data of the operating system (Debian: `libvoikko1`,
//! `voikko-fi`), so they are opened at run time and never shipped or linked. Everything works
//! without them; see [`super::finnish`].
#![expect(
    unsafe_code,
    reason = "libvoikko is a C library opened at run time; every call to it stands in this module"
)]

use std::ffi::{CStr, CString, c_char};
use std::path::Path;
use std::ptr::NonNull;
use std::sync::Mutex;

use libloading::Library;

use super::token::WORD_BYTES_MAX;

/// Why libvoikko is not in use.
#[derive(Debug, thiserror::Error)]
pub enum VoikkoError {
    /// The shared library is not on this machine.
    #[error("libvoikko.so.1 cannot be opened (Debian: apt-get install libvoikko1 voikko-fi)")]
    Library(#[source] libloading::Error),
    /// The library lacks a function that every libvoikko 4 has.
    #[error("libvoikko.so.1 lacks {name}")]
    Function {
        /// The function.
        name: &'static str,
        /// What the loader said.
        #[source]
        source: libloading::Error,
    },
    /// The library found no Finnish dictionary.
    #[error("libvoikko found no Finnish dictionary (Debian: apt-get install voikko-fi): {0}")]
    Dictionary(String),
}

#[repr(C)]
struct Handle {
    _private: [u8; 0],
}

#[repr(C)]
struct Analysis {
    _private: [u8; 0],
}

type Init = unsafe extern "C" fn(*mut *const c_char, *const c_char, *const c_char) -> *mut Handle;
type Version = unsafe extern "C" fn() -> *const c_char;
type Terminate = unsafe extern "C" fn(*mut Handle);
type AnalyseWord = unsafe extern "C" fn(*mut Handle, *const c_char) -> *mut *mut Analysis;
type FreeAnalyses = unsafe extern "C" fn(*mut *mut Analysis);
type Value = unsafe extern "C" fn(*const Analysis, *const c_char) -> *mut c_char;
type FreeValue = unsafe extern "C" fn(*mut c_char);

/// A word as libvoikko understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Understood {
    /// Base form, lower case.
    pub base: String,
    /// Base forms of the parts of a compound, lower case; empty for a simple word.
    pub parts: Vec<String>,
    /// What kind of word it is.
    pub sort: Sort,
    /// Whether it stands in a case that hardly anybody uses: `vuotta` is a form of `vuosi` before it is
    /// one of `vuo`, stream.
    pub rare: bool,
}

/// What kind of word, as far as it matters for what it can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A noun or an abbreviation, or an own name that is neither a person's nor a place's.
    Thing,
    /// A person's or a place's own name.
    Own,
    /// A verb, participle, quality, adverb or small word.
    Other,
}

impl Sort {
    fn of(class: &str, is_participle: bool) -> Self {
        match class {
            _ if is_participle => Self::Other,
            "nimisana" | "nimisana_laatusana" | "lyhenne" | "nimi" => Self::Thing,
            "etunimi" | "sukunimi" | "paikannimi" => Self::Own,
            _ => Self::Other,
        }
    }
}

/// An open libvoikko with its Finnish dictionary. Calls take turns: a handle is not for two threads.
pub struct Voikko {
    handle: Mutex<NonNull<Handle>>,
    terminate: Terminate,
    analyse: AnalyseWord,
    free_analyses: FreeAnalyses,
    value: Value,
    free_value: FreeValue,
    version: String,
    // The functions above live in it: it is dropped last.
    _library: Library,
}

// SAFETY: the handle is used only under the mutex, and libvoikko keeps no state per thread.
unsafe impl Send for Voikko {}
// SAFETY: as above.
unsafe impl Sync for Voikko {}

impl std::fmt::Debug for Voikko {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Voikko")
    }
}

impl Drop for Voikko {
    fn drop(&mut self) {
        let handle = self
            .handle
            .get_mut()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        // SAFETY: the handle came from voikkoInit and is not used again.
        unsafe { (self.terminate)(handle.as_ptr()) }
    }
}

fn function<T: Copy>(library: &Library, name: &'static str) -> Result<T, VoikkoError> {
    // SAFETY: the callers name the types of libvoikko 4's published header.
    unsafe { library.get::<T>(name.as_bytes()) }
        .map(|symbol| *symbol)
        .map_err(|source| VoikkoError::Function { name, source })
}

impl Voikko {
    /// Opens the libvoikko at a path, else the machine's, or says what is missing.
    ///
    /// # Errors
    /// [`VoikkoError`]: no such library, no libvoikko, or no dictionary.
    pub fn open(library: Option<&Path>) -> Result<Self, VoikkoError> {
        let library = library.unwrap_or(Path::new("libvoikko.so.1"));
        // SAFETY: loading runs the library's initialisers; libvoikko's have no preconditions.
        let library = unsafe { Library::new(library) }.map_err(VoikkoError::Library)?;
        let init: Init = function(&library, "voikkoInit")?;
        let version: Version = function(&library, "voikkoGetVersion")?;
        // SAFETY: the function takes nothing and gives a static string.
        let version = unsafe { CStr::from_ptr(version()) }.to_string_lossy();
        let version = format!("voikko{version}");
        let mut error: *const c_char = std::ptr::null();
        // SAFETY: three valid pointers; a null path means the usual places.
        let handle = unsafe { init(&raw mut error, c"fi".as_ptr(), std::ptr::null()) };
        let Some(handle) = NonNull::new(handle) else {
            // SAFETY: voikkoInit leaves a static string, or null, in `error`.
            let said = (!error.is_null()).then(|| {
                unsafe { CStr::from_ptr(error) }
                    .to_string_lossy()
                    .into_owned()
            });
            return Err(VoikkoError::Dictionary(said.unwrap_or_default()));
        };
        Ok(Self {
            handle: Mutex::new(handle),
            terminate: function(&library, "voikkoTerminate")?,
            analyse: function(&library, "voikkoAnalyzeWordCstr")?,
            free_analyses: function(&library, "voikko_free_mor_analysis")?,
            value: function(&library, "voikko_mor_analysis_value_cstr")?,
            free_value: function(&library, "voikko_free_mor_analysis_value_cstr")?,
            version,
            _library: library,
        })
    }

    /// Which library it is: `voikko4.3.1`.
    pub(crate) fn version(&self) -> String {
        self.version.clone()
    }

    /// Every way to understand the word as written (not lower-cased), each once; none if unknown.
    pub(crate) fn understand(&self, word: &str) -> Vec<Understood> {
        let mut found = Vec::new();
        if word.len() > WORD_BYTES_MAX {
            return found;
        }
        let Ok(word) = CString::new(word) else {
            return found;
        };
        let handle = self
            .handle
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        // SAFETY: a live handle under its lock, and a C string.
        let analyses = unsafe { (self.analyse)(handle.as_ptr(), word.as_ptr()) };
        if analyses.is_null() {
            return found;
        }
        for i in 0.. {
            // SAFETY: the array ends with a null pointer, at which the loop ends.
            let analysis = unsafe { *analyses.add(i) };
            if analysis.is_null() {
                break;
            }
            let Some(base) = self.read(analysis, c"BASEFORM") else {
                continue;
            };
            let understood = Understood {
                base: base.to_lowercase(),
                parts: parts(&self.read(analysis, c"WORDBASES").unwrap_or_default()),
                sort: Sort::of(
                    &self.read(analysis, c"CLASS").unwrap_or_default(),
                    self.read(analysis, c"PARTICIPLE").is_some(),
                ),
                rare: matches!(
                    self.read(analysis, c"SIJAMUOTO").as_deref(),
                    Some("vajanto" | "seuranto" | "keinonto")
                ),
            };
            if !found.contains(&understood) {
                found.push(understood);
            }
        }
        // SAFETY: what voikkoAnalyzeWordCstr gave, once.
        unsafe { (self.free_analyses)(analyses) };
        found.sort_by_key(|understood| understood.rare);
        found
    }

    fn read(&self, analysis: *const Analysis, key: &CStr) -> Option<String> {
        // SAFETY: an analysis not yet freed, and a C string; the value is copied before it is freed.
        unsafe {
            let value = (self.value)(analysis, key.as_ptr());
            if value.is_null() {
                return None;
            }
            let text = CStr::from_ptr(value).to_string_lossy().into_owned();
            (self.free_value)(value);
            Some(text)
        }
    }
}

/// The parts in `+sairaan(sairas)+hoita(hoitaa)+(+ja)`: a suffix makes its part `hoitaja` again.
fn parts(word_bases: &str) -> Vec<String> {
    let mut parts: Vec<(&str, String)> = Vec::new();
    for piece in word_bases.split(')') {
        let Some((written, base)) = piece.trim_start_matches('+').split_once('(') else {
            continue;
        };
        match (base.strip_prefix('+'), parts.last_mut()) {
            (Some(suffix), Some((stem, part))) => *part = format!("{stem}{suffix}").to_lowercase(),
            (Some(_), None) => {}
            (None, _) if base.is_empty() => parts.push((written, written.to_lowercase())),
            (None, _) => parts.push((written, base.to_lowercase())),
        }
    }
    let mut parts: Vec<String> = parts.into_iter().map(|(_, part)| part).collect();
    parts.retain(|part| part.chars().nth(1).is_some());
    if parts.len() < 2 {
        parts.clear();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_compound_are_read() {
        assert_eq!(
            parts("+sairas(sairas)+hoita(hoitaa)+(+ja)"),
            ["sairas", "hoitaja"]
        );
        assert_eq!(parts("+koira(koira)"), [""; 0]);
    }

    #[test]
    fn libvoikko_understands_where_it_is_installed() {
        let voikko = match Voikko::open(None) {
            Ok(voikko) => voikko,
            Err(reason) => return eprintln!("passed over: {reason}"),
        };
        assert!(
            voikko
                .understand("hitsaajalle")
                .iter()
                .any(|u| u.base == "hitsaaja")
        );
        assert!(voikko.understand("xqzw\u{1F44D}").is_empty());
    }
}
