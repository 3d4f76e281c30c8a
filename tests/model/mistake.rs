//! Mistakes that the store or a runner could make. Each is planted in the model alone, to see that it is found.

macro_rules! mistakes {
    ($($(#[$what:meta])* $name:ident,)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Mistake {
            $($(#[$what])* $name,)*
        }

        impl Mistake {
            pub(crate) const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

mistakes! {
    /// A guest's transaction has no condition on `GATE`, nor on the row of the trail, which would take its place.
    CommitWithoutGate,
    /// A transaction has no condition on `WORK`.
    CommitWithoutWork,
    /// A guest's transaction leaves its records out.
    CommitWithoutRecord,
    /// A stored answer is not written.
    ForgetAnswer,
    /// An opening is decided on the gate as it was when the guest came, and committed on the one of now.
    OpenOnOldGate,
    /// What was overtaken is sent again on the version of now, without deciding again.
    SendAgain,
    /// A repeated opening does not say that it is the same visit.
    ForgetVisit,
    /// A session is taken to be of the epoch of now.
    ForgetEpoch,
    /// Staff revoke only what is still open.
    RevokeOpenOnly,
    /// What was overtaken is answered as if it were done.
    AnswerTooSoon,
    /// Closed answers are taken for open ones.
    ForgetClosing,
    /// A task that is handed back is open for everything.
    OpenAllOfIt,
}
