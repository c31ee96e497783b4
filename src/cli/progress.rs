//! Progress of long work, shown on a terminal only.

use std::fs::Metadata;
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over so many steps; `None` where the length is not known. Silent when stderr is no terminal.
pub fn bar(what: &'static str, length: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr_with_hz(10));
    let template = match length {
        Some(_) => "{msg} [{bar:30}] {human_pos}/{human_len} {eta}",
        None => "{msg} {spinner} {human_pos} {elapsed}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// A bar over the bytes of files that are read, a spinner where one of them has no length. Its message
/// is how many records. Silent when stderr is no terminal.
pub fn bytes(files: &[PathBuf]) -> ProgressBar {
    let length = |path: &PathBuf| Some(path.metadata().ok().filter(Metadata::is_file)?.len());
    let total: Option<u64> = files.iter().map(length).sum();
    let (bar, template) = match total {
        Some(_) => (
            bar("0 records", total),
            "{msg} [{bar:30}] {bytes}/{total_bytes} {eta}",
        ),
        None => (bar("0 records", None), "{msg} {spinner} {elapsed}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
