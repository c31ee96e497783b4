//! What is dear to make of a taxonomy's words, as bytes to be kept between runs, and back.
//!
//! Layout: 8 bytes of magic, what it was made of (a BLAKE3), the BLAKE3 of the body, the body: parts
//! one after another, each its length (u64, little-endian) and its bytes (bitcode). What was made of
//! something else, is cut short or was changed is nothing: it is made anew.

use bitcode::{DecodeOwned, Encode};

const MAGIC: &[u8; 8] = b"kohtread";

/// What something was made of.
pub(crate) type Origin = [u8; blake3::OUT_LEN];

const HEAD: usize = MAGIC.len() + 2 * blake3::OUT_LEN;

/// Keeps bytes between runs, by name. It may forget all, or give back bytes of anything: what it gives
/// is looked at before use.
pub trait Keeper: Send + Sync {
    /// The bytes last kept under a name.
    fn fetch(&self, name: &str) -> Option<Vec<u8>>;
    /// Keeps bytes under a name, if it can.
    fn keep(&self, name: &str, bytes: &[u8]);
}

/// Parts being written.
pub(crate) struct Parts(Vec<u8>);

impl Parts {
    /// No parts yet, of something made of this.
    pub(crate) fn new(origin: &Origin) -> Self {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(origin);
        bytes.extend_from_slice(&[0; blake3::OUT_LEN]);
        Self(bytes)
    }

    pub(crate) fn push(&mut self, part: &impl Encode) {
        let part = bitcode::encode(part);
        self.0.extend_from_slice(&(part.len() as u64).to_le_bytes());
        self.0.extend_from_slice(&part);
    }

    /// All of them, sealed.
    pub(crate) fn done(mut self) -> Vec<u8> {
        let hash = blake3::hash(&self.0[HEAD..]);
        self.0[HEAD - blake3::OUT_LEN..HEAD].copy_from_slice(hash.as_bytes());
        self.0
    }
}

/// Parts being read, in the order in which they were written.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// The parts in bytes made of this; `None` where they are anything else.
    pub(crate) fn new(bytes: &'a [u8], origin: &Origin) -> Option<Self> {
        let (head, body) = bytes.split_at_checked(HEAD)?;
        let (made_of, hash) = head.strip_prefix(MAGIC)?.split_at(blake3::OUT_LEN);
        (made_of == origin && blake3::hash(body).as_bytes() == hash).then_some(Self(body))
    }

    /// The next part's bytes.
    pub(crate) fn bytes(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (part, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(part)
    }

    /// The next part.
    pub(crate) fn next<T: DecodeOwned>(&mut self) -> Option<T> {
        bitcode::decode(self.bytes()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_as_they_went_in_or_not_at_all() {
        let mut parts = Parts::new(&[1; 32]);
        parts.push(&vec![1_u32, 2]);
        parts.push(&"hitsaaja".to_owned());
        let bytes = parts.done();
        let mut read = Reader::new(&bytes, &[1; 32]).unwrap();
        assert_eq!(read.next(), Some(vec![1_u32, 2]));
        assert_eq!(read.next(), Some("hitsaaja".to_owned()));
        assert_eq!(read.next::<String>(), None);
        assert!(Reader::new(&bytes, &[2; 32]).is_none(), "of another");
        for length in 0..bytes.len() {
            assert!(
                Reader::new(&bytes[..length], &[1; 32]).is_none(),
                "{length}"
            );
        }
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(Reader::new(&changed, &[1; 32]).is_none(), "{at}");
        }
    }
}
