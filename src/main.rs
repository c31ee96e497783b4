//! Parse, run, exit.

/// Many threads make what a server holds from its start on; the system's own memory keeps what each of
/// them gave back for that thread alone (`docs/core.md`, what it costs).
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    kohtaanto::cli::main(std::env::args_os()).into()
}
