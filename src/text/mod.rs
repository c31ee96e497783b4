//! Text in Finnish, Swedish and English: tokens, base forms, compounds; concepts spotted in it.

mod analyse;
mod bare;
mod beside;
mod breaks;
mod calls;
mod checks;
mod claims;
mod dictionary;
mod eligibility;
mod everyday;
mod extraction;
mod facts;
mod filler;
mod finnish;
mod grams;
mod hash;
mod heads;
mod kept;
mod languages;
mod layout;
mod learner;
mod lexicon;
mod link;
mod list;
mod lists;
mod made;
mod matcher;
mod own_work;
mod private;
mod prose;
mod read;
mod reader;
mod region;
mod schooling;
mod sensitive;
mod side;
mod spot;
mod stems;
mod strength;
mod strings;
mod token;
mod told;
mod tools;
mod uncovered;
mod undotted;
mod until;
mod voikko;
mod words;

#[cfg(test)]
mod tests;

pub use analyse::Token;
pub use extraction::{
    Extracted, ExtractedCheck, ExtractedEducation, ExtractedNeed, ExtractedTool, Extraction,
};
pub use kept::Keeper;
pub use link::Link;
pub use list::Linker;
pub use read::Side;
pub use reader::Reader;
pub use voikko::{Voikko, VoikkoError};
