//! What an invitation to a document says of it.

use vestibule_domain::{
    share::{Password, UpFront},
    value::Locale,
};
use vestibule_fixtures::Reading;

use super::{lit, of, shown};

#[test]
fn an_invitation_to_a_document_names_it_as_far_as_it_may() {
    for locale in Locale::ALL {
        let (reading, mut share) = (Reading::new(), Reading::new().share());
        share.terms.recipient.locale = locale;
        let named = share.document_up_front(Some(&reading.document));
        assert!(named.is_some());
        insta::assert_snapshot!(
            format!("invitation.document.{}", locale.tag()),
            shown(&of(&share, &UpFront::Document(named)))
        );
        share.gate.password = Some(lit::<Password>("correct horse").hash([1; 16]));
        let named = share.document_up_front(Some(&reading.document));
        let mail = of(&share, &UpFront::Document(named));
        assert!(mail.subject.contains("DEMO-CIV-DWG-001") && !shown(&mail).contains("Quay wall"), "{}", mail.text);
    }
}
