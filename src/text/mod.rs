//! Text in Finnish, Swedish and English: tokens, base forms, compounds; concepts spotted in it.

mod dictionary;
mod finnish;
mod hash;
mod token;
mod voikko;
mod words;
