//! `kohtaanto` matches open vacancies and jobseekers' competence profiles by an exact score in
//! whole points whose parts are its explanation.
//!
//! # The map
//! A vacancy comes in from a file and goes out as an answer, room by room:
//! - [`import`] reads outside records into domain values. It may not know the store.
//! - [`domain`] has the words of the field. It imports no other room.
//! - [`taxonomy`] has ESCO in memory. It knows no file, clock, store or index.
//! - [`text`] finds concepts in Finnish, Swedish and English. It knows no file, clock, store or index.
//! - [`store`] is the only truth: a gapless numbered sequence of changes. It may not know the score.
//! - [`visibility`] decides who may be shown to whom. It may not know the score.
//! - [`score`] is the heart: pure, cannot fail, knows no file, clock, store or index, and no [`domain::Person`].
//! - [`gaps`] counts demand and supply. It may not know the store.
//! - [`engine`] is where store, index, score and taxonomy meet.
//! - [`texts`] has the words of pages and terminal in three languages. It knows [`domain`] alone.
//! - [`http`] answers over the web. It knows [`domain`], [`engine`] and [`texts`].
//! - [`cli`] answers at the terminal. It knows [`domain`], [`engine`], [`texts`] and the outside formats of [`import`].
//! - [`sample`] makes a seeded synthetic region. It knows [`domain`] and [`taxonomy`].
//! - [`config`] has every setting with its unit and default.
//!
//! Words are found by the member crate `kohtaanto_index`, which speaks of numbers, never of people.

pub mod cli;
pub mod config;
pub mod domain;
pub mod engine;
pub mod gaps;
pub mod http;
pub mod import;
pub mod sample;
pub mod score;
pub mod store;
pub mod taxonomy;
pub mod text;
pub mod texts;
pub mod visibility;
