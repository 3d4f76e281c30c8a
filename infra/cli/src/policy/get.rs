//! `vestibule policy get`: what counts, and who decided it.

use std::fmt::Write as _;

use clap::Args;
use serde_json::{Value, json};
use vestibule_api::staff::setting_rules;
use vestibule_domain::policy::{Overrides, Policy};
use vestibule_web::answer::policy_view;

use super::of::{Of, found};
use crate::{arguments::Arguments, deployment::Tables, failure::Failure};

/// Shows what an org or one of its projects allows: each setting, its value, and which layer decided it
#[derive(Debug, Args)]
pub(crate) struct Flags {
    #[command(flatten)]
    of: Of,
    /// As one JSON object, for programs
    #[arg(long)]
    json: bool,
}

pub(super) async fn get(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let mut arguments = Arguments::default();
    let place = flags.of.read(&mut arguments);
    let place = arguments.done(place)?;
    let (store, _) = tables.open().await?;
    let (org, project) = found(&store, &place).await?;
    let own = project.map_or_else(Overrides::default, |project| project.policy);
    let policy = Policy::effective(&org.policy, &own);
    let effective = json!(policy_view::policy(&policy));
    if flags.json {
        return Ok(effective.to_string());
    }
    let mut lines = String::new();
    for rule in setting_rules() {
        let Value::Object(setting) = &effective[&rule.name] else { continue };
        let layer = setting["layer"].as_str().unwrap_or_default();
        writeln!(lines, "{:<28} {:<10} {}", rule.name, layer, setting["value"]).ok();
    }
    for (name, texts) in [("notice", policy.notices()), ("disclaimer", policy.disclaimers())] {
        for (locale, text) in texts {
            let name = format!("{name}.{}", locale.tag());
            writeln!(lines, "{name:<28} {:<10} {}", layer(text.layer), text.value).ok();
        }
    }
    Ok(lines.trim_end().to_owned())
}

fn layer(layer: vestibule_domain::policy::Layer) -> String {
    json!(layer).as_str().unwrap_or_default().to_owned()
}
