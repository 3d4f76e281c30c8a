//! The scripts as one, in which each runs only where a page asks for it, or another script does.

use std::collections::BTreeMap;

use crate::{error::JoinError, module::Module};

/// Strict, because the file is a module.
const BEGINNING: &str = "const parts = {\n";

/// What a page asks for stands in its head. A worker is the same file, and is called by the name of its script:
/// `new Worker(import.meta.url, { type: "module", name: "digest.js" })`. A script that fails stops no other.
const END: &str = r#"};
const made = {};
function use(name) {
  return (made[name] ??= parts[name]());
}
const asked = globalThis.document ? document.querySelector("meta[name=scripts]").content : self.name;
for (const name of asked.split(" ").filter(Boolean)) {
  try {
    use(name);
  } catch (error) {
    setTimeout(() => { throw error; });
  }
}
"#;

pub(crate) fn join(scripts: &[(String, String)]) -> Result<String, JoinError> {
    let mut modules = BTreeMap::new();
    for (name, source) in scripts {
        if modules.insert(name.as_str(), Module::read(name, source)?).is_some() {
            return Err(JoinError::Twice { script: name.clone() });
        }
    }
    for name in modules.keys() {
        follow(name, &modules, &mut Vec::new())?;
    }
    let part = |(name, module): (&&str, &Module)| format!("\"{name}\": () => {{\n{}}},\n", module.body);
    Ok([BEGINNING.to_owned(), modules.iter().map(part).collect(), END.to_owned()].concat())
}

/// Every import is there, and none leads back.
fn follow<'a>(name: &'a str, modules: &'a BTreeMap<&str, Module>, way: &mut Vec<&'a str>) -> Result<(), JoinError> {
    if way.contains(&name) {
        return Err(JoinError::Circle { script: name.to_owned() });
    }
    way.push(name);
    for import in modules.get(name).into_iter().flat_map(|module| &module.imports) {
        if !modules.contains_key(import.as_str()) {
            return Err(JoinError::Missing { script: name.to_owned(), missing: import.clone() });
        }
        follow(import, modules, way)?;
    }
    way.pop();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(named: &[(&str, &str)]) -> Vec<(String, String)> {
        named.iter().map(|(name, source)| ((*name).to_owned(), (*source).to_owned())).collect()
    }

    #[test]
    fn each_script_is_a_part_of_its_own() {
        let joined = join(&scripts(&[
            ("own.js", "import { say } from \"./words.js\";\nsay(1);\n"),
            ("words.js", "export const say = (text) => text;\n"),
        ]));
        let expected = "const parts = {\n\"own.js\": () => {\nconst { say } = use(\"words.js\");\nsay(1);\nreturn {  };\n},\n\
                        \"words.js\": () => {\nconst say = (text) => text;\nreturn { say };\n},\n";
        let joined = joined.unwrap();
        assert_eq!(joined.strip_suffix(END), Some(expected), "{joined}");
    }

    #[test]
    fn an_import_that_leads_nowhere_or_back_is_refused() {
        let (one, two) = (("a.js", "import \"./b.js\";"), ("b.js", "import \"./a.js\";"));
        assert_eq!(join(&scripts(&[one])), Err(JoinError::Missing { script: "a.js".into(), missing: "b.js".into() }));
        assert_eq!(join(&scripts(&[one, two])), Err(JoinError::Circle { script: "a.js".into() }));
        assert_eq!(join(&scripts(&[two, two])), Err(JoinError::Twice { script: "b.js".into() }));
    }
}
