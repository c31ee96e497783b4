//! Job Market Finland (Työmarkkinatori): job postings, competence profiles, and adverts that are
//! text alone. The fields and codes are those of its published interfaces.

mod codes;
mod posting;
mod profile;
mod text_advert;

pub(super) use posting::{POSTING, posting};
pub(super) use profile::{PROFILE, profile};
pub(super) use text_advert::{TEXT_ADVERT, text_advert};
