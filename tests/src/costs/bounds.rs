//! What each operation may cost, as the design has it (its table of budgets).

use super::bill::Bill;

/// The most that an operation may cost at DynamoDB.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    /// As [`crate::operations`] name it.
    pub operation: &'static str,
    pub reads: u32,
    pub transactions: u32,
    pub write_units: u64,
}

const fn at_most(operation: &'static str, reads: u32, transactions: u32, write_units: u64) -> Bound {
    Bound { operation, reads, transactions, write_units }
}

/// On a small task, and on a form of 30 fields with help texts, options and 3 kB of answers.
pub const BOUNDS: &[Bound] = &[
    // Forged or garbled token.
    at_most("a forged link", 0, 0, 0),
    at_most("a garbled link", 0, 0, 0),
    // Peek, and for people what is asked for by name. The text of the notice is read once by each process.
    at_most("peek, the first with its notice", 2, 0, 0),
    at_most("peek", 1, 0, 0),
    at_most("come with a link", 0, 0, 0),
    at_most("see the invitation", 2, 0, 0),
    at_most("come back while the visit lives", 1, 0, 0),
    // Open, +2 for a disclaimer or the last access, +5 for a password.
    at_most("open", 1, 1, 9),
    at_most("open with disclaimer, the last access", 1, 1, 11),
    at_most("open with the password", 3, 2, 14),
    // View of a share: the answers are one read more than the design's two, for which a busy run does not throttle.
    at_most("view a share of 1 task", 3, 0, 0),
    at_most("view a share of 5 tasks", 3, 0, 0),
    at_most("view a share of 20 tasks", 3, 0, 0),
    at_most("view the form", 3, 0, 0),
    // Save a field.
    at_most("save 1 field", 1, 1, 7),
    at_most("save 1 field of the form", 1, 1, 13),
    at_most("save 30 fields of the form", 1, 1, 15),
    // Comment, announce, remove. A comment costs +3 where the mail is asked for that tells the creator.
    at_most("comment", 1, 1, 9 + 3),
    at_most("comment on the form", 1, 1, 9 + 3),
    at_most("announce an upload", 1, 1, 9),
    at_most("announce an upload in the form", 1, 1, 9),
    at_most("remove an upload", 1, 1, 9),
    // Settle. It reads once more after the copy, because the share may have been revoked meanwhile.
    at_most("settle an upload", 2, 2, 16),
    at_most("settle an upload in the form", 2, 2, 16),
    // Download.
    at_most("download", 1, 1, 5),
    at_most("download from the form", 1, 1, 5),
    // The files of a run: the member, the run, the states of a hundred tasks, the files. A download as a guest's, and +2
    // to check the member's role.
    at_most("list the files of a run", 4, 0, 0),
    at_most("download a file of a run", 4, 1, 7),
    // The register: a document stands in a list for each thing that is said of it, two units each and one of the index. What it is
    // filed under must stand as it was read: two each.
    at_most("put a document into the register", 2, 1, 26),
    // What leaves a work package takes a read more.
    at_most("change a document", 3, 1, 30),
    at_most("put a work package into the register", 2, 1, 8),
    at_most("change a work package", 2, 1, 8),
    at_most("show a work package", 2, 0, 0),
    at_most("list work packages", 3, 0, 0),
    at_most("revise a document", 2, 1, 12),
    at_most("show a document", 2, 0, 0),
    at_most("list documents", 3, 0, 0),
    at_most("list documents by several things", 3, 0, 0),
    at_most("download a revision", 2, 1, 7),
    // A page is two reads one after the other: the share, then the document and its comments at once.
    at_most("read a document", 3, 0, 0),
    at_most("download the revision that is shared", 1, 1, 5),
    at_most("comment on a revision", 1, 1, 10),
    at_most("check a decision on a revision", 1, 0, 0),
    // As the last task of a share with its mails, and +2 because the document must stand as it was decided on.
    at_most("decide on a revision", 1, 1, 22 + 2),
    at_most("read the receipt of a revision", 3, 0, 0),
    at_most("read a document that was decided on", 3, 0, 0),
    at_most("read what was done to a document", 4, 0, 0),
    // The list of exports that count is a row more than the request itself, and those in it a read.
    at_most("request an export", 2, 1, 11),
    at_most("request another export", 3, 1, 11),
    at_most("download an export", 2, 1, 7),
    // All files of a share: the share with its run, and what its tasks ask for with the zips that there are. A zip is its
    // own row, and the list of those that count; two write units each, as every row of a transaction.
    at_most("ask for all files", 2, 1, 9),
    at_most("ask for other files", 2, 1, 9),
    at_most("ask for the same files again", 2, 0, 0),
    at_most("see how far the zip is", 1, 0, 0),
    at_most("download all files", 2, 1, 5),
    // Complete: small, form, +3 where the mail with the receipt is asked for; the last of a share with its mails. The
    // answer takes one read more for the names of files.
    at_most("complete a task", 1, 1, 12 + 3),
    at_most("complete the form", 2, 1, 18 + 3),
    at_most("complete the last task", 1, 1, 22),
    at_most("complete the last form", 2, 1, 28),
    // Create: link, mail; an idempotency key +2. A mail is counted for its address and the member, two rows more than the
    // design's bound of 18 has. The text of a notice is written once by each process.
    at_most("create a share, the first with its notice", 2, 1, 17),
    at_most("create a share, link asked for", 2, 1, 15),
    at_most("create a share, invitation by mail", 2, 1, 18 + 4),
    at_most("create a share under an idempotency key", 2, 1, 17),
    at_most("create a share of the form, link asked for", 2, 1, 15),
    at_most("create a share of the form, invitation by mail", 2, 1, 18 + 4),
    // Rotate, password: link, mail. A mail is counted for its address, the member and the share: three rows more than the
    // design's bound of 11 has, and one read more for them and the policy. So does a link that is carried from then on, where its guest
    // decides by it and nothing but the policy of now can say whether it takes a code. A password takes one read more, for the policy of the share's project.
    at_most("rotate, link asked for", 1, 1, 8),
    at_most("rotate, invitation by mail", 2, 1, 11 + 6),
    at_most("set a password", 2, 1, 8),
    // Extend, revoke. An extension takes one read more, for the policy of the share's project.
    at_most("extend a share", 2, 1, 12),
    at_most("revoke a share", 1, 1, 12),
    // List 50: the member, one query, two batches.
    at_most("list 50 active shares by expiry", 4, 0, 0),
    at_most("list 50 active shares by accesses", 4, 0, 0),
    // Sweep: it asks 4 shards for shares, 4 for mails, and what was given up; then it grows with what is due.
    at_most("sweep with nothing due", 9, 0, 0),
    at_most("sweep with 3 due", 9 + 3, 3, 3 * 9),
    // The whole visit: open, 40 saves, 3 uploads, comment, the look at what is sent, complete.
    at_most("a whole visit to a small task", 58, 52, 400),
    at_most("a whole visit to the form", 58, 52, 640),
];

/// What is above its bound, and what was not measured. Empty: the design is kept.
pub fn broken<'a>(found: impl Fn(&str) -> Option<&'a Bill>) -> Vec<String> {
    let judge = |bound: &Bound| {
        let Some(bill) = found(bound.operation) else { return Some(format!("{}: was not measured", bound.operation)) };
        let kept =
            bill.reads <= bound.reads && bill.writes <= bound.transactions && bill.write_units <= bound.write_units;
        let Bound { operation, reads, transactions, write_units } = bound;
        (!kept).then(|| {
            format!(
                "{operation}: {} reads, {} transactions, {} write units; at most {reads}, {transactions}, {write_units}",
                bill.reads, bill.writes, bill.write_units
            )
        })
    };
    BOUNDS.iter().filter_map(judge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_above_its_bound_and_what_was_not_measured_is_told() {
        let mut bills: Vec<_> = BOUNDS
            .iter()
            .map(|bound| {
                let (reads, writes, write_units) = (bound.reads, bound.transactions, bound.write_units);
                (bound.operation, Bill { reads, writes, write_units, ..Bill::default() })
            })
            .collect();
        let broken = |bills: &[(&str, Bill)]| {
            super::broken(|name| bills.iter().find(|(of, _)| *of == name).map(|(_, bill)| bill))
        };
        assert_eq!(broken(&bills), <[String; 0]>::default());
        bills[0].1.reads += 1;
        bills[1].1.writes += 1;
        bills[2].1.write_units += 1;
        bills.remove(3);
        let told = broken(&bills);
        assert_eq!(told.len(), 4);
        assert_eq!(told[0], "a forged link: 1 reads, 0 transactions, 0 write units; at most 0, 0, 0");
        assert_eq!(told[3], "peek: was not measured");
    }
}
