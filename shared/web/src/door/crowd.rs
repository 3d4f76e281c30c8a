//! A browser in which many shares were opened: the oldest cookies go, so that its requests stay below API Gateway's
//! 10,240 bytes of headers (HTTP API quotas) and none of them fails.

use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use vestibule_domain::{
    gate::{Landing, Session},
    value::{KeyRing, ShareId},
};

use super::{cookie, landing, session};

/// Cookies of ours that a browser keeps: at some 150 bytes each, a third of what the headers may take.
pub const MAX_COOKIES: usize = 20;

/// Makes room for one more cookie: takes away what is past or none of ours, and of the rest the first to end. The
/// cookies of `share` itself are left alone.
pub fn make_room(headers: &HeaderMap, share: ShareId, keys: &KeyRing, now: Timestamp) -> Vec<HeaderValue> {
    let mut held: Vec<(Option<Timestamp>, &str)> = cookie::all(headers)
        .filter_map(|(name, value)| Some((ends_at(name, value, share, keys, now)?, name)))
        .collect();
    held.sort();
    held.dedup_by_key(|(_, name)| *name);
    let too_many = (held.len() + 1).saturating_sub(MAX_COOKIES);
    let dead = held.iter().filter(|(ends_at, _)| ends_at.is_none()).count();
    held[..too_many.max(dead)].iter().map(|(_, name)| cookie::set(name, "", 0)).collect()
}

/// When a cookie of ours for another share ends; within, `None` where it has ended already.
fn ends_at(name: &str, value: &str, share: ShareId, keys: &KeyRing, now: Timestamp) -> Option<Option<Timestamp>> {
    if let Some(of) = name.strip_prefix(session::PREFIX) {
        let of = of.parse().ok().filter(|of| *of != share)?;
        return Some(Session::unseal(value, of, keys, now).ok().map(|session| session.ends_at()));
    }
    let of = name.strip_prefix(landing::PREFIX)?.parse().ok().filter(|of| *of != share)?;
    Some(Landing::unseal(value, of, keys, now).ok().map(|landing| landing.ends_at()))
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use http::header;

    use super::*;
    use crate::door::opened::{self, keys};

    type Tested = Result<(), Box<dyn Error>>;

    /// A `Cookie` header of sessions of these shares.
    fn browser(shares: impl Iterator<Item = u8>) -> Result<HeaderMap, Box<dyn Error>> {
        let mut headers = HeaderMap::new();
        for n in shares {
            let cookie = session::set_cookie(&opened::session([n; 16]), &keys());
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default().to_owned();
            headers.append(header::COOKIE, pair.parse()?);
        }
        Ok(headers)
    }

    fn gone(headers: &HeaderMap, now: &str) -> Result<Vec<String>, Box<dyn Error>> {
        let gone = make_room(headers, ShareId::new([99; 16]), &keys(), now.parse()?);
        let name = |cookie: &HeaderValue| Ok(cookie.to_str()?.split('=').next().unwrap_or_default().to_owned());
        gone.iter().map(name).collect()
    }

    #[test]
    fn twenty_shares_stay_open_in_one_browser() -> Tested {
        assert_eq!(gone(&browser(1..20)?, opened::NOW)?, [""; 0]);
        assert_eq!(gone(&browser(1..=45)?, opened::NOW)?.len(), 26);
        Ok(())
    }

    #[test]
    fn what_has_ended_goes_first_and_other_cookies_are_left_alone() -> Tested {
        let mut headers = browser(1..=2)?;
        let dead = format!("{}=nothing", session::cookie_name(ShareId::new([7; 16])));
        headers.append(header::COOKIE, format!("{dead}; theme=dark; __Host-vst-x=1; __Host-vsl-=2").parse()?);
        assert_eq!(gone(&headers, opened::NOW)?, [session::cookie_name(ShareId::new([7; 16]))]);
        Ok(())
    }
}
