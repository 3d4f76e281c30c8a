//! What is said of a document, as it is asked for: all that cannot be read is told at once.

use vestibule_api::staff::{NewCoded, NewDocument};
use vestibule_domain::{document::Details, value::Coded};
use vestibule_web::request::Fields;

/// Right only where nothing is found wrong.
pub(super) fn details(asked: &NewDocument, wrong: &mut Fields) -> Option<Details> {
    let title = wrong.read("/title", &asked.title);
    let kind = coded("/type", &asked.kind, wrong);
    let status = coded("/status", &asked.status, wrong);
    let discipline = asked.discipline.as_ref().and_then(|asked| coded("/discipline", asked, wrong));
    let work_package = wrong.maybe("/work_package", asked.work_package.as_deref());
    Some(Details { title: title?, kind: kind?, status: status?, discipline, work_package })
}

pub(crate) fn coded(pointer: &str, asked: &NewCoded, wrong: &mut Fields) -> Option<Coded> {
    let code = wrong.read(&format!("{pointer}/code"), &asked.code);
    let title = wrong.maybe(&format!("{pointer}/title"), asked.title.as_deref());
    code.map(|code| Coded { code, title })
}
