//! The comments of one task, as many as an answer can hold beside the rest.

use std::collections::BTreeMap;

use vestibule_domain::{
    task::{Comment, CommentFrom},
    value::Through,
};

/// Most bytes that the comments of one task, or beside one document, take of an answer: the latest ones are shown. Beyond that,
/// who wrote the most gives the earliest of theirs, so that nobody writes others away.
const MAX_COMMENT_BYTES: usize = 800_000;

/// The same of comments that are for staff alone. They have a room of their own, so that no guest learns of them by what is left
/// out for them.
const MAX_INTERNAL_BYTES: usize = 200_000;

/// As they come, in any order.
#[derive(Debug, Default)]
pub(super) struct Comments {
    for_guests: Room,
    internal: Room,
    left_out: u32,
}

/// With what each comment takes of an answer, in bytes.
type Room = BTreeMap<Writer, Vec<(Comment, usize)>>;

/// A guest by their share, an assignee by their step, or staff to a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Writer {
    Guest(Through),
    Staff(Through),
}

impl Comments {
    /// One comment more. Tells how many bytes of others went.
    pub(super) fn add(&mut self, comment: Comment, bytes: usize) -> usize {
        let (room, most_bytes) = if comment.is_for_guests() {
            (&mut self.for_guests, MAX_COMMENT_BYTES)
        } else {
            (&mut self.internal, MAX_INTERNAL_BYTES)
        };
        room.entry(Writer::of(&comment)).or_default().push((comment, bytes));
        let (mut total, mut gone) = (room.values().map(|of| sum(of)).sum::<usize>(), 0);
        while total > most_bytes {
            let most = room.values_mut().max_by_key(|of| sum(of));
            let Some((earliest, of)) = most.and_then(|of| Some((earliest(of)?, of))) else { break };
            let (_, bytes) = of.swap_remove(earliest);
            total -= bytes;
            gone += bytes;
            self.left_out += 1;
        }
        gone
    }

    /// How many there was no room for.
    pub(super) fn left_out(&self) -> u32 {
        self.left_out
    }

    pub(super) fn into_vec(self) -> Vec<Comment> {
        let rooms = self.for_guests.into_values().chain(self.internal.into_values());
        rooms.flatten().map(|(comment, _)| comment).collect()
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
            CommentFrom::Staff { .. } => Self::Staff(comment.through),
        }
    }
}

#[cfg(test)]
mod tests {
    use vestibule_domain::{
        task::VisibleTo,
        value::{CommentId, ShareId},
    };
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
            (4, 2, CommentFrom::Guest, 350_000),
            (5, 2, CommentFrom::Guest, 350_000),
            (6, 2, CommentFrom::Guest, 350_000),
            (7, 2, CommentFrom::Guest, 350_000),
        ] {
            gone += comments.add(comment(n, share, from), bytes);
        }
        assert_eq!((gone, comments.left_out(), left(comments)), (700_000, 2, vec![1, 2, 3, 6, 7]));
    }

    #[test]
    fn what_is_for_staff_alone_takes_no_room_of_what_guests_read() {
        let mut comments = Comments::default();
        for n in 1..=8 {
            comments.add(comment(n, 1, CommentFrom::Staff { visible_to: VisibleTo::Guest }), 100_000);
        }
        for n in 9..=12 {
            comments.add(comment(n, 1, CommentFrom::Staff { visible_to: VisibleTo::Internal }), 100_000);
        }
        assert_eq!((comments.left_out(), left(comments)), (2, vec![1, 2, 3, 4, 5, 6, 7, 8, 11, 12]));
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
