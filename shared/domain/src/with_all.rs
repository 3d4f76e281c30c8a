//! Enums that know all their variants, so that no list of them is kept by hand.

/// Declares an enum, and in the order of its variants `ALL` of them.
macro_rules! with_all {
    ($(#[$of:meta])* pub enum $name:ident { $($(#[$has:meta])* $variant:ident),* $(,)? }) => {
        $(#[$of])*
        pub enum $name {
            $($(#[$has])* $variant,)*
        }

        impl $name {
            /// Every one there is, in this order.
            pub const ALL: [Self; [$(stringify!($variant)),*].len()] = [$(Self::$variant),*];
        }
    };
}

pub(crate) use with_all;
