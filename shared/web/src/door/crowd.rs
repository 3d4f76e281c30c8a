//! A browser in which many shares were opened: the oldest cookies go, so that its requests stay below API Gateway's
//! 10,240 bytes of headers (HTTP API quotas) and none of them fails.

use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use vestibule_domain::{
    gate::{KnownDevice, Landing, Session},
    value::{KeyRing, ShareId},
};

use super::{device, landing, session};
use crate::cookie;

/// Cookies of visits and landings that a browser keeps: at some 150 bytes each, a third of what the headers may take.
pub const MAX_COOKIES: usize = 20;
/// Shares to which a browser is known, beside those: another eighth.
pub const MAX_DEVICES: usize = 10;

/// A cookie of ours.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Held<'a> {
    /// `None`: it has ended already, or is none that we sealed.
    ends_at: Option<Timestamp>,
    name: &'a str,
}

/// What the cookies of a browser are for, each with a number of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// A session or a landing.
    Visit,
    /// A known browser.
    Device,
}

/// Makes room for one more cookie: takes away what is past or none of ours, and of the rest the first to end. The
/// cookies of `share` itself are left alone.
pub fn make_room(headers: &HeaderMap, of: For, share: ShareId, keys: &KeyRing, now: Timestamp) -> Vec<HeaderValue> {
    let held = cookie::all(headers).filter_map(|(name, value)| Held::read((name, value), of, share, keys, now));
    let mut held: Vec<_> = held.collect();
    held.sort();
    held.dedup_by_key(|held| held.name);
    let most = if of == For::Visit { MAX_COOKIES } else { MAX_DEVICES };
    let too_many = (held.len() + 1).saturating_sub(most);
    let dead = held.iter().filter(|held| held.ends_at.is_none()).count();
    held[..too_many.max(dead)].iter().map(|held| cookie::set(held.name, "", 0)).collect()
}

impl<'a> Held<'a> {
    /// `None`: it is of `share`, or no cookie of ours by its name.
    fn read((name, value): (&'a str, &str), what: For, share: ShareId, keys: &KeyRing, now: Timestamp) -> Option<Self> {
        let of = |prefix: &str| name.strip_prefix(prefix)?.parse::<ShareId>().ok().filter(|of| *of != share);
        let ends_at = match what {
            For::Device => KnownDevice::unseal(value, of(device::PREFIX)?, keys, now).ok().map(|known| known.ends_at()),
            For::Visit => match of(session::PREFIX) {
                Some(of) => Session::unseal(value, of, keys, now).ok().map(|session| session.ends_at()),
                None => Landing::unseal(value, of(landing::PREFIX)?, keys, now).ok().map(|landing| landing.ends_at()),
            },
        };
        Some(Self { ends_at, name })
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use http::header;
    use vestibule_domain::{
        share::Device,
        value::{Assurance, DeviceId},
    };
    use vestibule_fixtures::House;

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
        let gone = make_room(headers, For::Visit, ShareId::new([99; 16]), &keys(), now.parse()?);
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
    fn a_browser_is_known_to_ten_shares_beside_those_that_are_open() -> Tested {
        let mut headers = browser(1..20)?;
        let mut share = House::new().share().created();
        for n in 1..=12 {
            share.terms.id = ShareId::new([n; 16]);
            let device = Device::of(&share, DeviceId::new([7; 16]), Assurance::LINK);
            let cookie = device::set_cookie(&KnownDevice::new(device, opened::NOW.parse()?), &keys());
            headers.append(header::COOKIE, cookie.to_str()?.split(';').next().unwrap_or_default().parse()?);
        }
        assert_eq!(gone(&headers, opened::NOW)?, [""; 0]);
        let gone = make_room(&headers, For::Device, ShareId::new([99; 16]), &keys(), opened::NOW.parse()?);
        assert_eq!(gone.len(), 3);
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
