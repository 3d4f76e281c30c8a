//! What tasks ask and what their guests answer: little, or as much as a form does that gets to know a supplier.

use serde_json::{Map, Value, json};

/// Fields as a run is pushed with them, and an answer to each. Beside them, files go to the field [`Questions::FILES`].
#[derive(Debug, Clone)]
pub struct Questions {
    pub fields: Vec<Value>,
    pub answers: Map<String, Value>,
}

impl Questions {
    pub const FILES: &str = "scan";

    /// Five short texts.
    pub fn few() -> Self {
        let text = |n: usize| (format!("field-{n}"), json!({ "type": "short_text" }), json!("Souza Metais"));
        Self::of((1..=5).map(text))
    }

    /// 30 fields with help texts and options, and 3 kB of answers.
    pub fn form() -> Self {
        let typed = "Rua das Laranjeiras 144, 3.º andar, sala 302, Bairro Industrial, 31015-220 Belo Horizonte, MG; \
                     entrada pela rua lateral, das 8 às 17 horas";
        let options: Vec<_> =
            (1..=6).map(|n| json!({ "value": format!("option-{n}"), "label": format!("Option number {n}") })).collect();
        let texts = (1..=21).map(|n| (format!("supplier-text-{n}"), json!({ "type": "long_text" }), json!(typed)));
        let choices = (1..=5).map(|n| {
            let kind = json!({ "type": "multiple_choice", "options": options });
            (format!("supplier-choice-{n}"), kind, json!(["option-2", "option-5"]))
        });
        let others = [
            ("supplier-founded".to_owned(), json!({ "type": "date" }), json!("1998-03-17")),
            ("supplier-staff".to_owned(), json!({ "type": "number", "min": 1 }), json!("148")),
            ("supplier-mail".to_owned(), json!({ "type": "email" }), json!("compras@souza-metais.example")),
            ("supplier-sworn".to_owned(), json!({ "type": "checkbox" }), json!(true)),
        ];
        Self::of(texts.chain(choices).chain(others))
    }

    fn of(asked: impl Iterator<Item = (String, Value, Value)>) -> Self {
        let help = "As it stands in the register of companies, or in the articles of association where it differs.";
        let (mut fields, mut answers) = (Vec::new(), Map::new());
        for (id, mut field, answer) in asked {
            field["label"] = json!(format!("What we need to know: {id}"));
            field["help"] = json!(help);
            field["required"] = json!(true);
            field["id"] = json!(id);
            fields.push(field);
            answers.insert(id, answer);
        }
        fields.push(json!({ "id": Self::FILES, "label": "Scan", "type": "file" }));
        Self { fields, answers }
    }

    /// A draft with all answers.
    pub fn everything(&self, base: u64) -> Value {
        json!({ "base": base, "answers": self.answers })
    }

    /// The draft of a guest who types one more answer: each field in turn, then the last ones again, which are texts.
    pub fn next(&self, saves: usize) -> Value {
        let (round, n) = (saves / self.answers.len(), saves % self.answers.len());
        let (id, answer) =
            if round == 0 { self.answers.iter().nth(n) } else { self.answers.iter().nth_back(n) }.unwrap();
        let answer = if round == 0 { answer.clone() } else { json!(format!("{} {round}", answer.as_str().unwrap())) };
        json!({ "base": saves, "answers": { id: answer } })
    }
}

#[test]
fn a_form_has_30_fields_and_3_kb_of_answers() {
    let Questions { fields, answers } = Questions::form();
    assert_eq!((fields.len(), answers.len()), (30 + 1, 30));
    let typed = |answer: &Value| match answer {
        Value::String(text) => text.len(),
        Value::Array(picked) => picked.iter().map(|value| value.as_str().unwrap().len()).sum(),
        _ => 1,
    };
    let bytes: usize = answers.values().map(typed).sum();
    assert!((3000..3100).contains(&bytes), "{bytes}");
}
