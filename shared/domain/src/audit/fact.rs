//! What a record tells: one enum of typed facts for each aggregate, made by [`facts!`].

use serde::Serialize;

/// A kind of record, as the trail and the bus name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// `share.revoked`. Part of the public contract.
    pub name: &'static str,
    /// What it says, in one sentence.
    pub meaning: &'static str,
    /// Whether it is an event on the bus. Drafts are not.
    pub published: bool,
    /// The names and types of its facts.
    pub facts: &'static [(&'static str, &'static str)],
}

/// Facts of one aggregate. What tells about a person, and what people typed, stands beside the record or is
/// an id or a hash in it: what is hashed cannot be erased.
pub trait Fact: Serialize {
    fn kind(&self) -> &'static Kind;

    /// The scanner's word on a file, by which files are counted apart.
    fn verdict(&self) -> Option<&'static str> {
        None
    }

    /// Whether it says that the actor stated who they are. What they stated is a personal detail of it.
    fn is_statement(&self) -> bool {
        false
    }
}

/// Makes the enum of an aggregate's facts. Each has its name and says whether the bus is told: `published`, or
/// `draft`.
macro_rules! facts {
    (@published published) => { true };
    (@published draft) => { false };
    (@kind $meaning:literal, $name:literal, $published:ident, $($fact:ident: $type:ty),*) => {
        $crate::audit::Kind {
            name: $name,
            meaning: $meaning,
            published: $crate::audit::facts!(@published $published),
            facts: &[$((stringify!($fact), stringify!($type))),*],
        }
    };
    (
        $(#[$attribute:meta])*
        pub enum $enum:ident {
            $(
                #[doc = $meaning:literal]
                $name:literal $published:ident $variant:ident { $($fact:ident: $type:ty),* $(,)? }
            )*
        }
        $(verdict: |$self:ident| $verdict:expr $(; statement: |$this:ident| $statement:expr)?)?
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, ::serde::Serialize)]
        #[serde(untagged)]
        pub enum $enum {
            $(
                #[doc = $meaning]
                $variant { $($fact: $type),* },
            )*
        }

        impl $enum {
            /// Every kind, in the order of the enum.
            pub const KINDS: &'static [$crate::audit::Kind] = &[
                $($crate::audit::facts!(@kind $meaning, $name, $published, $($fact: $type),*),)*
            ];
        }

        impl $crate::audit::Fact for $enum {
            fn kind(&self) -> &'static $crate::audit::Kind {
                match self {
                    $(Self::$variant { .. } => {
                        const KIND: $crate::audit::Kind = $crate::audit::facts!(
                            @kind $meaning, $name, $published, $($fact: $type),*
                        );
                        &KIND
                    })*
                }
            }

            $(fn verdict(&self) -> Option<&'static str> {
                let $self = self;
                $verdict
            }

            $(fn is_statement(&self) -> bool {
                let $this = self;
                $statement
            })?)?
        }
    };
}
pub(crate) use facts;
