//! Long lists of small numbers as bytes, little end first: written and read as a whole, they take as
//! long as a copy, and no more room than they need.

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

/// A value of a fixed number of bytes.
pub(super) trait Packed: Sized {
    const SIZE: usize;

    fn put(&self, bytes: &mut Vec<u8>);

    /// From at least [`SIZE`](Self::SIZE) bytes.
    fn take(bytes: &[u8]) -> Self;
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Packed for $number {
            const SIZE: usize = size_of::<Self>();

            fn put(&self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }

            fn take(bytes: &[u8]) -> Self {
                let mut own = [0; size_of::<Self>()];
                own.copy_from_slice(&bytes[..size_of::<Self>()]);
                Self::from_le_bytes(own)
            }
        }
    )+};
}

numbers!(u16, u32, u64);

pub(super) fn serialize<T: Packed, S: Serializer>(items: &[T], to: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(items.len() * T::SIZE);
    items.iter().for_each(|item| item.put(&mut bytes));
    to.serialize_bytes(&bytes)
}

pub(super) fn deserialize<'de, T: Packed, D: Deserializer<'de>>(
    from: D,
) -> Result<Vec<T>, D::Error> {
    struct Bytes<T>(std::marker::PhantomData<T>);

    impl<T: Packed> Visitor<'_> for Bytes<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "bytes, {} to an item", T::SIZE)
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<T>, E> {
            if !bytes.len().is_multiple_of(T::SIZE) {
                return Err(E::invalid_length(bytes.len(), &self));
            }
            Ok(bytes.chunks_exact(T::SIZE).map(T::take).collect())
        }
    }

    from.deserialize_bytes(Bytes(std::marker::PhantomData))
}
