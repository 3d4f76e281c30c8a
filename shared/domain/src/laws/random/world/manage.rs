//! What staff do, each with their own role.

use super::{
    super::command::{Secret, Staff},
    Verdict, World,
    refusal::manage_refused,
};
use crate::{
    Act,
    fixtures::{changed, member, slug},
    share::{
        ChangePassword, Edit, Expiry, LinkToken, ManageRefused, Managed, ReopenRefused, Revoke, Rotate, Salt, Share,
    },
    staff::{Member, Right, Role},
    task::WholeTask,
    work::{HandBack, HandBackRefused, Item, OnCompleted, TaskHandedBack},
};

impl World {
    pub(super) fn revoke(&mut self, by: Staff) -> Verdict {
        self.manage(by, &Revoke)
    }

    pub(super) fn hand_back(&mut self, by: Staff) -> Verdict {
        let (person, share) = (person(by), self.share.clone());
        let managed = share.managed(self.house.authority_of(&person, Right::ManageOwnShares));
        let managed = managed.map_err(|refused| manage_refused(&refused.into()))?;
        let (company, documents) = (self.house.task("company"), self.house.task("documents"));
        let successors = [documents];
        let about = (Item::Field(slug("about")), "Say more".parse().unwrap());
        let on = OnCompleted {
            run: &self.house.run.clone(),
            progress: &self.house.progress.clone(),
            task: &WholeTask::new(company, vec![], vec![]),
            shares: &[managed],
            senders: &[],
            successors: &successors,
            deciders: &[],
            policy: (&self.house.policy(), &self.house.org.zone.clone()),
        };
        let hand_back = HandBack { accepted: vec![], returned: vec![about], force: true, round: None };
        let made = changed(hand_back.decide(on, &self.as_staff()).map_err(|refused| match refused {
            HandBackRefused::NotCompleted => "not completed",
            HandBackRefused::Reopen(ReopenRefused::Over { .. }) => "over",
            other => panic!("{other}"),
        })?);
        let TaskHandedBack { gates, state, returned, .. } = made.state();
        self.keep_state("company", state);
        let progress = returned.as_ref().unwrap().progress.clone();
        self.house.progress = crate::run::Progress { version: progress.version + 1, ..progress };
        self.commit(&made, &gates[0].clone())
    }

    pub(super) fn rotate(&mut self, by: Staff) -> Verdict {
        let salt = Salt::new([u8::try_from(self.links.len() + 2).unwrap(); 16]);
        self.manage(by, &Rotate { salt, delivery: None, policy: None })?;
        self.links.push(LinkToken::reveal(self.share.id(), self.share.gate.salt, &self.keys).expose().to_owned());
        Ok("ok")
    }

    pub(super) fn extend(&mut self, by: Staff, days: u32) -> Verdict {
        let (zone, policy) = (self.house.org.zone.clone(), self.house.policy());
        self.manage(by, &Edit { expiry: Some(&Expiry::Days(days)), ..Edit::under(&policy, &zone) })
    }

    pub(super) fn change_password(&mut self, by: Staff, to: Option<Secret>) -> Verdict {
        let (password, policy) = (to.map(Secret::hash), self.house.policy());
        self.manage(by, &ChangePassword { password: password.as_ref(), policy: &policy })
    }

    fn manage<A, R>(&mut self, by: Staff, act: &A) -> Verdict
    where
        A: for<'a> Act<Managed<'a>, Made = Share, Refused = R>,
        ManageRefused: From<R>,
    {
        let person = person(by);
        let managed = self.share.managed(self.house.authority_of(&person, Right::ManageOwnShares));
        let managed = managed.map_err(|refused| manage_refused(&refused.into()))?;
        let decided = act.decide(managed, &self.as_staff()).map_err(|refused| manage_refused(&refused.into()))?;
        self.maybe(&decided)
    }
}

fn person(staff: Staff) -> Member {
    match staff {
        Staff::Vera => member("vera", Role::Initiator),
        Staff::Otto => member("otto", Role::Initiator),
        Staff::Carla => member("carla", Role::DocumentController),
    }
}
