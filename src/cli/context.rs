//! What every command is told: where the data is, who asks, why, as of when, in which language.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use jiff::civil::Date;

use crate::config::{Config, StoreAddress};
use crate::domain::{Lang, Role};
use crate::engine::{Clock, Options, PeopleADay, Reader};
use crate::texts::Texts;

/// The options that every command takes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Context {
    /// The data directory.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "./kohtaanto-data"
    )]
    pub data: PathBuf,
    /// Print the API's shapes as JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// The day that openness, consent and validity are judged on (default: today).
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Why people's data is looked at; stands in the ledger.
    #[arg(long, global = true, value_name = "WORDS")]
    pub purpose: Option<String>,
    /// Language of labels and reasons, and with extract and normalise of the words given: fi, sv or en
    /// (default: the system's, else fi; words given are read in the language they are in).
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
    lang: Option<Lang>,
}

impl Context {
    /// The day asked for, else today in Finland.
    pub fn as_of(&self) -> Date {
        self.as_of.unwrap_or_else(|| Clock::default().today())
    }

    /// The language asked for, if one was.
    pub fn lang_given(&self) -> Option<Lang> {
        self.lang
    }

    /// The language asked for, else the system's where it is one of the three, else Finnish.
    pub fn lang(&self) -> Lang {
        self.lang.unwrap_or_else(|| {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
                .and_then(|locale| locale.get(..2)?.parse().ok())
                .unwrap_or(Lang::Fi)
        })
    }

    /// The words in that language.
    pub fn texts(&self) -> Texts {
        Texts(self.lang())
    }

    /// The settings of the data directory and the environment.
    ///
    /// # Errors
    /// The first setting that cannot be.
    pub fn config(&self) -> anyhow::Result<Config> {
        let environment = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        Ok(Config::load(&self.data, environment)?)
    }

    /// Where and as of when to open the engine.
    ///
    /// # Errors
    /// As [`config`](Self::config).
    pub fn engine_options(&self) -> anyhow::Result<Options> {
        let config = self.config()?;
        if config.threads > 0 {
            // Where the threads run already, they are as many as were asked for when they began.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(config.threads.into());
            let _ = pool.build_global();
        }
        let database = match config.store {
            StoreAddress::Sqlite => None,
            StoreAddress::Postgres(url) => Some(url),
        };
        Ok(Options {
            as_of: self.as_of,
            database,
            voikko: config.voikko,
            service_areas: config.service_areas.0,
            erasures: Some(self.data.join(config.erasures)),
            people_a_day: PeopleADay {
                partner: config.partner_people_day,
                staff: config.staff_people_day,
            },
            ..Options::new(&self.data)
        })
    }

    /// The day that was said, if one was.
    pub fn as_of_said(&self) -> Option<Date> {
        self.as_of
    }

    /// Whoever asks at the terminal, in a role.
    pub fn reader(&self, role: Role) -> Reader {
        let purpose = self
            .purpose
            .clone()
            .unwrap_or_else(|| "command line".to_owned());
        Reader::staff(role, self.user(), purpose, self.lang())
    }

    /// The system user who asks, for the ledger: as the system knows them, not as the environment
    /// says. A user without a name is named by number.
    pub fn user(&self) -> String {
        #[cfg(unix)]
        {
            let number = uzers::get_current_uid();
            uzers::get_user_by_uid(number).map_or_else(
                || format!("uid {number}"),
                |user| user.name().to_string_lossy().into_owned(),
            )
        }
        #[cfg(not(unix))]
        std::env::var("USERNAME").unwrap_or_else(|_| "unknown".to_owned())
    }

    /// Runs a command that waits for a store or the network.
    ///
    /// # Errors
    /// What the command says, or that the system gives no threads.
    pub fn block_on<T>(&self, work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .context("the system gives no threads to work with")?;
        let done = runtime.block_on(work);
        // Nobody waits any more for what is still computed.
        runtime.shutdown_timeout(Duration::from_secs(1));
        done
    }
}

fn day(value: &str) -> Result<Date, String> {
    value
        .parse()
        .map_err(|_| "write a day as 2026-11-21".to_owned())
}

/// A limit: how many at most.
pub(super) fn number(value: &str) -> Result<usize, String> {
    let said = || format!("`{value}` is no number of answers: write 0, 1, 2 …");
    value.parse().map_err(|_| said())
}

fn language(value: &str) -> Result<Lang, crate::domain::UnknownCode> {
    value.parse()
}
