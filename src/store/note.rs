//! Signed notes: a text with an Ed25519 signature below it, and its keys, in the forms of the public
//! specification `signed-note` (c2sp.org), so that the tools of other logs can check them too.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

use super::StoreError;
use super::merkle::hash;
use super::secret::random;

/// The kind of signature, before a key's bytes: Ed25519.
const KIND: u8 = 1;
/// What a signature's line begins with.
const DASH: &str = "\u{2014} ";
/// What a signing key begins with.
const SECRET: &str = "PRIVATE+KEY+";

/// A key that checks notes. Spelled `name+id+key`: the id in hex, the key in base 64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteKey {
    name: String,
    public: [u8; 32],
}

/// A text that is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a key that checks checkpoints: it is spelled `name+id+key`, as `kohtaanto audit key` prints it"
)]
pub struct InvalidNoteKey;

impl NoteKey {
    /// The key's name: that of the ledger that it speaks for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A few letters that tell keys of one name apart.
    pub fn short(&self) -> String {
        hex(&self.id())
    }

    fn id(&self) -> [u8; 4] {
        let whole = hash(&[self.name.as_bytes(), b"\n", &[KIND], &self.public]);
        let mut id = [0; 4];
        id.copy_from_slice(&whole[..4]);
        id
    }

    /// The text of a note, where this key has signed it.
    ///
    /// # Errors
    /// What is wrong with the note.
    pub(super) fn text_of<'n>(&self, note: &'n str) -> Result<&'n str, &'static str> {
        let end = note.rfind("\n\n").ok_or("it is no signed note")?;
        let (text, signatures) = (&note[..=end], &note[end + 2..]);
        for line in signatures.lines() {
            let signature = line
                .strip_prefix(DASH)
                .and_then(|line| line.split_once(' '));
            let (name, bytes) = signature.ok_or("it is no signed note")?;
            let bytes = STANDARD.decode(bytes).map_err(|_| "it is no signed note")?;
            let Some((id, signature)) = bytes.split_first_chunk::<4>() else {
                return Err("it is no signed note");
            };
            if name == self.name && *id == self.id() {
                let key = UnparsedPublicKey::new(&ED25519, &self.public);
                let valid = key.verify(text.as_bytes(), signature);
                return valid
                    .map(|()| text)
                    .map_err(|_| "its signature is not valid");
            }
        }
        Err("it is not signed by this key")
    }
}

impl fmt::Display for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = STANDARD.encode(with_kind(&self.public));
        write!(f, "{}+{}+{key}", self.name, self.short())
    }
}

impl FromStr for NoteKey {
    type Err = InvalidNoteKey;

    fn from_str(text: &str) -> Result<Self, InvalidNoteKey> {
        // Base 64 may hold a plus sign itself; a name may not.
        let (name, rest) = text.trim().split_once('+').ok_or(InvalidNoteKey)?;
        let (id, key) = rest.split_once('+').ok_or(InvalidNoteKey)?;
        let public = key_bytes(key).ok_or(InvalidNoteKey)?;
        let name = name.to_owned();
        let key = Self { name, public };
        if key.name.is_empty() || key.name.contains(char::is_whitespace) || key.short() != id {
            return Err(InvalidNoteKey);
        }
        Ok(key)
    }
}

/// A key that signs notes.
pub struct Signer {
    key: NoteKey,
    pair: Ed25519KeyPair,
    seed: [u8; 32],
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.key)
    }
}

impl Signer {
    /// The key kept in a file, made where there is none; only the file's owner may read it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the file cannot be read or made, [`StoreError::Invalid`] where
    /// it holds something else or the key of another ledger.
    pub fn kept(file: &Path, name: &str) -> Result<Self, StoreError> {
        let cannot = |what: &str, error: std::io::Error| {
            StoreError::unavailable(
                format!("the key {} cannot be {what}: {error}", file.display()),
                error,
            )
        };
        let made = match std::fs::read_to_string(file) {
            Ok(text) => return Self::read(&text, file, name),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Self::new(name.to_owned(), random()?)?
            }
            Err(error) => return Err(cannot("read", error)),
        };
        let folder = file.parent().unwrap_or(Path::new("."));
        // A draft is its owner's alone from the beginning, and is there whole or not at all.
        let draft = tempfile::NamedTempFile::new_in(folder).and_then(|mut draft| {
            std::io::Write::write_all(&mut draft, made.spelled().as_bytes())?;
            draft.as_file().sync_all()?;
            Ok(draft)
        });
        match draft
            .map_err(|error| cannot("made", error))?
            .persist_noclobber(file)
        {
            Ok(_) => Ok(made),
            // Another process was first: its key is the one.
            Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
                let text = std::fs::read_to_string(file).map_err(|error| cannot("read", error))?;
                Self::read(&text, file, name)
            }
            Err(error) => Err(cannot("made", error.error)),
        }
    }

    fn new(name: String, seed: [u8; 32]) -> Result<Self, StoreError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed)
            .map_err(|_| StoreError::Invalid("a key of 32 bytes was refused".into()))?;
        let mut public = [0; 32];
        public.copy_from_slice(pair.public_key().as_ref());
        let key = NoteKey { name, public };
        Ok(Self { key, pair, seed })
    }

    fn read(text: &str, file: &Path, name: &str) -> Result<Self, StoreError> {
        let other = |what: &str| {
            StoreError::Invalid(format!(
                "{} {what}: put the right file back, or move it away and have a new key made",
                file.display()
            ))
        };
        let rest = text
            .trim()
            .strip_prefix(SECRET)
            .and_then(|rest| rest.split_once('+'));
        let (own, rest) = rest.ok_or_else(|| other("holds no signing key"))?;
        let seed = rest.split_once('+').and_then(|(_, key)| key_bytes(key));
        let seed = seed.ok_or_else(|| other("holds no signing key"))?;
        if own != name {
            return Err(other("holds the key of another ledger"));
        }
        Self::new(own.to_owned(), seed)
    }

    fn spelled(&self) -> String {
        let seed = STANDARD.encode(with_kind(&self.seed));
        format!("{SECRET}{}+{}+{seed}\n", self.key.name, self.key.short())
    }

    /// The key that checks what this one signs.
    pub fn key(&self) -> &NoteKey {
        &self.key
    }

    /// A text of whole lines with the signature below.
    pub(super) fn sign(&self, text: &str) -> String {
        let mut bytes = self.key.id().to_vec();
        bytes.extend_from_slice(self.pair.sign(text.as_bytes()).as_ref());
        format!(
            "{text}\n{DASH}{} {}\n",
            self.key.name,
            STANDARD.encode(bytes)
        )
    }
}

fn with_kind(key: &[u8; 32]) -> [u8; 33] {
    let mut bytes = [KIND; 33];
    bytes[1..].copy_from_slice(key);
    bytes
}

fn key_bytes(text: &str) -> Option<[u8; 32]> {
    let bytes = STANDARD.decode(text).ok()?;
    let (kind, key) = bytes.split_first()?;
    (*kind == KIND).then(|| key.try_into().ok()).flatten()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_those_of_the_specification() {
        // The key and the signed note that golang.org/x/mod/sumdb/note documents.
        let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let key: NoteKey = key.parse().unwrap();
        let note = "If you think cryptography is the answer to your problem,\n\
            then you don't know what your problem is.\n\n\
            \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        assert!(key.text_of(note).unwrap().ends_with("your problem is.\n"));
        let other = note.replace("answer", "Answer");
        assert_eq!(key.text_of(&other), Err("its signature is not valid"));
        assert_eq!(
            key.to_string(),
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        );
    }

    #[test]
    fn a_key_is_made_once_and_signs_what_only_it_could() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ledger.key");
        let signer = Signer::kept(&file, "ledger/1").unwrap();
        let again = Signer::kept(&file, "ledger/1").unwrap();
        assert_eq!(signer.key(), again.key());
        let note = signer.sign("one line\nanother\n");
        assert_eq!(again.key().text_of(&note), Ok("one line\nanother\n"));
        let spelled = signer.key().to_string();
        assert_eq!(spelled.parse::<NoteKey>().as_ref(), Ok(signer.key()));
        let stranger = Signer::new("ledger/1".into(), [7; 32]).unwrap();
        assert_eq!(
            stranger.key().text_of(&note),
            Err("it is not signed by this key")
        );
        for broken in ["", "one line\n", &note.replace(' ', "")] {
            assert!(signer.key().text_of(broken).is_err(), "{broken}");
        }
        assert!(Signer::kept(&file, "ledger/2").is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
    }
}
