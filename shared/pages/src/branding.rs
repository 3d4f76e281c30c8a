//! How an org's logo and colour come into pages.

use vestibule_domain::{
    policy::{Accent, Shades},
    value::Digest,
};

/// Where the logo is.
pub fn logo_address(logo: Digest) -> String {
    format!("/assets/logo-{logo}.png")
}

/// Which logo is called so among the assets. `None`: it is called like none.
pub fn logo_called(name: &str) -> Option<Digest> {
    name.strip_prefix("logo-")?.strip_suffix(".png")?.parse().ok()
}

/// What a page says over the style sheet. Paper stays black on white.
pub fn accent_style(accent: Accent) -> String {
    let shades = |Shades { accent, on_accent, tint }: Shades| {
        format!(":root{{--accent:{accent};--on-accent:{on_accent};--tint:{tint}}}")
    };
    let (light, dark) = (shades(accent.on_light()), shades(accent.on_dark()));
    format!("@media screen{{{light}}}@media screen and (prefers-color-scheme:dark){{{dark}}}")
}

#[cfg(test)]
mod tests {
    use vestibule_domain::policy::{CARD, PAPER};

    use super::*;

    #[test]
    fn a_logo_is_found_by_its_address_and_nothing_else_is() {
        let logo = Digest::of("a logo");
        assert_eq!(logo_called(logo_address(logo).strip_prefix("/assets/").unwrap_or_default()), Some(logo));
        let upper = format!("logo-{}.png", logo.to_string().to_uppercase());
        for name in ["", "logo-.png", "logo-../../x.png", "style-0123.css", &format!("{logo}.png"), &upper] {
            assert_eq!(logo_called(name), None, "{name}");
        }
    }

    #[test]
    fn an_accent_has_shades_for_day_and_night_and_none_for_paper() -> Result<(), Box<dyn std::error::Error>> {
        let accent = Accent::new("#7a1f5c".parse()?)?;
        assert_eq!(
            accent_style(accent),
            "@media screen{:root{--accent:#7a1f5c;--on-accent:#ffffff;--tint:#f3ebf0}}\
             @media screen and (prefers-color-scheme:dark){:root{--accent:#b582a4;--on-accent:#161615;--tint:#2d2829}}"
        );
        Ok(())
    }

    #[test]
    fn accents_are_held_against_the_colours_of_the_style_sheet() {
        let style = include_str!("../assets/style/colours.css");
        let product = Accent::default().on_light().accent.to_string();
        assert!(style.contains(&format!("--accent: {product};")), "{product}");
        for (name, [day, night]) in [("paper", PAPER), ("card", CARD)] {
            let values: Vec<_> = style.split(&format!("--{name}: ")).skip(1).map(|rest| &rest[..7]).collect();
            assert_eq!(values, [day.to_string(), night.to_string()], "{name}");
        }
    }
}
