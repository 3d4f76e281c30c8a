//! The forms of a page, as a machine sees them that presses every button without reading.

/// What pressing a form's button at once would send: no box is ticked, nothing is typed.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

/// Every form of a page.
pub fn forms(html: &str) -> Vec<Form> {
    let forms = html.split("<form ").skip(1).map(|rest| rest.split("</form>").next().unwrap());
    forms.map(form).collect()
}

fn form(html: &str) -> Form {
    let inputs = html.split("<input ").skip(1).map(|rest| rest.split('>').next().unwrap());
    let sent = inputs.filter(|input| {
        let box_ = ["checkbox", "radio"].contains(&attribute(input, "type"));
        !attribute(input, "name").is_empty() && (!box_ || input.contains(" checked"))
    });
    let fields = sent.map(|input| (attribute(input, "name").to_owned(), attribute(input, "value").to_owned()));
    Form { action: attribute(html, "action").to_owned(), fields: fields.collect() }
}

/// The value of an attribute; empty if there is none.
fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let start = format!("{name}=\"");
    let at = tag.find(&format!(" {start}")).map(|at| at + 1).or_else(|| tag.starts_with(&start).then_some(0));
    at.and_then(|at| tag[at + start.len()..].split('"').next()).unwrap_or_default()
}

#[test]
fn a_form_sends_what_stands_in_it_and_no_empty_box() {
    let html = r#"<p><form method="post" action="/x" data-once><input type="hidden" name="csrf" value="c0ffee">
        <input type="checkbox" name="consent" value="yes" required> <input type="password" name="password">
        <input type="checkbox" name="seen" value="yes" checked></form>"#;
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let fields = vec![field("csrf", "c0ffee"), field("password", ""), field("seen", "yes")];
    assert_eq!(forms(html), [Form { action: "/x".into(), fields }]);
}
