//! Addresses under the portal's host that lead to no page: where who came there finds a page of ours that goes on.

use percent_encoding::percent_decode_str;
use vestibule_domain::value::ShareId;

use crate::invitation::DOOR;

/// Where a browser is sent that asked for a page at this path. `None`: nobody can tell what was meant.
///
/// Mail programs escape the `#` of links; people go back to what a form was sent to, or bookmark it.
pub(crate) fn way_on(path: &str) -> Option<String> {
    let readable = percent_decode_str(path).decode_utf8().ok()?;
    if let Some((_, code)) = readable.split_once("#vst1_") {
        let code: String = code.chars().take_while(char::is_ascii_alphanumeric).collect();
        return Some(format!("{DOOR}#vst1_{code}"));
    }
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let (first, second) = (parts.next(), parts.next());
    let share = second.and_then(|part| part.parse::<ShareId>().ok());
    match (first, share) {
        (None, _) | (Some("p" | "i"), None) => Some(DOOR.to_owned()),
        (Some(door @ ("p" | "i")), Some(share)) => Some(format!("/{door}/{share}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::way_on;

    #[test]
    fn every_address_of_the_portal_leads_on() {
        let share = "shr_0000000000000000000007";
        let to = |place: &str| Some(place.to_owned());
        for (path, on) in [
            ("/", to("/i")),
            ("//", to("/i")),
            ("/i/", to("/i")),
            ("/i/peek", to("/i")),
            ("/i/open", to("/i")),
            ("/p", to("/i")),
            ("/p/nothing", to("/i")),
            ("/i%23vst1_1AbC", to("/i#vst1_1AbC")),
            ("/i%23vst1_1AbC%0d%0aSet-Cookie", to("/i#vst1_1AbC")),
            ("/%69%23vst1_1AbC", to("/i#vst1_1AbC")),
            (&format!("/p/{share}/"), to(&format!("/p/{share}"))),
            (&format!("/p/{share}/tasks/details/complete"), to(&format!("/p/{share}"))),
            (&format!("/i/{share}/request"), to(&format!("/i/{share}"))),
            ("/v1/shares/x", None),
            ("/assets/gone.js", None),
            ("/favicon.ico", None),
            ("/%ff", None),
        ] {
            assert_eq!(way_on(path), on, "{path}");
        }
    }
}
