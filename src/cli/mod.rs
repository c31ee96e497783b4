//! Commands: a file each, with its `Args` and its `run`. They know [`domain`](crate::domain),
//! [`engine`](crate::engine) and the outside formats, never the store or the score.
//!
//! Data goes to stdout through [`out`], words to stderr; a closed pipe is no error; errors become an
//! exit code in one place, [`main`]. Adding a command is a file, a `mod` line, a line in `Command`
//! and one in `Command::run`.

mod context;
mod exit;
pub mod out;
pub mod progress;

mod audit;
mod backup;
mod config;
mod consent_text;
mod demo;
mod doctor;
mod employers;
mod explain;
mod export;
mod extract;
mod fairness;
mod gaps;
mod import;
mod import_summary;
mod init;
mod jobs;
mod key;
mod matches;
mod normalise;
mod rights;
mod run_all;
mod run_file;
mod schema;
mod search;
mod serve;
mod serving;
mod table;
mod taxonomy;
mod what_if;
mod words;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

pub use context::Context;
pub use exit::ExitCode;
use out::{ClosedPipe, Out};

/// Matches open vacancies and jobseekers' competence profiles, in whole points with reasons.
#[derive(Debug, Parser)]
#[command(
    name = "kohtaanto",
    version,
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(flatten)]
    context: Context,
    #[command(subcommand)]
    command: Command,
}

/// Every command, in the order in which help lists them.
#[derive(Debug, Subcommand)]
enum Command {
    /// Serve a synthetic region from a temporary directory; prints the address and a sandbox key.
    Demo(demo::Args),
    /// Make an empty data directory with the built-in starter taxonomy.
    Init,
    /// Import ESCO's official download.
    #[command(subcommand)]
    Taxonomy(taxonomy::Command),
    /// Import vacancies or jobseekers from files.
    Import(import::Args),
    /// Print vacancies or jobseekers as the program's own records.
    Export(export::Args),
    /// Make, list and revoke keys of the HTTP interface.
    #[command(subcommand)]
    Key(key::Command),
    /// Rank people for a vacancy, or everyone for every open vacancy.
    Match(matches::Args),
    /// Rank open vacancies for a person.
    Jobs(jobs::Args),
    /// Firms to call for a person, from their vacancies of the last 24 months.
    Employers(employers::Args),
    /// What one step, one requirement or a course would open: exact counts.
    #[command(name = "what-if")]
    WhatIf(what_if::Args),
    /// Find people or vacancies by words, with facets.
    Search(search::Args),
    /// Link phrases on stdin to concepts, or to a list of one's own.
    Normalise(normalise::Args),
    /// Find concepts, languages and permits in a text on stdin.
    Extract(extract::Args),
    /// Words that nothing names: propose, accept, refuse, list.
    #[command(subcommand)]
    Words(words::Command),
    /// Demand, supply and gap by skill, occupation and permit.
    Gaps(gaps::Args),
    /// How often people are shown, by municipality and by groups of the operator's own.
    Fairness(fairness::Args),
    /// Serve pages and the HTTP API.
    Serve(serve::Args),
    /// Verify the ledger, or say who saw a person.
    #[command(subcommand)]
    Audit(audit::Command),
    /// Print everything that is held of a person, for the person.
    ExportSubject(rights::Person),
    /// Erase a person everywhere.
    Erase(rights::Person),
    /// Restrict the processing of a person's data: it stays stored, and nobody is shown it.
    Restrict(serving::Restrict),
    /// Lift a restriction of processing.
    Unrestrict(serving::Restrict),
    /// Hand a client to a counsellor or a coach of a purchased service, with consent and an end.
    Assign(serving::Assign),
    /// Let a coach stand in for another on some days.
    Deputy(serving::Deputy),
    /// Record a client's own choice to be contacted directly, or take it back.
    #[command(name = "direct-contact")]
    DirectContact(serving::DirectContact),
    /// Let staff, never partners, see or match people of a source of whom that is not known.
    #[command(name = "staff-access")]
    StaffAccess(serving::StaffAccess),
    /// Print the text that people consent to, by version.
    #[command(name = "consent-text")]
    ConsentText(consent_text::Args),
    /// Let an erased person be imported again.
    Readmit(rights::Person),
    /// The list of erasures, after records were put back by other means than `restore`.
    #[command(subcommand)]
    Erasures(rights::Erasures),
    /// Back the data directory up; a server may run on it.
    Backup(backup::Backup),
    /// Restore a backup into a new data directory, without whoever was erased since.
    Restore(backup::Restore),
    /// Make everything anew that is derived from the records.
    Reindex,
    /// Look over settings, files, records, ledger, erasures and taxonomy; changes nothing, and a server
    /// may run. Exit 0: as it must be, 1: something is not, 2: could not look.
    Doctor,
    /// Explain one pair part by part, or why one person stands above another.
    Explain(explain::Args),
    /// Print the JSON Schema (2020-12) of a record, made from the types.
    Schema(schema::Args),
    /// Print or check the settings.
    Config(config::Args),
}

impl Command {
    fn run(self, context: &Context, out: &mut Out) -> anyhow::Result<ExitCode> {
        // A command that waits runs as `context.block_on(name::run(args, context, out))`.
        match self {
            Self::Init => context.block_on(init::run(context)),
            Self::Taxonomy(command) => context.block_on(taxonomy::run(command, context, out)),
            Self::Import(args) => context.block_on(import::run(args, context, out)),
            Self::Export(args) => context.block_on(export::run(args, context, out)),
            Self::Key(command) => context.block_on(key::run(command, context, out)),
            Self::Demo(args) => context.block_on(demo::run(args, context, out)),
            Self::Search(args) => context.block_on(search::run(args, context, out)),
            Self::Normalise(args) => normalise::run(&args, context, out),
            Self::Extract(args) => extract::run(&args, context, out),
            Self::Words(command) => context.block_on(words::run(command, context, out)),
            Self::Gaps(args) => context.block_on(gaps::run(args, context, out)),
            Self::Fairness(args) => context.block_on(fairness::run(args, context, out)),
            Self::Serve(args) => context.block_on(serve::run(args, context)),
            Self::Audit(command) => context.block_on(audit::run(command, context, out)),
            Self::Restrict(args) => context.block_on(serving::restrict(args, context)),
            Self::Unrestrict(args) => context.block_on(serving::unrestrict(args, context)),
            Self::Assign(args) => context.block_on(serving::assign(args, context)),
            Self::Deputy(args) => context.block_on(serving::deputy(args, context)),
            Self::DirectContact(args) => context.block_on(serving::direct_contact(args, context)),
            Self::StaffAccess(args) => context.block_on(serving::staff_access(args, context)),
            Self::ConsentText(args) => consent_text::run(&args, context, out),
            Self::ExportSubject(person) => context.block_on(rights::export(person, context, out)),
            Self::Erase(person) => context.block_on(rights::erase(person, context)),
            Self::Readmit(person) => context.block_on(rights::readmit(person, context)),
            Self::Erasures(command) => context.block_on(rights::erasures(command, context)),
            Self::Backup(args) => context.block_on(backup::backup(args, context, out)),
            Self::Restore(args) => context.block_on(backup::restore(args, context)),
            Self::Reindex => context.block_on(backup::reindex(context)),
            Self::Doctor => context.block_on(doctor::run(context, out)),
            Self::Match(args) => context.block_on(matches::run(args, context, out)),
            Self::Jobs(args) => context.block_on(jobs::run(args, context, out)),
            Self::Employers(args) => context.block_on(employers::run(args, context, out)),
            Self::WhatIf(args) => context.block_on(what_if::run(args, context, out)),
            Self::Explain(args) => context.block_on(explain::run(args, context, out)),
            Self::Schema(args) => schema::run(&args, out),
            Self::Config(args) => config::run(&args, context, out),
        }
    }
}

/// Parses the arguments (the program's name first), runs the command and says how it ended.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers; a failure to print them can only be a closed pipe.
            let _ = error.print();
            return if error.use_stderr() {
                ExitCode::CouldNot
            } else {
                ExitCode::Done
            };
        }
    };
    let mut out = Out::stdout();
    let ended = cli
        .command
        .run(&cli.context, &mut out)
        .and_then(|code| out.flush().map(|()| code));
    match ended {
        Ok(code) => code,
        Err(error) if error.is::<ClosedPipe>() => ExitCode::Done,
        Err(error) => {
            // What was found before the failure still belongs to the reader.
            let _ = out.flush();
            out::say(format_args!("kohtaanto: {error:#}"));
            ExitCode::CouldNot
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    fn check(line: &str, code: ExitCode) {
        let words = line.split(' ').map(OsString::from);
        assert_eq!(main(words), code, "{line}");
    }

    #[test]
    fn the_exit_code_says_how_it_ended() {
        check("kohtaanto --version", ExitCode::Done);
        check("kohtaanto", ExitCode::CouldNot);
        check(
            "kohtaanto --as-of yesterday schema vacancy",
            ExitCode::CouldNot,
        );
        check("kohtaanto schema person", ExitCode::CouldNot);
    }
}
