//! What a guest may do in a task now.

/// What the guest may do now.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, told by its name")]
pub(super) struct May {
    pub(super) fill: bool,
    pub(super) upload: bool,
    pub(super) comment: bool,
    pub(super) complete: bool,
    pub(super) decide: bool,
}
