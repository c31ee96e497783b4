//! `kohtaanto doctor`: whether an installation is as it must be.

use anyhow::Result;

use super::out::{Out, say};
use super::{Context, ExitCode};
use crate::engine::{Engine, Health, Look, Part};
use crate::texts::Texts;

/// Looks the installation over and says of each part how it is. It changes nothing.
pub(super) async fn run(context: &Context, out: &mut Out) -> Result<ExitCode> {
    let texts = context.texts();
    let options = match context.engine_options() {
        Ok(options) => options,
        Err(error) => {
            // Nothing else can be looked at: the settings say where it is.
            let wrong = Look::broken(Part::Settings, "wrong", vec![format!("{error:#}")]);
            print(&[wrong], context.json, texts, out)?;
            return Ok(ExitCode::Partly);
        }
    };
    let mut looks = vec![Look::sound(Part::Settings, "sound", 0)];
    looks.extend(Engine::look_over(&options).await?);
    print(&looks, context.json, texts, out)?;
    let broken = looks
        .iter()
        .filter(|look| look.health == Health::Broken)
        .count();
    if broken == 0 {
        say(format_args!("{}", texts.get("doctor-well")));
        return Ok(ExitCode::Done);
    }
    say(format_args!("{}", texts.count("doctor-ill", broken)));
    Ok(ExitCode::Partly)
}

fn print(looks: &[Look], json: bool, texts: Texts, out: &mut Out) -> Result<()> {
    if json {
        for look in looks {
            out.json(look)?;
        }
        return Ok(());
    }
    for look in looks {
        let found = format!("doctor-{}-{}", look.part, look.finding.replace('_', "-"));
        out.line(format_args!(
            "{}: {}: {}",
            texts.of("doctor", format_args!("is-{}", look.health)),
            texts.of("doctor", format_args!("part-{}", look.part)),
            texts.count(&found, look.count)
        ))?;
        for detail in &look.details {
            out.line(format_args!("    {detail}"))?;
        }
    }
    Ok(())
}
