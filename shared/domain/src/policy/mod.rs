//! What an org allows its shares to be, overridden per project. Every effective value knows its layer.

mod branding;
mod direction;
mod effective;
mod notice;
mod overrides;
mod table;
mod wish;

pub use branding::{Accent, Branding, CARD, Logo, MAX_LOGO_BYTES, NotALogo, PAPER, Shades, Unreadable};
pub use direction::{Direction, Fewer, Free, Lower, Off, On, Subset};
pub use effective::{DEFAULT_EXPIRY_DAYS, Layer, MAX_EXPIRY_DAYS, MAX_UPLOAD_BYTES, Policy, Setting};
pub use overrides::Overrides;
pub use wish::{PolicyWish, SettingChange, SettingFlaw, Wish};
