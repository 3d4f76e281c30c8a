//! `vestibule member invite`: somebody gets a code by mail, and becomes a member when they sign in with it.

use clap::Args;
use vestibule_cloud::{
    Commit,
    contention::retry_when_overtaken,
    store::{AskedOfOrg, OfOrg},
};
use vestibule_domain::{
    policy::{Overrides, Policy},
    share::{MailCount, MailsOf},
    staff::{BesideInvite, Invite, Operator},
    value::{InvitationId, OrgSlug, RecipientId, Salt},
};
use vestibule_web::{request::Deadline, start::Random};

use super::given::Given;
use crate::{
    arguments::Arguments,
    deployment::Tables,
    failure::Failure,
    operator::{self, OperatorName, Who},
};

/// Mails somebody the code by which they become a member
#[derive(Debug, Args)]
pub(crate) struct Flags {
    #[arg(long, value_name = "SLUG")]
    org: String,
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    #[arg(long)]
    name: String,
    /// The language of the mails that they get: en, pt-BR or es
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    locale: String,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    who: Who,
}

/// Invites them. An open invitation of the address is replaced.
pub(super) async fn invite(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let (slug, invite, operator) = read(&flags)?;
    let (store, tables) = tables.open().await?;
    let projects: Vec<_> = invite.roles.in_projects().keys().cloned().collect();
    let mails = [MailsOf::Address(RecipientId::of(&slug, &invite.email))];
    let invited = retry_when_overtaken(Deadline::default(), &Random::system(), || async {
        let invitation = Some(InvitationId::of(&slug, &invite.email));
        let asked = AskedOfOrg { sub: None, invitation, projects: &projects, mails: &mails };
        let (found, known) = tokio::join!(store.of_org(&slug, asked), store.roles_at(&slug, &invite.email));
        let (OfOrg { org, invitation, projects: there, counts, .. }, known) = (found?, known?);
        let org = org.ok_or_else(|| Failure::NoSuchOrg(slug.clone()))?;
        let stamp = operator::stamp(&operator);
        let policy = Policy::effective(&org.policy, &Overrides::default());
        let counts = MailCount::one_more(counts, &policy, stamp.now)?;
        let beside = BesideInvite { projects: &there, standing: invitation.as_ref(), known: &known };
        let change = invite.decide(&operator.people_authority(), &org, beside, &stamp)?;
        store.commit_with(&change, Commit { counts: &counts, ..Commit::default() }).await?;
        Ok::<_, Failure>(change.into_state().invitation)
    })
    .await?;
    let (email, id, until) = (invited.email.readable(), invited.id, invited.expires_at);
    Ok(format!("{email} is invited to {slug} until {until}, by {id}. {tables}"))
}

fn read(flags: &Flags) -> Result<(OrgSlug, Invite, Operator), Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let email = arguments.read("--email", &flags.email);
    let name = arguments.read("--name", &flags.name);
    let locale = arguments.read("--locale", &flags.locale);
    let roles = flags.given.read(&mut arguments);
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let read = || {
        let salt = Salt::new(Random::system().bits());
        let invite = Invite { email: email?, name: name?, locale: locale?, roles: roles?, salt };
        Some((org?, invite, operator?.operator()))
    };
    let read = read();
    arguments.done(read)
}
