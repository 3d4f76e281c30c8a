//! `GET /v1/members`: everybody in the org, or in one project; one query a page.

use axum::{Json, extract::State};
use vestibule_api::staff::{Member, MemberOptions, Members, PageSize, SeatCount};
use vestibule_cloud::store::{MemberCursor, MembersPage};
use vestibule_domain::staff::{self, Right, Seats};
use vestibule_web::{
    answer::{
        Problem,
        people_view::{Seen, member},
    },
    request::{Claims, Query, cursor},
};

use crate::Settings;

pub(crate) async fn list_members(
    State(settings): State<Settings>,
    claims: Claims,
    Query(options): Query<MemberOptions>,
) -> Result<Json<Members>, Problem> {
    let after = cursor::<MemberCursor>(options.cursor.as_deref())?;
    let by = settings.staff.member(&claims).await?;
    match &options.project {
        Some(project) => {
            let authority = by.authority(project, Right::ViewMembers)?;
            let limit: u8 = PageSize::or_usual(options.limit);
            let within = (&by.org, authority.project());
            let page = settings.staff.store.members_of_project(within, after.as_ref(), limit.into()).await?;
            Ok(Json(answer(&page, Seen::by(&by, Some(project)), None)))
        }
        None => settings.list_everybody(&by, after.as_ref(), PageSize::or_usual(options.limit)).await,
    }
}

impl Settings {
    async fn list_everybody(
        &self,
        by: &staff::Member,
        after: Option<&MemberCursor>,
        limit: i32,
    ) -> Result<Json<Members>, Problem> {
        let _seen = by.org_authority(Right::ViewOrgMembers)?;
        let store = &self.staff.store;
        let (org, page) = tokio::try_join!(store.org(&by.org), store.members(&by.org, after, limit))?;
        let seats = org.map(|org| org.seats).map(|Seats { taken, limit }| SeatCount { taken, limit });
        Ok(Json(answer(&page, Seen::by(by, None), seats)))
    }
}

fn answer(page: &MembersPage, seen: Seen<'_>, seats: Option<SeatCount>) -> Members {
    let members: Vec<Member> = page.members.iter().map(|listed| member(listed, seen)).collect();
    Members { members, seats, cursor: page.next.as_ref().map(ToString::to_string) }
}
