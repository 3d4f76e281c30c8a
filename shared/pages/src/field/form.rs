//! Answers as a plain form sends them, for browsers without scripts.

use std::collections::BTreeMap;

use vestibule_domain::{
    task::{Answer, Field, Spec},
    value::{FieldSlug, Locale},
};

use super::input::{Asked, Input};

/// Reads the form fields `answers:{task}:{field}` of a task. Every field of the form is in the
/// outcome: an unticked box is sent as nothing, and means that it is not ticked. File fields have no
/// answers.
pub fn typed(spec: &Spec, locale: Locale, form: &[(String, String)]) -> BTreeMap<FieldSlug, Option<Answer>> {
    let answer = |field: &Field| {
        let name = format!("answers:{}:{}", spec.task, field.slug);
        let mut sent = form.iter().filter(|(n, _)| *n == name).map(|(_, value)| value.as_str());
        let answer = match Asked::by(field).input {
            Input::Files { .. } => return None,
            Input::Tick => Some(Answer::Ticked(sent.next().is_some())),
            Input::Many(_) => Some(Answer::Picked(sent.map(str::to_owned).collect())),
            Input::Line(_) | Input::Paragraphs | Input::One(_) => {
                let text = sent.next().filter(|text| !text.is_empty());
                // A form's line breaks are CR LF (HTML, "form entry list").
                text.map(|text| field.read(Answer::Text(text.replace("\r\n", "\n")), Some(locale)))
            }
        };
        Some((field.slug.clone(), answer))
    };
    spec.fields.iter().filter_map(answer).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::input::tests::fields, *};

    fn spec() -> Result<Spec, Box<dyn std::error::Error>> {
        Ok(Spec {
            task: "task".parse()?,
            index: 0,
            after: vec![],
            title: "Task".parse()?,
            description: None,
            fields: fields(),
            references: vec![],
            cycle: 1,
            step: None,
            since: 1,
            slot: false,
        })
    }

    #[test]
    fn each_input_is_read_as_its_control_sends_it() -> Result<(), Box<dyn std::error::Error>> {
        let sent = [
            ("answers:task:short_text", "ABC"),
            ("answers:task:long_text", "one\r\ntwo"),
            ("answers:task:number", "1.234,5"),
            ("answers:task:date", "2026-11-22"),
            ("answers:task:email", ""),
            ("answers:task:single_choice", "b"),
            ("answers:task:multiple_choice", "a"),
            ("answers:task:multiple_choice", "b"),
            ("answers:task:checkbox", "yes"),
            ("answers:task:file", "x"),
            ("csrf", "c"),
        ];
        let sent: Vec<_> = sent.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let found = typed(&spec()?, Locale::PtBr, &sent);
        let text = |text: &str| Some(Answer::Text(text.to_owned()));
        let picked = |values: &[&str]| Some(Answer::Picked(values.iter().map(ToString::to_string).collect()));
        for (slug, answer) in [
            ("short_text", text("ABC")),
            ("long_text", text("one\ntwo")),
            ("number", text("1234.5")),
            ("date", text("2026-11-22")),
            ("email", None),
            ("phone", None),
            ("single_choice", text("b")),
            ("multiple_choice", picked(&["a", "b"])),
            ("checkbox", Some(Answer::Ticked(true))),
            ("checklist", picked(&[])),
        ] {
            assert_eq!(found.get(&slug.parse()?), Some(&answer), "{slug}");
        }
        assert_eq!(found.len(), fields().len() - 1, "files are sent apart");
        Ok(())
    }
}
