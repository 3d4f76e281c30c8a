//! One page of a list of shares, as it is asked for and answered.

use axum::Json;
use vestibule_api::staff::Shares;
use vestibule_cloud::listing::{Cursor, Page, Paging};
use vestibule_domain::Timestamp;
use vestibule_web::answer::share_view::share;

/// Shares of a page, unless the request says how many.
const DEFAULT_LIMIT: u8 = 50;
/// Shares of a page, at most.
const MAX_LIMIT: u8 = 100;

/// The page after `cursor`, which is from the answer before.
pub(crate) fn paging(descending: bool, limit: Option<u8>, cursor: Option<&Cursor>) -> Paging<'_> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT).into();
    Paging { descending, limit, cursor }
}

pub(crate) fn answer(page: &Page, now: Timestamp) -> Json<Shares> {
    let shares = page.shares.iter().map(|mailed| share(mailed, now)).collect();
    Json(Shares { shares, cursor: page.cursor.as_ref().map(Cursor::to_string) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_50_shares_and_at_most_100() {
        let limits = [None, Some(0), Some(7), Some(255)].map(|limit| paging(false, limit, None).limit);
        assert_eq!(limits, [50, 1, 7, 100]);
    }
}
