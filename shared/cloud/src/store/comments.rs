//! The comments of one task, as many as an answer can hold beside the rest.

use std::collections::BTreeMap;

use vestibule_domain::{
    task::{Comment, CommentFrom, VisibleTo},
    value::Through,
};

/// Most bytes that the comments of one task take of an answer: the latest ones are shown. Beyond that, who wrote the most
/// gives the earliest of theirs, so that nobody writes others away.
pub(super) const MAX_COMMENT_BYTES: usize = 1_000_000;

/// As they come, in any order.
#[derive(Debug, Default)]
pub(super) struct Comments {
    /// With what each takes of an answer, in bytes.
    kept: BTreeMap<Writer, Vec<(Comment, usize)>>,
}

/// A guest by their share, an assignee by their step, or staff to a share; what is for staff alone apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Writer {
    Guest(Through),
    Staff(Through),
    Internal(Through),
}

impl Comments {
    /// One comment more. Tells how many bytes of others went.
    pub(super) fn add(&mut self, comment: Comment, bytes: usize) -> usize {
        self.kept.entry(Writer::of(&comment)).or_default().push((comment, bytes));
        let (mut total, mut gone) = (self.kept.values().map(|of| sum(of)).sum::<usize>(), 0);
        while total > MAX_COMMENT_BYTES {
            let most = self.kept.values_mut().max_by_key(|of| sum(of));
            let Some((earliest, of)) = most.and_then(|of| Some((earliest(of)?, of))) else { break };
            let (_, bytes) = of.swap_remove(earliest);
            total -= bytes;
            gone += bytes;
        }
        gone
    }

    pub(super) fn into_vec(self) -> Vec<Comment> {
        self.kept.into_values().flatten().map(|(comment, _)| comment).collect()
    }
}

fn sum(of: &[(Comment, usize)]) -> usize {
    of.iter().map(|(_, bytes)| bytes).sum()
}

fn earliest(of: &[(Comment, usize)]) -> Option<usize> {
    of.iter().enumerate().min_by_key(|(_, (comment, _))| comment.at).map(|(at, _)| at)
}

impl Writer {
    fn of(comment: &Comment) -> Self {
        match comment.from {
            CommentFrom::Guest | CommentFrom::Assignee => Self::Guest(comment.through),
            CommentFrom::Staff { visible_to: VisibleTo::Guest } => Self::Staff(comment.through),
            CommentFrom::Staff { visible_to: VisibleTo::Internal } => Self::Internal(comment.through),
        }
    }
}

#[cfg(test)]
mod tests {
    use vestibule_domain::value::{CommentId, ShareId};
    use vestibule_fixtures::{SATURDAY, at};

    use super::*;

    fn comment(n: u8, share: u8, from: CommentFrom) -> Comment {
        let (id, share) = (CommentId::new([n; 16]), ShareId::new([share; 16]));
        let at = at(SATURDAY) + jiff::SignedDuration::from_secs(n.into());
        Comment { id, at, through: share.into(), author: "Ana".parse().unwrap(), text: "a".parse().unwrap(), from }
    }

    fn left(comments: Comments) -> Vec<u8> {
        let mut left: Vec<_> = comments.into_vec().iter().map(|comment| comment.id.bits()[0]).collect();
        left.sort_unstable();
        left
    }

    #[test]
    fn who_writes_the_most_writes_nobody_else_away() {
        let mut comments = Comments::default();
        let staff = |visible_to| CommentFrom::Staff { visible_to };
        let mut gone = 0;
        for (n, share, from, bytes) in [
            (1, 1, staff(VisibleTo::Guest), 9_000),
            (2, 1, CommentFrom::Guest, 9_000),
            (3, 1, staff(VisibleTo::Internal), 9_000),
            (4, 2, CommentFrom::Guest, 400_000),
            (5, 2, CommentFrom::Guest, 400_000),
            (6, 2, CommentFrom::Guest, 400_000),
            (7, 2, CommentFrom::Guest, 400_000),
        ] {
            gone += comments.add(comment(n, share, from), bytes);
        }
        assert_eq!((gone, left(comments)), (800_000, vec![1, 2, 3, 6, 7]));
    }

    #[test]
    fn the_latest_stay_in_whichever_order_they_come() {
        let mut comments = Comments::default();
        for n in [3, 1, 4, 2] {
            comments.add(comment(n, 1, CommentFrom::Guest), 400_000);
        }
        assert_eq!(left(comments), [3, 4]);
    }
}
