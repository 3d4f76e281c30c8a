//! What nobody sees stands in one list, of the rule for texts. Scripts have to know of it too: their classes are those of
//! the rule, to the letter.

use std::{collections::BTreeSet, fs};

use proc_macro2::{TokenStream, TokenTree};
use syn::LitChar;

use crate::workspace::root;

const RULE: &str = "shared/domain/src/value/text/characters.rs";

#[test]
fn scripts_drop_the_same_characters_as_the_rule_for_texts() {
    let rule = fs::read_to_string(root().join(RULE)).unwrap();
    for (script, names) in [
        ("shared/pages/assets/characters.js", &["is_gone"][..]),
        ("functions/portal/assets/names.js", &["is_mark_of_direction", "opens_isolate", "CLOSES_ISOLATE"]),
    ] {
        let class = class_of(&rule, names);
        let script_says = fs::read_to_string(root().join(script)).unwrap();
        assert!(script_says.contains(&class), "{script} does not have the characters of {names:?}: {class}");
    }
}

/// The characters that these functions and constants name, as a script's class.
fn class_of(source: &str, names: &[&str]) -> String {
    let tokens: Vec<_> = source.parse::<TokenStream>().unwrap().into_iter().collect();
    let mut found = BTreeSet::new();
    for name in names {
        let named =
            |pair: &[TokenTree]| ["fn", "const"].contains(&&*pair[0].to_string()) && pair[1].to_string() == *name;
        let at = tokens.windows(2).position(named).unwrap_or_else(|| panic!("{RULE} has no {name}"));
        let next = tokens[at + 2..].windows(2).take_while(|pair| !["fn", "const"].contains(&&*pair[0].to_string()));
        characters(next.map(|pair| pair[0].clone()).collect(), &mut found);
    }
    // It is told apart to be kept.
    found.remove(&'\t');
    let mut ranges: Vec<(char, char)> = Vec::new();
    for letter in found {
        match ranges.last_mut() {
            Some((_, last)) if u32::from(*last) + 1 == u32::from(letter) => *last = letter,
            _ => ranges.push((letter, letter)),
        }
    }
    let written = ranges.into_iter().map(|(first, last)| {
        if first == last { escaped(first) } else { format!("{}-{}", escaped(first), escaped(last)) }
    });
    format!("[{}]", written.collect::<String>())
}

/// Every character between quotes, and all from one to the other where `..=` stands between them.
fn characters(tokens: TokenStream, found: &mut BTreeSet<char>) {
    let mut before = None;
    let mut dots = 0;
    for token in tokens {
        match token {
            TokenTree::Group(group) => characters(group.stream(), found),
            TokenTree::Literal(literal) => {
                let Ok(letter) = syn::parse2::<LitChar>(TokenTree::Literal(literal).into()) else { continue };
                let letter = letter.value();
                found.extend(before.filter(|_| dots == 2).unwrap_or(letter)..=letter);
                before = Some(letter);
                dots = 0;
            }
            TokenTree::Punct(sign) if sign.as_char() == '.' => dots += 1,
            TokenTree::Ident(_) => dots = 0,
            TokenTree::Punct(_) => {}
        }
    }
}

fn escaped(letter: char) -> String {
    match u32::from(letter) {
        point @ 0..=0xffff => format!("\\u{point:04x}"),
        point => format!("\\u{{{point:x}}}"),
    }
}

#[test]
fn characters_and_ranges_are_one_class() {
    let source = "fn a(c: char) -> bool { match c { '\\t' => false, '\\u{ad}' | '\\u{2060}'..='\\u{2065}' => true, c => b(c) } }\n\
                  fn b(c: char) -> bool { matches!(c, 'x' | '\\u{e0020}'..=LAST) }\nconst LAST: char = '\\u{ae}';";
    assert_eq!(class_of(source, &["a"]), "[\\u00ad\\u2060-\\u2065]");
    assert_eq!(class_of(source, &["a", "LAST"]), "[\\u00ad-\\u00ae\\u2060-\\u2065]");
    assert_eq!(class_of(source, &["b"]), "[\\u0078\\u{e0020}]");
}
