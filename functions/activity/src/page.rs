//! One page of a list of shares, as it is asked for and answered.

use axum::Json;
use vestibule_api::staff::{PageSize, Shares};
use vestibule_cloud::listing::{Cursor, Page, Paging};
use vestibule_domain::Timestamp;
use vestibule_web::{
    answer::{Problem, share_view::share},
    request::{cursor, no_cursor},
};

use crate::left::Left;

/// Where the page begins. Refuses the cursor of another list with the 400 of a query.
pub(crate) fn start(text: Option<&str>, is_of_list: impl FnOnce(&Cursor) -> bool) -> Result<Option<Cursor>, Problem> {
    match cursor(text)? {
        Some(cursor) if !is_of_list(&cursor) => Err(no_cursor()),
        cursor => Ok(cursor),
    }
}

/// The page after `cursor`, which is from the answer before.
pub(crate) fn paging(descending: bool, limit: Option<PageSize>, cursor: Option<&Cursor>) -> Paging<'_> {
    Paging { descending, limit: PageSize::or_usual(limit), cursor }
}

/// The page with who of its shares' creators has left.
pub(crate) fn answer(page: &Page, left: &Left, now: Timestamp) -> Json<Shares> {
    let shares = page.shares.iter().map(|mailed| left.told(mailed, share(mailed, now))).collect();
    Json(Shares { shares, cursor: page.cursor.as_ref().map(Cursor::to_string) })
}
