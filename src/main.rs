//! Parse, run, exit.

fn main() -> std::process::ExitCode {
    kohtaanto::cli::main(std::env::args_os()).into()
}
