//! What constants come to: numbers, the whole ones as sums and products of each other, and times.

use std::collections::BTreeMap;

use syn::{BinOp, Expr, ExprLit, ExprPath, ItemConst, Lit, visit::Visit};

use crate::product::File;

/// The constants of all files, by file and name.
pub(super) struct Values {
    known: BTreeMap<(String, String), Expr>,
    /// Whose constants are read, or asked for.
    file: String,
}

impl Values {
    pub(super) fn of(files: &[File]) -> Self {
        let mut values = Self { known: BTreeMap::new(), file: String::new() };
        for File { path, text, .. } in files {
            values.file.clone_from(path);
            values.visit_file(&syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}")));
        }
        values
    }

    /// A value of that file in words, by what its name says that it counts.
    pub(super) fn told(&mut self, file: &str, name: &str, expression: &Expr) -> String {
        file.clone_into(&mut self.file);
        if let Some(time) = self.time(expression) {
            return time;
        }
        if let Expr::Lit(ExprLit { lit: Lit::Float(number), .. }) = expression {
            return number.base10_digits().to_owned();
        }
        let number = self.number(expression).unwrap_or_else(|| panic!("{name} is no number that could be told"));
        let unit = match name {
            "MAX_PATTERN_LENGTH" => " bytes",
            _ if name.ends_with("_BYTES") || name.ends_with("_BYTES_A_DAY") || name.ends_with("_SIZE") => " bytes",
            _ if name.ends_with("_SECONDS") || name.ends_with("_DELAY") || name.ends_with("_LIFETIME") => " seconds",
            _ if name.ends_with("_MS") => " ms",
            _ if name.ends_with("_DAYS") => " days",
            _ if name.ends_with("_CHARS") || name.ends_with("_LENGTH") => " characters",
            _ => "",
        };
        format!("{}{unit}", with_commas(number))
    }

    /// The constant of that name: of the file itself, or the only one there is.
    fn named(&self, path: &ExprPath) -> Option<&Expr> {
        let name = path.path.segments.last()?.ident.to_string();
        let mut all = self.known.iter().filter(|((_, known), _)| *known == name);
        let own = self.known.get(&(self.file.clone(), name.clone()));
        own.or_else(|| all.next().filter(|_| all.next().is_none()).map(|(_, value)| value))
    }

    /// Of a text, in bytes.
    fn length(&self, expression: &Expr) -> Option<u128> {
        match expression {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => text.value().len().try_into().ok(),
            Expr::Path(path) => self.length(self.named(path)?),
            _ => None,
        }
    }

    /// `Duration::from_mins(15)` and the like.
    fn time(&self, expression: &Expr) -> Option<String> {
        let Expr::Call(call) = expression else { return None };
        let Expr::Path(function) = &*call.func else { return None };
        let unit = match function.path.segments.last()?.ident.to_string().as_str() {
            "from_millis" => "ms",
            "from_secs" => "seconds",
            "from_mins" => "minutes",
            "from_hours" => "hours",
            _ => return None,
        };
        Some(match (self.number(call.args.first()?)?, unit) {
            (hours, "hours") if hours > 24 && hours % 24 == 0 => format!("{} days", hours / 24),
            (1, unit) => format!("1 {}", unit.trim_end_matches('s')),
            (number, unit) => format!("{} {unit}", with_commas(number)),
        })
    }

    fn number(&self, expression: &Expr) -> Option<u128> {
        match expression {
            Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
            Expr::Cast(cast) => self.number(&cast.expr),
            Expr::Paren(inner) => self.number(&inner.expr),
            Expr::Path(path) => self.number(self.named(path)?),
            Expr::MethodCall(call) if call.method == "len" => self.length(&call.receiver),
            Expr::Binary(binary) => {
                let (left, right) = (self.number(&binary.left)?, self.number(&binary.right)?);
                match binary.op {
                    BinOp::Mul(_) => left.checked_mul(right),
                    BinOp::Add(_) => left.checked_add(right),
                    BinOp::Sub(_) => left.checked_sub(right),
                    BinOp::Shl(_) => left.checked_shl(u32::try_from(right).ok()?),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

impl<'a> Visit<'a> for Values {
    fn visit_item_const(&mut self, item: &'a ItemConst) {
        self.known.insert((self.file.clone(), item.ident.to_string()), (*item.expr).clone());
    }
}

pub(super) fn with_commas(number: u128) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}
