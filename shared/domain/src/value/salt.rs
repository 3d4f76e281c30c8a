//! What keeps two secrets apart that are made of the same names.

use std::fmt;

use subtle::ConstantTimeEq as _;

/// 128 random bits, new for each link and each invitation code.
#[derive(Clone, Copy)]
pub struct Salt([u8; 16]);

impl Salt {
    pub const fn new(bits: [u8; 16]) -> Self {
        Self(bits)
    }

    /// What is stored. It makes no secret without the key.
    pub const fn bits(&self) -> &[u8; 16] {
        &self.0
    }
}

impl PartialEq for Salt {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}
impl Eq for Salt {}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt")
    }
}
