//! Which way a project may move a setting away from what its org says: it tightens, and never loosens.

/// Says which values a project may have under the value of its org.
pub trait Direction<T> {
    /// As the API says it.
    const WORD: &'static str;

    fn allows(org: &T, project: &T) -> bool;
}

/// A smaller number.
#[derive(Debug, Clone, Copy)]
pub struct Lower;

/// A smaller number, where 0 stands for any.
#[derive(Debug, Clone, Copy)]
pub struct Fewer;

/// Switched on, where the org has it off.
#[derive(Debug, Clone, Copy)]
pub struct On;

/// Switched off, where the org has it on.
#[derive(Debug, Clone, Copy)]
pub struct Off;

/// Some of the org's list.
#[derive(Debug, Clone, Copy)]
pub struct Subset;

/// Anything: what is neither tight nor loose.
#[derive(Debug, Clone, Copy)]
pub struct Free;

impl<T: Ord> Direction<T> for Lower {
    const WORD: &'static str = "lower";

    fn allows(org: &T, project: &T) -> bool {
        project <= org
    }
}

impl Direction<u32> for Fewer {
    const WORD: &'static str = "fewer";

    fn allows(org: &u32, project: &u32) -> bool {
        *org == 0 || (1..=*org).contains(project)
    }
}

impl Direction<bool> for On {
    const WORD: &'static str = "on";

    fn allows(org: &bool, project: &bool) -> bool {
        *project || !org
    }
}

impl Direction<bool> for Off {
    const WORD: &'static str = "off";

    fn allows(org: &bool, project: &bool) -> bool {
        *org || !project
    }
}

impl<T: PartialEq> Direction<Vec<T>> for Subset {
    const WORD: &'static str = "subset";

    fn allows(org: &Vec<T>, project: &Vec<T>) -> bool {
        project.iter().all(|one| org.contains(one))
    }
}

impl<T> Direction<T> for Free {
    const WORD: &'static str = "free";

    fn allows(_: &T, _: &T) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_tightens_and_never_loosens() {
        assert!(Lower::allows(&30, &30) && Lower::allows(&30, &7) && !Lower::allows(&30, &31));
        assert!(Fewer::allows(&5, &5) && Fewer::allows(&5, &1) && !Fewer::allows(&5, &6));
        assert!(!Fewer::allows(&5, &0), "any number is more than five");
        assert!(Fewer::allows(&0, &0) && Fewer::allows(&0, &7));
        assert!(On::allows(&false, &true) && On::allows(&false, &false) && !On::allows(&true, &false));
        assert!(Off::allows(&true, &false) && Off::allows(&true, &true) && !Off::allows(&false, &true));
        assert!(Subset::allows(&vec!["pdf", "png"], &vec!["png"]) && !Subset::allows(&vec!["pdf"], &vec!["png"]));
        assert!(Free::allows(&"Acme", &"Tower"));
    }
}
