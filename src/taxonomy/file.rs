//! The taxonomy as one compact file of bytes, and back.
//!
//! Layout: 8 bytes of magic, the format's version (u32, little-endian), the BLAKE3 of the body (32
//! bytes), the body (bitcode). The hash is checked before anything is read from the body.

use super::model::{Body, Taxonomy};

const MAGIC: &[u8; 8] = b"kohtatax";

/// Version of the format: raised whenever the body's layout changes.
const FORMAT: u32 = 1;

const HEAD: usize = MAGIC.len() + 4 + blake3::OUT_LEN;

/// Why bytes are no taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaxonomyError {
    /// The file is something else.
    #[error(
        "this is no taxonomy file of kohtaanto (it does not begin with `kohtatax`); `kohtaanto taxonomy import` makes one from ESCO's CSV download"
    )]
    Foreign,
    /// The file is of another format.
    #[error(
        "the taxonomy file has format {found}, this program reads format {FORMAT}; {}",
        if *found > FORMAT { "it was made by a newer version: use that one" } else { "import ESCO again" }
    )]
    Format {
        /// The file's format.
        found: u32,
    },
    /// The file is cut short or changed.
    #[error(
        "the taxonomy file is damaged: {length} bytes do not have the content that its head names; import ESCO again or restore the file"
    )]
    Damaged {
        /// How long it is, in bytes.
        length: usize,
    },
}

impl Taxonomy {
    /// The whole taxonomy as bytes; the same taxonomy always gives the same.
    pub fn to_bytes(&self) -> Vec<u8> {
        let body = bitcode::encode(&self.body);
        let mut bytes = Vec::with_capacity(HEAD + body.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&FORMAT.to_le_bytes());
        bytes.extend_from_slice(blake3::hash(&body).as_bytes());
        bytes.extend_from_slice(&body);
        bytes
    }

    /// A taxonomy from its bytes.
    ///
    /// # Errors
    /// Bytes that are something else, of another format, cut short or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Taxonomy, TaxonomyError> {
        let damaged = TaxonomyError::Damaged {
            length: bytes.len(),
        };
        if !bytes.starts_with(MAGIC) {
            return Err(TaxonomyError::Foreign);
        }
        let Some((head, body)) = bytes.split_at_checked(HEAD) else {
            return Err(damaged);
        };
        let (format, hash) = head[MAGIC.len()..].split_at(4);
        let found = format
            .iter()
            .rev()
            .fold(0, |sum, byte| (sum << 8) | u32::from(*byte));
        if found != FORMAT {
            return Err(TaxonomyError::Format { found });
        }
        let content = blake3::hash(body);
        if content.as_bytes() != hash {
            return Err(damaged);
        }
        match bitcode::decode::<Body>(body) {
            Ok(body) if body.is_sound() => Ok(Self::with_hash(body, &content)),
            _ => Err(damaged),
        }
    }

    /// A taxonomy just built.
    pub(super) fn of(body: Body) -> Self {
        let hash = blake3::hash(&bitcode::encode(&body));
        Self::with_hash(body, &hash)
    }

    fn with_hash(body: Body, hash: &blake3::Hash) -> Self {
        let version = format!("{}-{}", body.name, &hash.to_hex()[..8]);
        Self { version, body }
    }
}
