//! `vestibule set-branding`: how an org looks to its guests.

use clap::{ArgGroup, Args};
use vestibule_cloud::{Commit, contention::retry_when_overtaken};
use vestibule_domain::{
    Decision,
    policy::{Accent, Logo},
    staff::{BrandingWish, Wish},
    value::{Colour, OrgSlug},
};
use vestibule_web::{request::Deadline, start::Random};

use crate::{
    arguments::Arguments,
    deployment::Tables,
    failure::Failure,
    logo::LogoFile,
    operator::{self, OperatorName, Who},
};

/// Sets the logo and the colour of an org, for the pages and mails of shares to come
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("looks").required(true).multiple(true).args(["logo", "no_logo", "accent", "no_accent"])))]
pub(crate) struct Flags {
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// A picture in PNG, JPEG, WebP or GIF, of at most 2 MiB. It is made at most 64 pixels high
    #[arg(long, value_name = "FILE", conflicts_with = "no_logo")]
    logo: Option<String>,
    /// Takes the logo away
    #[arg(long)]
    no_logo: bool,
    /// The colour of links and buttons, such as "#14595a": dark enough to be read on the pages
    #[arg(long, value_name = "COLOUR", conflicts_with = "no_accent")]
    accent: Option<String>,
    /// Takes the colour away
    #[arg(long)]
    no_accent: bool,
    #[command(flatten)]
    who: Who,
}

/// Sets what is given, and leaves the rest.
pub(crate) async fn set_branding(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let logo = flags.logo.as_ref().and_then(|path| arguments.read::<LogoFile>("--logo", path));
    let accent = flags.accent.as_ref().and_then(|text| accent(&mut arguments, text));
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let (slug, operator) = arguments.done(org.zip(operator))?;
    let operator = operator.operator();
    let wish = BrandingWish {
        logo: wish(logo.map(|LogoFile(logo)| logo), flags.no_logo),
        accent: wish(accent, flags.no_accent),
    };
    let texts: Vec<_> = if let Wish::Set(logo) = &wish.logo { vec![Logo::as_str(logo)] } else { vec![] };
    let (store, tables) = tables.open().await?;
    let branded = retry_when_overtaken(Deadline::default(), &Random::system(), || async {
        let org = store.org(&slug).await?.ok_or_else(|| Failure::NoSuchOrg(slug.clone()))?;
        let decision = org.set_branding(&wish, &operator, &operator::stamp(&operator));
        if let Decision::Change(change) = &decision {
            store.commit_with(change, Commit { texts: &texts, ..Commit::default() }).await?;
        }
        Ok::<_, Failure>(decision.into_state())
    })
    .await?;
    let logo = if branded.policy.logo.is_some() { "a logo" } else { "no logo" };
    let accent =
        branded.policy.accent.map_or("no colour of its own".to_owned(), |a| format!("the colour {}", a.colour()));
    Ok(format!("{slug} has {logo} and {accent}. {tables}"))
}

fn accent(arguments: &mut Arguments, text: &str) -> Option<Accent> {
    let colour = arguments.read::<Colour>("--accent", text)?;
    Accent::new(colour).map_err(|unreadable| arguments.object("--accent", text, &unreadable)).ok()
}

fn wish<T>(set: Option<T>, remove: bool) -> Wish<T> {
    match set {
        Some(value) => Wish::Set(value),
        None if remove => Wish::Remove,
        None => Wish::Keep,
    }
}
