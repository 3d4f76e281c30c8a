//! What an org allows its shares to be, overridden per project. Every effective value knows its layer.

mod branding;
mod effective;
mod notice;
mod overrides;

pub use branding::{Accent, Branding, CARD, Logo, MAX_LOGO_BYTES, NotALogo, PAPER, Shades, Unreadable};
pub use effective::{DEFAULT_EXPIRY_DAYS, Layer, MAX_EXPIRY_DAYS, Policy, Setting};
pub use overrides::Overrides;
