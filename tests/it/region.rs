//! A synthetic region in a data directory, as the tests of the engine ask it.

use std::path::Path;

use crate::on_record::Engine;
use kohtaanto::engine::Options;
use kohtaanto::sample::{self, Region};

/// A data directory, judged as of the region's day.
pub(crate) fn options(folder: &Path) -> Options {
    Options {
        as_of: Some(sample::DAY),
        ..Options::new(folder)
    }
}

/// An engine that holds the region.
pub(crate) async fn filled(folder: &Path, region: &Region) -> Engine {
    let engine = Engine::init(options(folder)).await.unwrap();
    engine.put_vacancies(&region.vacancies).await.unwrap();
    let people = &region.jobseekers;
    engine.put_jobseekers(people, None).await.unwrap();
    engine
}
