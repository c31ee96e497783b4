//! `kohtaanto config print|check`: the settings of the data directory.

use anyhow::Result;
use serde_json::json;

use super::out::{Out, say};
use super::{Context, ExitCode};
use crate::config::{Config, FILE, SETTINGS};

/// What to do with the settings.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Print every setting with its unit, default and place, as a file of settings.
    Print,
    /// Name every setting that cannot be.
    Check,
}

/// Prints or checks the settings.
pub(super) fn run(args: &Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let (config, errors) = Config::gather(&context.data, environment);
    for error in &errors {
        say(format_args!("{:#}", anyhow::Error::msg(error.to_string())));
    }
    match args.what {
        What::Print if context.json => print_json(&config, out)?,
        What::Print => print(&config, out)?,
        What::Check if errors.is_empty() => {
            say(format_args!(
                "The settings of {} are sound.",
                context.data.display()
            ));
        }
        What::Check => say(format_args!(
            "Correct them in {} or in the environment.",
            context.data.join(FILE).display()
        )),
    }
    Ok(if errors.is_empty() {
        ExitCode::Done
    } else {
        ExitCode::CouldNot
    })
}

fn print(config: &Config, out: &mut Out) -> Result<()> {
    for (i, setting) in SETTINGS.iter().enumerate() {
        if i > 0 {
            out.line("")?;
        }
        out.line(format_args!("#{}", setting.doc))?;
        let default = match setting.default {
            "" => "none",
            default => default,
        };
        let said = match config.said(setting.name) {
            Some(place) => format!(" Said in: {place}."),
            None => String::new(),
        };
        out.line(format_args!(
            "# Unit: {}. Default: {default}.{said}",
            setting.unit
        ))?;
        let value = config.shown(setting.name).unwrap_or_default();
        let value = toml::Value::String(value);
        out.line(format_args!("{} = {value}", setting.name))?;
    }
    Ok(())
}

fn print_json(config: &Config, out: &mut Out) -> Result<()> {
    let settings: Vec<_> = SETTINGS
        .iter()
        .map(|setting| {
            json!({
                "name": setting.name,
                "value": config.shown(setting.name),
                "unit": setting.unit,
                "default": setting.default,
                "said_in": config.said(setting.name).map(ToString::to_string),
            })
        })
        .collect();
    out.json_indented(&settings)
}
