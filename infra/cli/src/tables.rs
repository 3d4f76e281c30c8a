//! The two tables of one deployment, and what is refused as such before anything is written: from the trail nobody
//! can take away what was put there by mistake.

use std::fmt;

use vestibule_cloud::tables::Table;

/// State and trail of one deployment, as far as it shows. Prints as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    state: String,
    trail: String,
}

/// Why two tables are not state and trail of one deployment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Mismatch {
    #[error("{0} was named both for state and for the trail")]
    Same(String),
    #[error("{state} was named for state and {trail} for the trail: it is the other way round")]
    Exchanged { state: String, trail: String },
    #[error("{0} was named for state, and has no index \"due\" as state has")]
    NotState(String),
    #[error("{0} was named for the trail, and has an index \"due\" as only state has")]
    NotTrail(String),
    #[error("{state} is the state of another stack than {trail} is the trail of")]
    OtherStack { state: String, trail: String },
}

impl Pair {
    pub(crate) fn of(state: Table, trail: Table) -> Result<Self, Mismatch> {
        let pair = Self { state: state.name, trail: trail.name };
        if pair.state == pair.trail {
            return Err(Mismatch::Same(pair.state));
        }
        match (state.has_due, trail.has_due) {
            (true, false) if pair.of_two_stacks() => Err(Mismatch::OtherStack { state: pair.state, trail: pair.trail }),
            (true, false) => Ok(pair),
            (false, true) => Err(Mismatch::Exchanged { state: pair.state, trail: pair.trail }),
            (false, false) => Err(Mismatch::NotState(pair.state)),
            (true, true) => Err(Mismatch::NotTrail(pair.trail)),
        }
    }

    /// CloudFormation names tables `{stack}-StateTable-{random}`; other names are believed.
    fn of_two_stacks(&self) -> bool {
        let stack = |(stack, _)| stack;
        let state = self.state.rsplit_once("-StateTable-").map(stack);
        let trail = self.trail.rsplit_once("-TrailTable-").map(stack);
        state.zip(trail).is_some_and(|(state, trail): (&str, &str)| state != trail)
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "State is in {}, the trail in {}.", self.state, self.trail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(state: (&str, bool), trail: (&str, bool)) -> Result<Pair, String> {
        let table = |(name, has_due): (&str, bool)| Table { name: name.into(), has_due };
        Pair::of(table(state), table(trail)).map_err(|mismatch| mismatch.to_string())
    }

    fn refused(state: (&str, bool), trail: (&str, bool)) -> String {
        pair(state, trail).unwrap_err()
    }

    #[test]
    fn state_alone_has_the_index_of_what_waits() {
        assert!(pair(("a", true), ("b", false)).is_ok());
        assert_eq!(
            refused(("a", false), ("b", true)),
            "a was named for state and b for the trail: it is the other way round"
        );
        let neither = "a was named for state, and has no index \"due\" as state has";
        assert_eq!(refused(("a", false), ("b", false)), neither);
        let both = "b was named for the trail, and has an index \"due\" as only state has";
        assert_eq!(refused(("a", true), ("b", true)), both);
        for has_due in [true, false] {
            assert_eq!(refused(("a", has_due), ("a", has_due)), "a was named both for state and for the trail");
        }
    }

    #[test]
    fn state_of_one_stack_does_not_go_with_the_trail_of_another() {
        assert_eq!(
            refused(("vestibule-prod-StateTable-1A2B", true), ("vestibule-dev-TrailTable-3C4D", false)),
            "vestibule-prod-StateTable-1A2B is the state of another stack than vestibule-dev-TrailTable-3C4D is the \
             trail of"
        );
        for (state, trail) in [
            ("vestibule-dev-StateTable-1A2B", "vestibule-dev-TrailTable-3C4D"),
            ("vestibule-dev-StateTable-1A2B-r20261122101500", "vestibule-dev-TrailTable-3C4D-r20261122101500"),
            ("vestibule-dev-StateTable-1A2B", "trail-of-dev"),
            ("state-of-dev", "vestibule-dev-TrailTable-3C4D"),
        ] {
            assert!(pair((state, true), (trail, false)).is_ok(), "{state}, {trail}");
        }
    }
}
