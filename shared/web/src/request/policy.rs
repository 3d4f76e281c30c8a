//! What a policy is asked to become, read field by field so that everything wrong with it is told at once.

use std::collections::BTreeMap;

use vestibule_api::staff::ChangePolicy;
use vestibule_domain::{
    policy::{Accent, Logo, PolicyWish, Wish},
    policy_settings,
    task::kind::extension,
    value::{Colour, Digest, Line, Locale, Paragraphs, TextRefused},
};

use super::Fields;

/// Longest change of a policy: a picture of 2 MiB in base64, the texts, and what stands around them.
pub const MAX_POLICY_BYTES: usize = 3 << 20;

/// The request, as far as it can be read.
#[derive(Debug, Clone, Default)]
pub struct AskedPolicy {
    pub wish: PolicyWish,
    /// Texts and logo, which the wish names by their hash.
    pub texts: Vec<String>,
    /// What cannot be read.
    pub wrong: Fields,
}

/// Makes a logo of a picture, of which this crate knows nothing: the bytes of its file in base64.
pub type Picture = fn(&str) -> Result<Logo, String>;

macro_rules! asked {
    (
        rules { $(#[doc = $meaning:literal] $rule:ident: $type:ty, $wire:ty, $default:expr, $direction:ident,
            $range:tt, $advice:literal;)* }
        looks { $(#[doc = $look_meaning:literal] $look:ident: $look_type:ty, $look_wire:ty, $look_advice:literal;)* }
    ) => {
        impl AskedPolicy {
            pub fn of(change: &ChangePolicy, picture: Picture) -> Self {
                let mut asked = Self::default();
                $(asked.wish.$rule = wish(change.$rule.clone());)*
                $(asked.wish.$look = asked.look(stringify!($look), change.$look.as_ref(), picture);)*
                asked.wish.upload_extensions = endings(asked.wish.upload_extensions);
                asked.wish.disclaimer = asked.language::<4000>("disclaimer", &change.disclaimer);
                asked.wish.notice = asked.language::<8000>("notice", &change.notice);
                asked
            }
        }
    };
}
policy_settings!(asked);

impl AskedPolicy {
    fn look<T: Look>(&mut self, setting: &str, given: Option<&Option<String>>, picture: Picture) -> Wish<T> {
        match given {
            None => Wish::Keep,
            Some(None) => Wish::Remove,
            Some(Some(text)) => match T::read(text, (picture, &mut self.texts)) {
                Ok(value) => Wish::Set(value),
                Err(detail) => {
                    self.wrong.refuse(&format!("/{setting}"), "invalid", detail);
                    Wish::Keep
                }
            },
        }
    }

    fn language<const MAX: usize>(
        &mut self,
        setting: &str,
        given: &BTreeMap<String, Option<String>>,
    ) -> BTreeMap<Locale, Wish<Digest>> {
        let mut wishes = BTreeMap::new();
        for (tag, text) in given {
            let pointer = format!("/{setting}/{tag}");
            let Some(locale) = self.wrong.read::<Locale>(&pointer, tag) else { continue };
            let wish = match text.as_deref() {
                None => Some(Wish::Remove),
                Some(text) => self.wrong.read::<Paragraphs<MAX>>(&pointer, text).map(|text| {
                    self.texts.push(text.as_str().to_owned());
                    Wish::Set(Digest::of(text.as_str()))
                }),
            };
            wishes.extend(wish.map(|wish| (locale, wish)));
        }
        wishes
    }
}

/// File names' endings as the host means them, each once.
fn endings(wish: Wish<Vec<String>>) -> Wish<Vec<String>> {
    let Wish::Set(written) = wish else { return wish };
    let mut endings: Vec<String> = Vec::with_capacity(written.len());
    for ending in written.iter().map(|written| extension(written)) {
        if !endings.contains(&ending) {
            endings.push(ending);
        }
    }
    Wish::Set(endings)
}

#[expect(clippy::option_option, reason = "nothing, null and a value are three things")]
fn wish<T>(given: Option<Option<T>>) -> Wish<T> {
    match given {
        None => Wish::Keep,
        Some(None) => Wish::Remove,
        Some(Some(value)) => Wish::Set(value),
    }
}

/// What is sent as a text. Texts that are kept under their hash are added to the others.
trait Look: Sized {
    fn read(text: &str, with: (Picture, &mut Vec<String>)) -> Result<Self, String>;
}

impl Look for Digest {
    fn read(text: &str, (picture, texts): (Picture, &mut Vec<String>)) -> Result<Self, String> {
        let logo = picture(text)?;
        texts.push(logo.as_str().to_owned());
        Ok(logo.digest())
    }
}

impl Look for Accent {
    fn read(text: &str, _: (Picture, &mut Vec<String>)) -> Result<Self, String> {
        let colour = text.parse::<Colour>().map_err(|error| error.to_string())?;
        Self::new(colour).map_err(|unreadable| unreadable.to_string())
    }
}

impl<const MAX: usize> Look for Line<MAX> {
    fn read(text: &str, _: (Picture, &mut Vec<String>)) -> Result<Self, String> {
        text.parse().map_err(|error: TextRefused| error.to_string())
    }
}
