//! How short a text can be at least that a pattern matches: told by its text, without compiling it.

use std::{iter::Peekable, str::Chars};

/// Never more characters than the shortest match has, of a pattern that can be read. With the flag `x`, by which spaces
/// say nothing, it is not looked at: 0.
pub(super) fn shortest_match(pattern: &str) -> usize {
    let mut reading = Reading { rest: pattern.chars().peekable(), open: vec![Group::default()] };
    reading.read().unwrap_or(0)
}

/// A group, as far as it was read.
#[derive(Default)]
struct Group {
    /// Of the alternatives before this one.
    shortest: Option<usize>,
    /// Each part of this alternative.
    parts: Vec<usize>,
}

impl Group {
    fn end_alternative(&mut self) {
        let parts = self.parts.drain(..).fold(0, usize::saturating_add);
        self.shortest = Some(self.shortest.map_or(parts, |shortest| shortest.min(parts)));
    }

    fn shortest(mut self) -> usize {
        self.end_alternative();
        self.shortest.unwrap_or(0)
    }
}

struct Reading<'a> {
    rest: Peekable<Chars<'a>>,
    open: Vec<Group>,
}

impl Reading<'_> {
    /// `None`: of a pattern like this nothing is known.
    fn read(&mut self) -> Option<usize> {
        while let Some(c) = self.rest.next() {
            match c {
                '(' => self.begin_group()?,
                ')' => {
                    let part = self.open.pop()?.shortest();
                    self.push(part)?;
                }
                '|' => self.open.last_mut()?.end_alternative(),
                '*' | '?' => self.repeat(0)?,
                '+' => self.repeat(1)?,
                '{' => {
                    let least = self.count()?;
                    self.repeat(least)?;
                }
                '[' => {
                    self.skip_class()?;
                    self.push(1)?;
                }
                '\\' => {
                    let part = self.escaped()?;
                    self.push(part)?;
                }
                '^' | '$' => self.push(0)?,
                _ => self.push(1)?,
            }
        }
        let whole = self.open.pop()?;
        self.open.is_empty().then(|| whole.shortest())
    }

    fn push(&mut self, part: usize) -> Option<()> {
        self.open.last_mut()?.parts.push(part);
        Some(())
    }

    /// What stands before it comes so often at least. A question mark behind it changes nothing of that.
    fn repeat(&mut self, least: usize) -> Option<()> {
        let part = self.open.last_mut()?.parts.last_mut()?;
        *part = part.saturating_mul(least);
        self.rest.next_if_eq(&'?');
        Some(())
    }

    /// The first number between braces.
    fn count(&mut self) -> Option<usize> {
        let between: String = self.rest.by_ref().take_while(|c| *c != '}').collect();
        between.split(',').next()?.trim().parse().ok()
    }

    /// Behind the bracket of a group, which may have a name or flags. Flags alone are no group.
    fn begin_group(&mut self) -> Option<()> {
        if self.rest.next_if_eq(&'?').is_some() {
            self.rest.next_if_eq(&'P');
            let ends: &[char] = if self.rest.next_if_eq(&'<').is_some() { &['>'] } else { &[':', ')'] };
            loop {
                match self.rest.next()? {
                    ')' if ends.contains(&')') => return Some(()),
                    end if ends.contains(&end) => break,
                    'x' if ends.contains(&')') => return None,
                    _ => {}
                }
            }
        }
        self.open.push(Group::default());
        Some(())
    }

    /// Classes stand in classes, and one that begins with a closing bracket holds it.
    fn skip_class(&mut self) -> Option<()> {
        self.begin_class();
        let mut depth = 1;
        while depth > 0 {
            match self.rest.next()? {
                '\\' => drop(self.rest.next()?),
                '[' => {
                    self.begin_class();
                    depth += 1;
                }
                ']' => depth -= 1,
                _ => {}
            }
        }
        Some(())
    }

    fn begin_class(&mut self) {
        self.rest.next_if_eq(&'^');
        self.rest.next_if_eq(&']');
    }

    /// Behind a backslash: a place, or one character.
    fn escaped(&mut self) -> Option<usize> {
        let digits = match self.rest.next()? {
            'A' | 'z' | 'B' | '<' | '>' => return Some(0),
            'b' => {
                // `{start}` is of the place, `{2}` would repeat it.
                if self.rest.peek() == Some(&'{') {
                    self.rest.by_ref().find(|c| *c == '}')?;
                }
                return Some(0);
            }
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => return Some(1),
        };
        if self.rest.next_if_eq(&'{').is_some() {
            self.rest.by_ref().find(|c| *c == '}')?;
        } else {
            self.rest.by_ref().nth(digits - 1)?;
        }
        Some(1)
    }
}
