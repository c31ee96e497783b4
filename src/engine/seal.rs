//! Bytes sealed under a key: without it nobody reads them, and with it nobody takes others for them.
//! What is kept of everybody outside of the records is sealed under a key that every erasure replaces,
//! so that a copy that is out of reach (a stopped node's, a file that was copied) is erased with it.
//!
//! The stream is that of BLAKE3 keyed, over a random number that is used once, as its authors describe
//! its extended output; the tag is BLAKE3 keyed over the number and what is written.

const NUMBER: usize = 32;
const TAG: usize = 32;

/// Bytes of the stream made at a time.
const PIECE: usize = 1 << 16;

/// Seals bytes; `None` where the system gives no random number.
pub(super) fn seal(key: &[u8; 32], mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let mut number = [0; NUMBER];
    getrandom::fill(&mut number).ok()?;
    mix(key, &number, &mut bytes);
    let tag = tag(key, &number, &bytes);
    let mut sealed = Vec::with_capacity(NUMBER + TAG + bytes.len());
    sealed.extend(number);
    sealed.extend(tag.as_bytes());
    sealed.append(&mut bytes);
    Some(sealed)
}

/// What was sealed; `None` under another key, or where a byte is not as it was written.
pub(super) fn unseal(key: &[u8; 32], sealed: &[u8]) -> Option<Vec<u8>> {
    let (number, rest) = sealed.split_first_chunk::<NUMBER>()?;
    let (found, rest) = rest.split_first_chunk::<TAG>()?;
    // Compared by BLAKE3's own constant-time equality.
    if tag(key, number, rest) != *found {
        return None;
    }
    let mut bytes = rest.to_vec();
    mix(key, number, &mut bytes);
    Some(bytes)
}

/// Adds the stream to bytes; done twice, it is undone.
fn mix(key: &[u8; 32], number: &[u8; NUMBER], bytes: &mut [u8]) {
    let key = blake3::derive_key("kohtaanto projection stream", key);
    let mut hasher = blake3::Hasher::new_keyed(&key);
    hasher.update(number);
    let mut stream = hasher.finalize_xof();
    let mut piece = vec![0; PIECE];
    for bytes in bytes.chunks_mut(PIECE) {
        stream.fill(&mut piece);
        bytes.iter_mut().zip(&piece).for_each(|(a, b)| *a ^= b);
    }
}

fn tag(key: &[u8; 32], number: &[u8; NUMBER], bytes: &[u8]) -> blake3::Hash {
    let key = blake3::derive_key("kohtaanto projection seal", key);
    let mut hasher = blake3::Hasher::new_keyed(&key);
    hasher.update(number);
    hasher.update(bytes);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_under_its_key_alone_and_only_as_it_was() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
        let sealed = seal(&[1; 32], bytes.clone()).unwrap();
        assert_eq!(unseal(&[1; 32], &sealed), Some(bytes.clone()));
        assert_eq!(unseal(&[2; 32], &sealed), None);
        assert_ne!(seal(&[1; 32], bytes.clone()).unwrap(), sealed);
        let plain = |run: &[u8]| bytes.windows(16).any(|window| window == run);
        assert!(!sealed.chunks_exact(16).take(500).any(plain));
        for at in [0, 40, 70, sealed.len() - 1] {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert_eq!(unseal(&[1; 32], &bent), None, "byte {at}");
        }
        assert_eq!(unseal(&[1; 32], &sealed[..40]), None);
    }
}
