//! The mail to somebody who is to be a member: as what, by whom, and the code, which stands on a line of its own. It has no
//! link: the code is entered where they sign in.

use askama::Template;
use vestibule_cloud::mail::Mail;
use vestibule_domain::{
    staff::{CodeText, Invitation, Org, OrgRole, Role},
    value::{Colour, Line},
};
use vestibule_pages::{
    moments::on_record_until,
    render::{RenderError, rendered},
    texts::Texts,
};

use super::{
    sender,
    subject::one_line,
    texts::{questions, texts},
};

/// What both forms of the mail say.
struct Content<'a> {
    texts: Texts,
    subject: String,
    accent: Colour,
    hello: String,
    lede: String,
    /// What they are to be.
    roles: Vec<String>,
    code: &'a str,
    /// Where the code is entered, and until when.
    how: String,
    questions: String,
    org: &'a str,
}

#[derive(Template)]
#[template(path = "member.txt")]
struct Plain<'a> {
    content: &'a Content<'a>,
}

#[derive(Template)]
#[template(path = "member.html", whitespace = "minimize")]
struct Html<'a> {
    content: &'a Content<'a>,
}

pub fn member_invitation(org: &Org, invitation: &Invitation, code: &CodeText) -> Result<Mail, RenderError> {
    let texts = texts(invitation.locale);
    let (name, inviter) = (org.name.as_str(), invitation.by.name.as_str());
    let until = on_record_until(texts, invitation.expires_at, &org.zone);
    let content = Content {
        texts,
        subject: one_line(&texts.say_with("member-subject", &[("org", name.into())])),
        accent: org.policy.accent.unwrap_or_default().colour(),
        hello: texts.say_with("member-hello", &[("name", invitation.name.as_str().into())]),
        lede: texts.say_with("member-lede", &[("inviter", inviter.into()), ("org", name.into())]),
        roles: roles(texts, invitation),
        code: code.expose(),
        how: texts.say_with("member-how", &[("org", name.into()), ("until", until.into())]),
        questions: questions(texts, inviter, &invitation.by.email),
        org: name,
    };
    let known_as = org.policy.sender_name.as_ref().map_or(name, Line::as_str);
    let (text, html) = (rendered(&Plain { content: &content })?, rendered(&Html { content: &content })?);
    Ok(Mail { sender: sender::named(texts, known_as), text, html, subject: content.subject })
}

/// "Org admin", "Viewer in tower".
fn roles(texts: Texts, invitation: &Invitation) -> Vec<String> {
    let of_org = invitation.roles.org_role().map(|role| texts.say(org_role(role)));
    let in_projects = invitation.roles.in_projects().iter().map(|(project, role)| {
        let named = [("role", texts.say(role_in_project(*role)).into()), ("project", project.as_str().into())];
        texts.say_with("member-role", &named)
    });
    of_org.into_iter().chain(in_projects).collect()
}

fn org_role(role: OrgRole) -> &'static str {
    match role {
        OrgRole::OrgAdmin => "member-org-admin",
        OrgRole::WorkflowResponder => "member-responder",
    }
}

fn role_in_project(role: Role) -> &'static str {
    match role {
        Role::Viewer => "member-viewer",
        Role::Reviewer => "member-reviewer",
        Role::Initiator => "member-initiator",
        Role::DocumentController => "member-controller",
        Role::ProjectAdmin => "member-project-admin",
    }
}

impl Content<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.say(id)
    }
}
