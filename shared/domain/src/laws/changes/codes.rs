//! Codes, who opens, and what is asked for at an opening.

use super::super::checked::{Changes, Checked};
use crate::{
    Act as _,
    fixtures::{House, SATURDAY, changed, guest, opening, person, staff, system},
    share::{AttemptFailed, CodeCount, Edit, Open, Proofs, RequestCode, ReserveAttempt, Secrets},
    staff::Right,
};

pub(super) fn of_codes() -> Changes {
    let (house, stamp) = (House::new(), guest(SATURDAY));
    let (share, policy) = (house.share().code().created(), house.policy());
    let head = share.gate.head;
    let request = RequestCode { visit: opening(&share, 1).visit, device: None };
    let requested = changed(request.decide((&share, &CodeCount::none(share.recipient())), &stamp).unwrap());
    let asked = &requested.state().share;
    let reserve = ReserveAttempt { opening: &opening(asked, 1), at: Secrets::CODE };
    let tried = changed(reserve.decide(asked, &stamp).unwrap());
    let failed = AttemptFailed { attempt: 1, device: None, at: Secrets::CODE };
    let failed = changed(failed.decide(tried.state(), &stamp).unwrap());
    let plain = house.share().who_opens().created();
    let introduced = Open { who: Some(person("Bruno Lima", "bruno@supplier.example")), ..opening(&plain, 1) };
    let opened = changed(introduced.decide((&plain, Proofs::default()), &stamp).unwrap());
    let edit = Edit { code: Some(true), ..Edit::under(&policy, &house.org.zone) };
    let managed = plain.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let edited = changed(edit.decide(managed, &staff(SATURDAY)).unwrap());
    vec![
        ("RequestCode", Checked::after(head, &requested)),
        ("Share::code_sent", Checked::after(head, &share.code_sent("0100018f".into(), &system(SATURDAY)))),
        ("ReserveAttempt, a code", Checked::after(asked.gate.head, &tried)),
        ("AttemptFailed, a code", Checked::after(tried.state().gate.head, &failed)),
        ("Open, identified", Checked::after(plain.gate.head, &opened)),
        ("Edit", Checked::after(plain.gate.head, &edited)),
    ]
}
