//! What is said of a document, as it is asked for: all that cannot be read is told at once.

use vestibule_api::staff::{NewCoded, NewDocument};
use vestibule_domain::{
    document::{Coded, Details},
    value::{HostCode, Line},
};
use vestibule_web::request::Fields;

/// `None` where not all of it can be read.
pub(super) fn details(asked: &NewDocument, wrong: &mut Fields) -> Option<Details> {
    let title = wrong.read("/title", &asked.title);
    let kind = label("/type", &asked.kind, wrong);
    let status = label("/status", &asked.status, wrong);
    let discipline = asked.discipline.as_ref().map(|asked| label("/discipline", asked, wrong));
    let before = wrong.errors().len();
    let work_package = wrong.maybe("/work_package", asked.work_package.as_deref());
    if wrong.errors().len() > before {
        return None;
    }
    let discipline = match discipline {
        Some(None) => return None,
        Some(discipline) => discipline,
        None => None,
    };
    Some(Details { title: title?, kind: kind?, status: status?, discipline, work_package })
}

fn label(pointer: &str, asked: &NewCoded, wrong: &mut Fields) -> Option<Coded> {
    let code: Option<HostCode> = wrong.read(&format!("{pointer}/code"), &asked.code);
    let before = wrong.errors().len();
    let title: Option<Line<80>> = wrong.maybe(&format!("{pointer}/title"), asked.title.as_deref());
    let is_right = wrong.errors().len() == before;
    code.filter(|_| is_right).map(|code| Coded { code, title })
}
