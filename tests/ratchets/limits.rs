//! docs/LIMITS.md is printed from the code: every constant that is a limit by its name, with its first words and its value,
//! and every text of a bounded length. So a limit that is named as one says what it limits, and is not forgotten there; one of
//! another name is.

mod value;

use std::{collections::BTreeMap, fmt::Write as _};

use syn::{
    Attribute, Expr, ExprLit, Field, GenericArgument, ImplItemConst, ItemConst, ItemImpl, ItemStruct, Lit, Meta,
    PathArguments, Type,
    visit::{self, Visit},
};
use vestibule_fixtures::printed::compare_or_print;

use self::value::Values;
use crate::product::{self, File};

const INTRODUCTION: &str = "# Limits

Printed from the code (`PRINT_DOCS=1 cargo test --workspace printed_from_the_code`): every constant that is a limit by its name,
and every text of a bounded length. Lengths of text are in characters as people see them. What API Gateway, Lambda, DynamoDB and
S3 limit comes on top: a request or an answer of 6 MB, headers of 10,240 bytes, 29 seconds. `template.yaml` limits how many
requests a second come through (`Throttle`), and how many of a function run at once (`Concurrency`).
";

/// Where limits stand, and for whom.
const PARTS: [(&str, &str); 5] = [
    ("shared/domain/", "What the rules hold to"),
    ("shared/web/", "Requests and answers"),
    ("shared/api/", "What goes over the wire"),
    ("shared/cloud/", "Storing, mailing, handing out"),
    ("functions/", "Single functions"),
];

const BEGINNINGS: [&str; 3] = ["MAX_", "MIN_", "DEFAULT_"];
const ENDINGS: [&str; 9] =
    ["_A_DAY", "_DAYS", "_LIFETIME", "_PERIOD", "_WINDOW", "_INTERVAL", "_DELAY", "_LENGTH", "_MARGIN"];
const WHOLE: [&str; 2] = ["MAX", "MIN"];

#[derive(Default)]
struct Limits {
    path: String,
    /// The type that the constants at hand belong to.
    of_type: Option<String>,
    found: Vec<Limit>,
}

struct Limit {
    what: String,
    name: String,
    value: Bound,
}

enum Bound {
    Of(Expr),
    Length(String),
}

fn is_limit(name: &str) -> bool {
    WHOLE.contains(&name)
        || BEGINNINGS.iter().any(|part| name.starts_with(part))
        || ENDINGS.iter().any(|part| name.ends_with(part))
}

/// The first sentences of a documentation, as many as one paragraph has.
pub(crate) fn said(attributes: &[Attribute]) -> String {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(line).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Limits {
    fn constant(&mut self, name: &str, attributes: &[Attribute], value: &Expr) {
        if is_limit(name) {
            let name = self.of_type.iter().cloned().chain([name.to_owned()]).collect::<Vec<_>>().join("::");
            self.found.push(Limit { what: said(attributes), name, value: Bound::Of(value.clone()) });
        }
    }
}

impl<'a> Visit<'a> for Limits {
    fn visit_item_const(&mut self, item: &'a ItemConst) {
        self.constant(&item.ident.to_string(), &item.attrs, &item.expr);
    }

    fn visit_item_impl(&mut self, item: &'a ItemImpl) {
        let Type::Path(of_type) = &*item.self_ty else { return };
        self.of_type = of_type.path.segments.last().map(|last| last.ident.to_string());
        visit::visit_item_impl(self, item);
        self.of_type = None;
    }

    fn visit_impl_item_const(&mut self, item: &'a ImplItemConst) {
        self.constant(&item.ident.to_string(), &item.attrs, &item.expr);
    }

    fn visit_item_struct(&mut self, item: &'a ItemStruct) {
        if self.path.starts_with("shared/domain/") {
            self.of_type = Some(item.ident.to_string());
            visit::visit_item_struct(self, item);
            self.of_type = None;
        }
    }

    fn visit_field(&mut self, field: &'a Field) {
        let (Some(name), Some(length), Some(of_type)) = (&field.ident, length(&field.ty), &self.of_type) else {
            return;
        };
        let name = format!("{of_type}.{name}");
        self.found.push(Limit { what: String::new(), name, value: Bound::Length(length) });
    }
}

/// The bound of a text, in characters: of `Line<120>`, or of `Option<Line<120>>`.
fn length(of_type: &Type) -> Option<String> {
    let Type::Path(of_type) = of_type else { return None };
    let last = of_type.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match (last.ident.to_string().as_str(), arguments.args.first()?) {
        ("Line" | "Paragraphs", GenericArgument::Const(Expr::Lit(ExprLit { lit: Lit::Int(length), .. }))) => {
            Some(format!("{} characters", value::with_commas(length.base10_parse().ok()?)))
        }
        ("Option", GenericArgument::Type(inner)) => length(inner),
        _ => None,
    }
}

fn limits(File { path, text, .. }: &File) -> Vec<Limit> {
    let mut limits = Limits { path: path.clone(), ..Limits::default() };
    limits.visit_file(&syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}")));
    limits.found
}

fn printed(files: &[File]) -> (String, Vec<String>) {
    let mut values = Values::of(files);
    let (mut text, mut texts, mut silent) = (INTRODUCTION.to_owned(), BTreeMap::new(), vec![]);
    for (folder, title) in PARTS {
        writeln!(text, "\n## {title}\n\n| what | limit | where |\n|---|--:|---|").unwrap();
        for file in files.iter().filter(|file| file.path.starts_with(folder)) {
            for Limit { what, name, value } in limits(file) {
                match value {
                    Bound::Length(length) => drop(texts.insert(name, length)),
                    Bound::Of(_) if what.is_empty() => {
                        silent.push(format!("{}: {name} does not say what it limits", file.path));
                    }
                    Bound::Of(expression) => {
                        let value = values.told(&file.path, &name, &expression);
                        let place = file.path.trim_end_matches(".rs").replace("/src", "");
                        writeln!(text, "| {what} | {value} | `{place}` `{name}` |").unwrap();
                    }
                }
            }
        }
    }
    text.push_str("\n## Texts\n\n| text | at most |\n|---|--:|\n");
    for (name, length) in texts {
        writeln!(text, "| `{name}` | {length} |").unwrap();
    }
    (text, silent)
}

#[test]
fn the_limits_are_printed_from_the_code() {
    let (text, silent) = printed(&product::files());
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    compare_or_print("docs/LIMITS.md", &text);
}

#[test]
fn a_limit_is_found_by_its_name_and_told_by_its_words() {
    let file = product::sole(
        "shared/domain/src/a.rs",
        "/// Most of them.\n///\n/// More.\npub const MAX_THINGS: usize = 2 * HALF;\nconst HALF: usize = 1 << 10;\n\
         /// Days.\nconst ACCEPTING_DAYS: u32 = 14;\n/// Contrast.\nconst MIN_CONTRAST: f64 = 4.5;\n\
         struct A {\n    /// Its name.\n    name: Option<Line<120>>,\n    other: u8,\n}\n\
         impl A {\n    /// Time.\n    const MAX: SignedDuration = SignedDuration::from_mins(15);\n}\n",
    );
    let (text, silent) = printed(&[file]);
    assert_eq!(silent, Vec::<String>::new());
    for line in [
        "| Most of them. | 2,048 | `shared/domain/a` `MAX_THINGS` |",
        "| Days. | 14 days | `shared/domain/a` `ACCEPTING_DAYS` |",
        "| Contrast. | 4.5 | `shared/domain/a` `MIN_CONTRAST` |",
        "| `A.name` | 120 characters |",
        "| Time. | 15 minutes | `shared/domain/a` `A::MAX` |",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let (_, silent) = printed(&[product::sole("shared/web/src/b.rs", "const MAX_B: u8 = 1;")]);
    assert_eq!(silent, ["shared/web/src/b.rs: MAX_B does not say what it limits"]);
}
