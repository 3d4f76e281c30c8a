//! One script as a part of the joined file: its imports asked for by name, its exports given back.

use crate::error::JoinError;

/// A script, ready to stand inside a function.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Module {
    /// The names of the scripts that it asks for.
    pub(crate) imports: Vec<String>,
    pub(crate) body: String,
}

/// What may be exported, each with the name behind it.
const EXPORTS: [&str; 4] = ["export const ", "export function ", "export async function ", "export class "];

impl Module {
    /// `use` is what the joined file calls to get another script's exports.
    pub(crate) fn read(name: &str, source: &str) -> Result<Self, JoinError> {
        let refused = |line: usize, why| JoinError::Form { script: name.to_owned(), line: line + 1, why };
        let (mut imports, mut exports, mut body) = (Vec::new(), Vec::new(), String::new());
        // In a template that goes over lines, blanks and what looks like a comment may be text.
        let only_code_stays = source.lines().all(|line| line.matches('`').count() % 2 == 0);
        let mut lines = source.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            if line.starts_with("import") && !line.starts_with("import(") {
                let mut statement = line.to_owned();
                while !statement.ends_with(';') {
                    let Some((_, more)) = lines.next() else { return Err(refused(number, "an import has no end")) };
                    statement = format!("{statement} {}", more.trim());
                }
                let (from, asked) = import(&statement).ok_or_else(|| refused(number, "an import of another form"))?;
                imports.push(from);
                body += &asked;
            } else if line.starts_with("export") {
                let form = EXPORTS.iter().find(|form| line.starts_with(**form));
                let form = form.ok_or_else(|| refused(number, "an export of another form"))?;
                exports.push(identifier(&line[form.len()..]).to_owned());
                body += line.trim_start_matches("export ");
            } else if line.contains("import(") {
                return Err(refused(number, "an import that is no statement"));
            } else if only_code_stays {
                let code = line.trim();
                if code.is_empty() || code.starts_with("//") {
                    continue;
                }
                body += code;
            } else {
                body += line;
            }
            body.push('\n');
        }
        let body = [body, "return { ".to_owned(), exports.join(", "), " };\n".to_owned()].concat();
        Ok(Self { imports, body })
    }
}

/// `import { a, b as c } from "./x.js";` as a name and `const { a, b: c } = use("x.js");`
fn import(statement: &str) -> Option<(String, String)> {
    let rest = statement.strip_prefix("import")?.trim_start();
    let (names, from) = match rest.strip_prefix('{') {
        Some(rest) => {
            rest.split_once('}').and_then(|(names, rest)| Some((names, rest.trim().strip_prefix("from")?)))?
        }
        None => ("", rest),
    };
    let from = from.trim().strip_prefix("\"./")?.strip_suffix("\";")?.to_owned();
    let asked = match names.trim().trim_end_matches(',') {
        "" => format!("use(\"{from}\");"),
        names => format!("const {{ {} }} = use(\"{from}\");", names.replace(" as ", ": ")),
    };
    Some((from, asked))
}

fn identifier(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_asked_for_and_exports_given_back() {
        let source = "// Says.\n\nimport { a, b as c } from \"./x.js\";\nimport \"./y.js\";\n\
                      import {\n  d,\n} from \"./z.js\";\n\nexport const e = a(c, d); // not alone\n\
                      export async function f() {}\nexport class G {}\n";
        let module = Module::read("say.js", source).unwrap();
        assert_eq!(module.imports, ["x.js", "y.js", "z.js"]);
        let body = "const { a, b: c } = use(\"x.js\");\nuse(\"y.js\");\nconst { d } = use(\"z.js\");\n\
                    const e = a(c, d); // not alone\nasync function f() {}\nclass G {}\nreturn { e, f, G };\n";
        assert_eq!(module.body, body);
    }

    #[test]
    fn what_cannot_be_joined_is_told_with_its_line() {
        for (source, line, why) in [
            ("\nexport default 1;", 2, "an export of another form"),
            ("export let a = 1;", 1, "an export of another form"),
            ("import * as x from \"./x.js\";", 1, "an import of another form"),
            ("import { x } from \"https://cdn.example/x.js\";", 1, "an import of another form"),
            ("import { x }", 1, "an import has no end"),
            ("const x = await import(\"./x.js\");", 1, "an import that is no statement"),
        ] {
            let expected = JoinError::Form { script: "x.js".into(), line, why };
            assert_eq!(Module::read("x.js", source).unwrap_err(), expected, "{source}");
        }
    }

    #[test]
    fn text_that_looks_like_a_comment_stays() {
        let module = Module::read("x.js", "const a = `\n\n  // text\n`;\n").unwrap();
        assert!(module.body.contains("`\n\n  // text\n`"));
    }
}
