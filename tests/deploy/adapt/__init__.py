"""Everything in which the emulator is made to differ from ministack as it is. It becomes stricter; laxer only where
it would refuse to deploy or to serve at all.

The template is deployed as SAM transforms it; nothing of it is changed for the emulator's sake. What is adapted is
the emulator, from outside, in its own process (see `launcher.py`). `ADAPTATIONS` at the end gives the reasons.
"""

from collections.abc import Callable

from adapt.access import (
    denials_are_written_down,
    leading_keys_are_known,
    mail_is_checked_by_identity_and_configuration_set,
    missing_objects_are_secret,
    presigned_urls_have_an_age,
)
from adapt.events import (
    failures_leave_by_the_functions_role,
    half_delivered_batches_come_again,
    rules_invoke_asynchronously,
    streams_are_read_by_the_functions_role,
    the_root_speaks_for_aws,
)
from adapt.resources import (
    alarms_of_metric_maths_are_accepted,
    apis_are_imported_from_their_body,
    mail_identities_tell_their_dkim_records,
    malware_protection_is_accepted,
)
from adapt.ways import behind_tls, the_issuer_is_found_on_loopback

# What is adapted, and what ministack 1.5.33 does without it.
ADAPTATIONS: dict[Callable, str] = {
    leading_keys_are_known: "does not know dynamodb:LeadingKeys, neither of a request nor of one item of a transaction",
    mail_is_checked_by_identity_and_configuration_set: "checks ses:SendEmail on * only and knows no ses:FromAddress",
    presigned_urls_have_an_age: "knows neither s3:authType nor s3:signatureAge",
    missing_objects_are_secret: "tells 404 from 403 also to those who may not list the bucket",
    apis_are_imported_from_their_body: "ignores the Body of an HTTP API: it would have no routes",
    half_delivered_batches_come_again: "takes a stream's batch for delivered, whatever batchItemFailures says",
    rules_invoke_asynchronously: "calls a rule's function once: no retry, no destination of failures",
    failures_leave_by_the_functions_role: "sends failed events to their destination without asking the function's role",
    streams_are_read_by_the_functions_role: "reads streams without asking for what the Lambda guide lists",
    the_issuer_is_found_on_loopback: "would look for the issuer of staff tokens on the internet",
    the_root_speaks_for_aws: "lets nobody put an event of aws.guardduty; here the account's root may stand for it",
    denials_are_written_down: "tells of denials only to who was denied",
    malware_protection_is_accepted: "does not know malware protection plans: they are accepted, and do nothing",
    mail_identities_tell_their_dkim_records: "lacks the attributes of an identity that its DNS records are made of",
    alarms_of_metric_maths_are_accepted: "refuses alarms on expressions: they are accepted, and never ring",
    behind_tls: "serves plain HTTP, which the buckets' policies refuse",
}


def all_of_it() -> None:
    for adaptation in ADAPTATIONS:
        if adaptation is not behind_tls:  # it wraps the server, which `launcher.py` starts
            adaptation()
