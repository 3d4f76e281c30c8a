//! The guest's cookie: one for each share, so that two links in one browser never mix.

use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use vestibule_domain::{
    gate::{NoSession, SESSION_LIFETIME, Session},
    value::{KeyRing, ShareId},
};

use crate::cookie;

/// A cookie of this prefix comes from this very host, over TLS, for all its paths (RFC 6265bis §4.1.3.2).
pub(super) const PREFIX: &str = "__Host-vst-";

/// The name of a share's cookie: `__Host-vst-shr_…`.
pub fn cookie_name(share: ShareId) -> String {
    format!("{PREFIX}{share}")
}

/// The session of a share among the request's cookies. Of several cookies of the name, which only a neighbour under the
/// same host could have set, the first that we sealed counts.
pub fn read(headers: &HeaderMap, share: ShareId, keys: &KeyRing, now: Timestamp) -> Result<Session, NoSession> {
    cookie::values(headers, &cookie_name(share))
        .find_map(|value| Session::unseal(value, share, keys, now).ok())
        .ok_or(NoSession)
}

/// The `Set-Cookie` that starts a session. The sealed session ends by itself too.
pub fn set_cookie(session: &Session, keys: &KeyRing) -> HeaderValue {
    cookie::set(&cookie_name(session.share), &session.seal(keys), SESSION_LIFETIME.as_secs())
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use http::header;

    use super::*;
    use crate::{
        door::opened::{self, keys},
        request::gateway::event::Event,
    };

    type Tested = Result<(), Box<dyn Error>>;

    fn sealed(cookie: &HeaderValue) -> Result<String, Box<dyn Error>> {
        Ok(cookie.to_str()?.split(';').next().unwrap_or_default().to_owned())
    }

    #[test]
    fn the_cookie_stays_in_this_host_away_from_scripts_and_other_sites() -> Tested {
        let session = opened::session([5; 16]);
        let cookie = set_cookie(&session, &keys());
        let (pair, attributes) = cookie.to_str()?.split_once("; ").ok_or("no attributes")?;
        assert_eq!(pair, format!("__Host-vst-{}={}", session.share, session.seal(&keys())));
        assert_eq!(attributes, "Max-Age=86400; Path=/; Secure; HttpOnly; SameSite=Strict");
        Ok(())
    }

    #[test]
    fn two_shares_in_one_browser_keep_their_own_sessions() -> Tested {
        let (one, two) = (opened::session([5; 16]), opened::session([6; 16]));
        let event = Event::new("GET", "/p")
            .cookie("theme=escuro, não claro")
            .cookie(&sealed(&set_cookie(&one, &keys()))?)
            .cookie(&sealed(&set_cookie(&two, &keys()))?);
        let request = event.request()?;
        let now = opened::NOW.parse()?;
        assert_eq!(read(request.headers(), one.share, &keys(), now), Ok(one));
        assert_eq!(read(request.headers(), two.share, &keys(), now), Ok(two));
        assert_eq!(read(request.headers(), ShareId::new([7; 16]), &keys(), now), Err(NoSession));
        Ok(())
    }

    #[test]
    fn a_session_of_one_share_opens_no_other() -> Tested {
        let (one, other) = (opened::session([5; 16]), ShareId::new([6; 16]));
        let mut headers = HeaderMap::new();
        let moved = format!("{}={}", cookie_name(other), one.seal(&keys()));
        headers.append(header::COOKIE, moved.parse()?);
        assert_eq!(read(&headers, other, &keys(), opened::NOW.parse()?), Err(NoSession));
        Ok(())
    }

    #[test]
    fn a_planted_cookie_does_not_hide_the_real_one() -> Tested {
        let session = opened::session([5; 16]);
        let name = cookie_name(session.share);
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_bytes(b"x=\xff")?);
        headers.append(header::COOKIE, format!("{name}=planted; {name}").parse()?);
        headers.append(header::COOKIE, sealed(&set_cookie(&session, &keys()))?.parse()?);
        assert_eq!(read(&headers, session.share, &keys(), opened::NOW.parse()?), Ok(session));
        Ok(())
    }

    #[test]
    fn no_cookie_is_no_session() -> Tested {
        let now = opened::NOW.parse()?;
        assert_eq!(read(&HeaderMap::new(), ShareId::new([5; 16]), &keys(), now), Err(NoSession));
        Ok(())
    }
}
