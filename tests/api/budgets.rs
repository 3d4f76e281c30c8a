//! What each operation costs, counted and not timed: round trips to DynamoDB, items written and which, write units, calls
//! of other services. The design's bounds are kept; what is measured stands in the table below to the last digit.

mod kind;

use std::collections::BTreeMap;

use serde_json::Value;
use vestibule_fixtures::lists;
use vestibule_local::Names;
use vestibule_tests::{
    costs::{self, Bill, CallLog, Tables},
    operations,
};

use self::kind::kind;
use crate::house::House;

/// Reads are GetItem, BatchGetItem and Query calls; presigning a URL is no call. Roles are rows, not claims: where a
/// request of staff needs two reads, the first one is the member's own row.
const TABLE: &str = "\
| operation | reads | transactions | items written | write units | other calls | which items |
|---|---|---|---|---|---|---|
| push a run of 20 tasks | 4 | 1 | 23 | 51 | 0 | progress, run, 20 spec, trail |
| push it again unchanged | 4 | 0 | 0 | 0 | 0 | |
| push it with one task changed | 4 | 1 | 4 | 11 | 0 | progress, run, spec, trail |
| show a run | 3 | 0 | 0 | 0 | 0 | |
| dry run of a share | 4 | 0 | 0 | 0 | 0 | |
| create a share, the first with its notice | 2 | 1 | 4 | 16 | 0 | gate, terms, text, trail |
| create a share, link asked for | 2 | 1 | 3 | 14 | 0 | gate, terms, trail |
| create a share, invitation by mail | 2 | 1 | 6 | 21 | 0 | gate, 2 mail count, outbox, terms, trail |
| create a share under an idempotency key | 2 | 1 | 4 | 16 | 0 | gate, result, terms, trail |
| the same request again | 2 | 0 | 0 | 0 | 0 | |
| list the shares of a run | 3 | 0 | 0 | 0 | 0 | |
| show a share | 2 | 0 | 0 | 0 | 0 | |
| show its activity | 3 | 0 | 0 | 0 | 0 | |
| answer the guest | 2 | 1 | 4 | 12 | 0 | gate, note, outbox, trail |
| answer again under an idempotency key | 2 | 1 | 4 | 11 | 0 | gate, note, result, trail |
| extend a share | 2 | 1 | 2 | 11 | 0 | gate, trail |
| set a password | 2 | 1 | 2 | 7 | 0 | gate, trail |
| rotate, link asked for | 1 | 1 | 2 | 7 | 0 | gate, trail |
| rotate, invitation by mail | 2 | 1 | 6 | 16 | 0 | gate, 3 mail count, outbox, trail |
| rotate under an idempotency key | 2 | 1 | 7 | 18 | 0 | gate, 3 mail count, outbox, result, trail |
| revoke under an idempotency key | 1 | 1 | 3 | 13 | 0 | gate, result, trail |
| revoke again | 1 | 0 | 0 | 0 | 0 | |
| revoke a share | 1 | 1 | 2 | 11 | 0 | gate, trail |
| announce a reference file | 2 | 1 | 2 | 6 | 0 | file, trail |
| settle a reference file | 4 | 2 | 4 | 12 | 2 | file, 2 trail |
| anything without a token | 0 | 0 | 0 | 0 | 0 | |
| put a work package into the register | 2 | 1 | 2 | 8 | 0 | trail, work package |
| change a work package | 2 | 1 | 2 | 7 | 0 | trail, work package |
| put a work package of any number | 2 | 1 | 2 | 8 | 0 | trail, work package |
| show a work package | 2 | 0 | 0 | 0 | 0 | |
| list work packages | 3 | 0 | 0 | 0 | 0 | |
| put a document into the register | 2 | 1 | 7 | 25 | 0 | document, 5 place in a list, trail |
| put it there again unchanged | 2 | 0 | 0 | 0 | 0 | |
| change a document | 3 | 1 | 7 | 30 | 0 | document, 5 place in a list, trail |
| put a document of any number under an idempotency key | 2 | 1 | 7 | 22 | 0 | document, 4 place in a list, result, trail |
| revise a document | 2 | 1 | 4 | 11 | 0 | document, place in a list, revision, trail |
| show a document | 2 | 0 | 0 | 0 | 0 | |
| list documents | 3 | 0 | 0 | 0 | 0 | |
| list documents by several things | 3 | 0 | 0 | 0 | 0 | |
| download a revision | 2 | 1 | 2 | 7 | 0 | document, trail |
| a forged link | 0 | 0 | 0 | 0 | 0 | |
| a garbled link | 0 | 0 | 0 | 0 | 0 | |
| peek, the first with its notice | 2 | 0 | 0 | 0 | 0 | |
| peek | 1 | 0 | 0 | 0 | 0 | |
| open | 1 | 1 | 2 | 9 | 0 | gate, trail |
| open the same visit again | 1 | 0 | 0 | 0 | 0 | |
| open without consent | 1 | 0 | 0 | 0 | 0 | |
| open with disclaimer, the last access | 1 | 1 | 2 | 11 | 0 | gate, trail |
| open an exhausted share | 1 | 0 | 0 | 0 | 0 | |
| ask for a new link | 1 | 1 | 3 | 8 | 0 | gate, outbox, trail |
| come with a link | 0 | 0 | 0 | 0 | 0 | |
| see the invitation | 2 | 0 | 0 | 0 | 0 | |
| come back while the visit lives | 1 | 0 | 0 | 0 | 0 | |
| open with the password | 3 | 2 | 4 | 14 | 0 | gate, 2 trail |
| open with a wrong password | 3 | 2 | 4 | 10 | 0 | gate, 2 trail |
| the fifth wrong password | 3 | 2 | 5 | 15 | 0 | gate, outbox, 2 trail |
| one more before the wait is over | 2 | 0 | 0 | 0 | 0 | |
| ask for the code, the first of an address | 2 | 1 | 4 | 10 | 0 | code count, gate, outbox, trail |
| press twice | 2 | 0 | 0 | 0 | 0 | |
| deliver the code | 9 | 1 | 3 | 8 | 5 | gate, no outbox, trail |
| ask for the code again | 2 | 1 | 4 | 10 | 0 | code count, gate, outbox, trail |
| open with a wrong code | 3 | 2 | 4 | 10 | 0 | gate, 2 trail |
| open with the code, and say who opens | 3 | 2 | 4 | 14 | 0 | gate, 2 trail |
| open in a browser that gave the code | 1 | 1 | 2 | 9 | 0 | gate, trail |
| view a share of 1 task | 3 | 0 | 0 | 0 | 0 | |
| view a share of 5 tasks | 3 | 0 | 0 | 0 | 0 | |
| view a share of 20 tasks | 3 | 0 | 0 | 0 | 0 | |
| save 1 field | 1 | 1 | 3 | 7 | 0 | gate, trail, work |
| save what stands already | 1 | 0 | 0 | 0 | 0 | |
| save 30 fields | 1 | 1 | 3 | 7 | 0 | gate, trail, work |
| comment | 1 | 1 | 4 | 10 | 0 | gate, note, outbox, trail |
| announce an upload | 1 | 1 | 4 | 9 | 0 | gate, state, trail, upload |
| announce it again | 1 | 0 | 0 | 0 | 0 | |
| settle an upload | 2 | 2 | 6 | 14 | 3 | gate, state, 2 trail |
| settle it again | 1 | 0 | 0 | 0 | 2 | |
| download | 1 | 1 | 2 | 5 | 0 | gate, trail |
| list the files of a run | 4 | 0 | 0 | 0 | 0 | |
| download a file of a run | 4 | 1 | 2 | 7 | 0 | progress, trail |
| request an export | 2 | 1 | 4 | 11 | 0 | export, list of exports, progress, trail |
| pack a small run | 5 | 1 | 3 | 9 | 20 | export, progress, trail |
| show an export | 2 | 0 | 0 | 0 | 0 | |
| download an export | 2 | 1 | 2 | 7 | 0 | progress, trail |
| request another export | 3 | 1 | 4 | 11 | 0 | export, list of exports, progress, trail |
| ask for all files | 2 | 1 | 4 | 9 | 0 | export, gate, list of exports, trail |
| ask for the same files again | 2 | 0 | 0 | 0 | 0 | |
| pack the files of a share | 6 | 1 | 3 | 9 | 14 | export, gate, trail |
| see how far the zip is | 1 | 0 | 0 | 0 | 0 | |
| view a share with its zip | 4 | 0 | 0 | 0 | 0 | |
| download all files | 2 | 1 | 2 | 5 | 0 | gate, trail |
| ask for other files | 2 | 1 | 4 | 9 | 0 | export, gate, list of exports, trail |
| remove an upload | 1 | 1 | 4 | 9 | 0 | gate, no upload, state, trail |
| complete a task | 1 | 1 | 6 | 14 | 0 | gate, outbox, progress, state, trail, work |
| complete the last task | 1 | 1 | 7 | 21 | 0 | gate, 2 outbox, progress, state, trail, work |
| complete it again | 1 | 0 | 0 | 0 | 0 | |
| read a receipt | 3 | 0 | 0 | 0 | 0 | |
| accept an answer | 5 | 1 | 3 | 9 | 0 | gate, state, trail |
| accept it again | 5 | 0 | 0 | 0 | 0 | |
| hand an answer back | 5 | 1 | 9 | 26 | 0 | gate, 3 mail count, outbox, progress, round, state, trail |
| complete the second round | 2 | 1 | 7 | 21 | 0 | gate, 2 outbox, progress, state, trail, work |
| hand it back once more under an idempotency key | 5 | 1 | 10 | 28 | 0 | gate, 3 mail count, outbox, progress, result, round, state, trail |
| explain a share of a document | 2 | 0 | 0 | 0 | 0 | |
| create a share of a document | 2 | 1 | 3 | 14 | 0 | gate, terms, trail |
| come with the link to a document | 2 | 0 | 0 | 0 | 0 | |
| open a document | 1 | 1 | 2 | 9 | 0 | gate, trail |
| read a document | 3 | 0 | 0 | 0 | 0 | |
| download the revision that is shared | 1 | 1 | 2 | 5 | 0 | gate, trail |
| comment on a revision | 1 | 1 | 4 | 10 | 0 | gate, note, outbox, trail |
| answer beside a document | 1 | 1 | 4 | 12 | 0 | gate, note, outbox, trail |
| read the comments of a share | 3 | 0 | 0 | 0 | 0 | |
| list the shares of a document | 3 | 0 | 0 | 0 | 0 | |
| read what was done to a document | 4 | 0 | 0 | 0 | 0 | |
| check a decision on a revision | 1 | 0 | 0 | 0 | 0 | |
| decide on a revision | 1 | 1 | 6 | 23 | 0 | gate, note, 2 outbox, response, trail |
| read the receipt of a revision | 3 | 0 | 0 | 0 | 0 | |
| read a document that was decided on | 3 | 0 | 0 | 0 | 0 | |
| create a share of the form, link asked for | 2 | 1 | 3 | 14 | 0 | gate, terms, trail |
| create a share of the form, invitation by mail | 2 | 1 | 6 | 21 | 0 | gate, 2 mail count, outbox, terms, trail |
| save 30 fields of the form | 1 | 1 | 3 | 15 | 0 | gate, trail, work |
| save 1 field of the form | 1 | 1 | 3 | 13 | 0 | gate, trail, work |
| comment on the form | 1 | 1 | 4 | 10 | 0 | gate, note, outbox, trail |
| announce an upload in the form | 1 | 1 | 4 | 9 | 0 | gate, state, trail, upload |
| settle an upload in the form | 2 | 2 | 6 | 14 | 3 | gate, state, 2 trail |
| download from the form | 1 | 1 | 2 | 5 | 0 | gate, trail |
| view the form | 3 | 0 | 0 | 0 | 0 | |
| complete the form | 2 | 1 | 6 | 20 | 0 | gate, outbox, progress, state, trail, work |
| complete the last form | 2 | 1 | 7 | 27 | 0 | gate, 2 outbox, progress, state, trail, work |
| a whole visit to a small task | 57 | 52 | 163 | 391 | 9 | gate, note, 3 outbox, progress, state, 52 trail, 3 upload, work |
| a whole visit to the form | 57 | 52 | 163 | 531 | 9 | gate, note, 3 outbox, progress, state, 52 trail, 3 upload, work |
| push a run with three steps | 7 | 1 | 10 | 27 | 0 | progress, run, 3 spec, 4 step, trail |
| save a field of a step | 1 | 1 | 3 | 9 | 0 | step, trail, work |
| comment in a step | 1 | 1 | 3 | 9 | 0 | note, step, trail |
| announce an upload in a step | 2 | 1 | 4 | 11 | 0 | state, step, trail, upload |
| settle an upload in a step | 2 | 2 | 6 | 18 | 3 | state, step, 2 trail |
| download in a step | 1 | 1 | 2 | 7 | 0 | step, trail |
| download in a step | 1 | 1 | 2 | 7 | 0 | step, trail |
| show a step | 4 | 0 | 0 | 0 | 0 | |
| remove an upload in a step | 1 | 1 | 4 | 11 | 0 | no upload, state, step, trail |
| complete a step | 1 | 1 | 5 | 15 | 0 | progress, state, step, trail, work |
| list one's steps | 3 | 0 | 0 | 0 | 0 | |
| list one's steps that are done | 3 | 0 | 0 | 0 | 0 | |
| decide, the first of two | 2 | 1 | 5 | 15 | 0 | progress, state, step, trail, work |
| take a decision back | 2 | 1 | 5 | 15 | 0 | progress, state, step, trail, work |
| delegate a step | 3 | 1 | 5 | 15 | 0 | progress, state, 2 step, trail |
| reassign a step | 4 | 1 | 5 | 15 | 0 | progress, state, 2 step, trail |
| decide, the last of two | 2 | 1 | 6 | 17 | 0 | progress, state, 2 step, trail, work |
| read what a step reviews | 3 | 0 | 0 | 0 | 0 | |
| download what a step reviews | 1 | 1 | 2 | 7 | 0 | step, trail |
| decide on one's own work | 3 | 0 | 0 | 0 | 0 | |
| show the work of a step | 6 | 0 | 0 | 0 | 0 | |
| read by a share what a step reviews | 3 | 0 | 0 | 0 | 0 | |
| download by a share what a step reviews | 1 | 1 | 2 | 5 | 0 | gate, trail |
| decide by a share | 3 | 1 | 8 | 25 | 0 | gate, 2 outbox, progress, state, step, trail, work |
| deliver when nothing waits | 0 | 0 | 0 | 0 | 0 | |
| deliver an invitation | 9 | 1 | 4 | 10 | 4 | gate, mail, no outbox, trail |
| record that an invitation arrived | 1 | 1 | 3 | 7 | 0 | gate, mail, trail |
| hear it again | 1 | 0 | 0 | 0 | 0 | |
| record that it came back | 1 | 1 | 4 | 10 | 0 | gate, mail, outbox, trail |
| tell the owner so | 5 | 0 | 0 | 2 | 4 | no outbox |
| deliver what a completion tells | 4 | 0 | 0 | 0 | 3 | |
| deliver its receipt | 6 | 1 | 1 | 4 | 2 | mail count, no outbox |
| deliver what the last completion tells | 10 | 1 | 1 | 6 | 5 | mail count, 2 no outbox |
| deliver what was handed back | 7 | 0 | 0 | 2 | 3 | no outbox |
| ask for the mail about a step | 2 | 1 | 1 | 3 | 1 | outbox |
| tell somebody that a step is theirs | 6 | 3 | 3 | 8 | 2 | mail count, no outbox, told |
| sweep with nothing due | 9 | 0 | 0 | 0 | 0 | |
| sweep with 3 due | 12 | 3 | 6 | 27 | 0 | 3 gate, 3 trail |
| list 50 active shares by expiry | 4 | 0 | 0 | 0 | 0 | |
| list 50 active shares by accesses | 4 | 0 | 0 | 0 | 0 | |
| show the policy of an org | 3 | 0 | 0 | 0 | 0 | |
| show the policy of a project, with a text | 3 | 0 | 0 | 0 | 0 | |
| dry run of the policy of a project | 7 | 0 | 0 | 0 | 0 | |
| change the policy of an org | 3 | 1 | 2 | 6 | 0 | org, trail |
| change the policy of a project, with a text | 2 | 1 | 4 | 10 | 0 | org, project, text, trail |
| apply the policy to a share | 3 | 1 | 3 | 13 | 0 | gate, terms, trail |
| apply the policy to a share within it | 3 | 0 | 0 | 0 | 0 | |
| who am I | 1 | 0 | 0 | 0 | 0 | |
| change one's language | 2 | 1 | 3 | 6 | 0 | org, person, trail |
| list the members of an org | 3 | 0 | 0 | 0 | 0 | |
| list the members of a project | 2 | 0 | 0 | 0 | 0 | |
| invite somebody | 3 | 1 | 6 | 15 | 0 | invitation, 2 mail count, org, outbox, trail |
| invite them again under an idempotency key | 3 | 1 | 7 | 17 | 0 | invitation, 2 mail count, org, outbox, result, trail |
| list the invitations | 2 | 0 | 0 | 0 | 0 | |
| a forged invitation code | 0 | 0 | 0 | 0 | 0 | |
| withdraw an invitation | 2 | 1 | 3 | 8 | 0 | invitation, org, trail |
| deliver invitations of members | 82 | 0 | 0 | 6 | 82 | 3 no outbox |
| accept an invitation | 2 | 1 | 5 | 10 | 0 | entry of the list, invitation, org, person, trail |
| accept it again | 1 | 0 | 0 | 0 | 0 | |
| change somebody's role | 3 | 1 | 4 | 10 | 0 | entry of the list, org, person, trail |
| remove a member | 5 | 1 | 4 | 10 | 0 | no entry of the list, org, person, trail |
| show a run whose step was left | 4 | 0 | 0 | 0 | 0 | |
| show a share whose creator left | 3 | 0 | 0 | 0 | 0 | |
| tell the project's admins in place of who left | 9 | 0 | 0 | 2 | 5 | no outbox |
";

/// Measures one operation after the other.
struct Books<'a> {
    house: &'a House,
    calls: CallLog,
    /// As a table has them.
    lines: Vec<String>,
    bills: BTreeMap<String, Bill>,
}

impl<'a> operations::Books<'a> for Books<'a> {
    fn house(&self) -> &'a House {
        self.house
    }

    /// Does it, and notes what it cost and which items it touched.
    async fn note<T>(&mut self, name: &str, operation: impl Future<Output = T>) -> T {
        let (before, mut tables) = (rows(self.house).await, Tables::of(self.house).await);
        self.house.system.meter.take();
        self.calls.take();
        let done = operation.await;
        let spent = self.house.system.meter.take();
        let bill = Bill::of(&self.calls.take(), &mut tables);
        let touched = touched(&before, &rows(self.house).await);
        let (reads, transactions) = (spent.reads, spent.transactions);
        let (items, units, others) = (spent.items_written, bill.write_units, spent.others);
        self.lines.push(format!("| {name} | {reads} | {transactions} | {items} | {units} | {others} |{touched} |"));
        self.bills.insert(name.to_owned(), bill);
        done
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_costs_what_the_table_says() {
    let calls = CallLog::default();
    let house = costs::watched(&calls, "2026-11-23T12:00:00Z", |_| {}).await;
    let mut books = Books { house: &house, calls, lines: Vec::new(), bills: BTreeMap::new() };
    operations::every_operation(&mut books).await;
    let broken = costs::broken(|operation| books.bills.get(operation));
    lists::compare(books.lines, TABLE.lines().skip(2));
    assert_eq!(broken, [""; 0]);
}

type Rows = BTreeMap<(String, String), Value>;

async fn rows(house: &House) -> Rows {
    let mut rows = house.rows(Names::STATE).await;
    rows.extend(house.rows(Names::TRAIL).await);
    rows.into_iter().map(|row| ((row["pk"].to_string(), row["sk"].to_string()), row)).collect()
}

/// The kinds of the items that are new, changed or gone.
fn touched(before: &Rows, after: &Rows) -> String {
    let written = after.iter().filter(|(key, row)| before.get(*key) != Some(row)).map(|(_, row)| kind(row).to_owned());
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key)).map(|(_, row)| format!("no {}", kind(row)));
    let mut kinds: Vec<_> = written.chain(gone).collect();
    kinds.sort();
    let groups = kinds.chunk_by(String::eq).map(|same| match same.len() {
        1 => format!(" {}", same[0]),
        n => format!(" {n} {}", same[0]),
    });
    groups.collect::<Vec<_>>().join(",")
}
