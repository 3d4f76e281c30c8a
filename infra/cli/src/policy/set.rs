//! `vestibule policy set`: what is allowed from now on. Shares that are there stay as they are.

use clap::Args;
use vestibule_cloud::{Commit, Store, contention::retry_when_overtaken};
use vestibule_domain::{
    Change,
    policy::{Overrides, SettingChange},
    staff::{ChangePolicy, Operator, OrgPolicyBy, PolicyRefused, ProjectPolicyBy},
};
use vestibule_web::{request::Deadline, start::Random};

use super::{
    asked,
    of::{Of, Place, found},
};
use crate::{
    arguments::Arguments,
    deployment::Tables,
    failure::Failure,
    flaw::Flaw,
    operator::{self, OperatorName, Who},
};

/// Changes what an org or one of its projects allows
#[derive(Debug, Args)]
pub(crate) struct Flags {
    #[command(flatten)]
    of: Of,
    /// Such as max_expiry_days=30, password_required=true, upload_extensions=pdf,png, accent="#14595a",
    /// logo=FILE, notice.pt-BR=FILE or disclaimer.en=FILE. With nothing behind the sign, the layer below decides
    #[arg(value_name = asked::SETTING, required = true)]
    settings: Vec<String>,
    /// Tells what would change, and changes nothing. Which active shares would lie outside, the API tells
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    who: Who,
}

/// Sets what is given, and leaves the rest.
pub(super) async fn set(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let mut arguments = Arguments::default();
    let place = flags.of.read(&mut arguments);
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let asked = asked::read(&mut arguments, &flags.settings);
    for error in asked.wrong.errors() {
        arguments.object(asked::SETTING, error.pointer.trim_start_matches('/'), &error.detail);
    }
    let (place, operator) = arguments.done(place.zip(operator))?;
    let operator = operator.operator();
    let policy = ChangePolicy { wish: asked.wish, expected: None };
    let texts: Vec<_> = asked.texts.iter().map(String::as_str).collect();
    let (store, tables) = tables.open().await?;
    let changed = retry_when_overtaken(Deadline::default(), &Random::system(), || {
        changed(&store, &place, &policy, &operator, (!flags.dry_run).then_some(&texts))
    })
    .await?;
    let would = if flags.dry_run {
        "would change. Which shares would lie outside, PATCH /v1/policy?dry_run=true says"
    } else {
        "changed"
    };
    let lines: Vec<_> = changed.iter().map(|c| format!("{}: {} -> {}", c.setting, c.from, c.to)).collect();
    Ok(match lines.as_slice() {
        [] => format!("All of it stands already. {tables}"),
        lines => format!("{}\n{} {would}. {tables}", lines.join("\n"), named(&place)),
    })
}

/// What is changed, or would be where no texts are given to be written with it.
async fn changed(
    store: &Store,
    place: &Place,
    policy: &ChangePolicy,
    operator: &Operator,
    texts: Option<&Vec<&str>>,
) -> Result<Vec<SettingChange>, Failure> {
    let (org, project) = found(store, place).await?;
    let stamp = operator::stamp(operator);
    let own = project.as_ref().map_or(&org.policy, |project| &project.policy);
    let changes = |own: &Overrides| policy.wish.put(own).1;
    match &project {
        None => {
            let decided = policy.of_org((&org, &[]), OrgPolicyBy::Operator(operator), &stamp).map_err(refused)?;
            commit(store, decided.change(), texts).await?;
        }
        Some(project) => {
            let by = ProjectPolicyBy::Operator(operator);
            let decided = policy.of_project((&org, project), by, &stamp).map_err(refused)?;
            commit(store, decided.change(), texts).await?;
        }
    }
    Ok(changes(own))
}

async fn commit<S: vestibule_cloud::Stored>(
    store: &Store,
    change: Option<&Change<S>>,
    texts: Option<&Vec<&str>>,
) -> Result<(), Failure> {
    if let (Some(change), Some(texts)) = (change, texts) {
        store.commit_with(change, Commit { texts, ..Commit::default() }).await?;
    }
    Ok(())
}

/// What the rules have against it, setting by setting.
fn refused(refused: PolicyRefused) -> Failure {
    match refused {
        PolicyRefused::Flawed { flaws } => {
            let flaw = |flaw: &vestibule_domain::policy::SettingFlaw| Flaw {
                flag: asked::SETTING,
                value: flaw.setting().to_owned(),
                problem: flaw.to_string(),
            };
            Failure::Arguments(flaws.iter().map(flaw).collect())
        }
        PolicyRefused::Forbidden(_) | PolicyRefused::Changed { .. } => Failure::Overtaken,
    }
}

fn named((org, project): &Place) -> String {
    project.as_ref().map_or_else(|| org.to_string(), |project| format!("{org}/{project}"))
}
