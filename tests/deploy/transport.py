"""What the buckets themselves refuse, whatever a role may do: other sites, plain HTTP, and signatures of an age."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from attempts import GUESTS
from client import send
from deployment import ORIGIN
from steps import Steps, same
from twin import Twin
from world import World


def check(world: World, step: Steps) -> None:
    twin, root = Twin(world, "PresignUpload", "transport"), world.client("s3")
    documents, quarantine = world.physical("DocumentsBucket"), world.physical("QuarantineBucket")
    root.put_object(Bucket=documents, Key=GUESTS, Body=b"x")

    with step("browsers may send files into quarantine from the portal's pages alone"):
        for origin, status in ((ORIGIN, 200), ("https://evil.example", 403)):
            asked = {
                "origin": origin,
                "access-control-request-method": "PUT",
                "access-control-request-headers": "x-amz-checksum-sha256",
            }
            answer = send("OPTIONS", f"{world.aws.url}/{quarantine}/transport", asked).expect(status)
            allowed = answer.headers["access-control-allow-origin"]
            same(allowed, ORIGIN if status == 200 else None, "the origin that is allowed")

    with step("a way out works over TLS, not over plain HTTP"):
        for plain, status in ((False, 200), (True, 403)):
            url = twin.client("s3", plain).generate_presigned_url(
                "get_object", Params={"Bucket": documents, "Key": GUESTS}, ExpiresIn=3600
            )
            send("GET", url, {}).expect(status)

    with step("a way out ends after a minute, a way in after the upload window, whatever was signed"):
        for operation, bucket, window, method in (
            ("get_object", documents, 60, "GET"),
            ("put_object", quarantine, int(world.environment("PresignUpload")["UPLOAD_WINDOW_SECONDS"]), "PUT"),
        ):
            for age, status in ((window - 20, 200), (window + 5, 403)):
                signed_at = datetime.now(UTC) - timedelta(seconds=age)
                with patch(
                    "botocore.auth.get_current_datetime", lambda *_, at=signed_at, **__: at.replace(tzinfo=None)
                ):
                    url = twin.client("s3").generate_presigned_url(
                        operation, Params={"Bucket": bucket, "Key": GUESTS}, ExpiresIn=2 * window + 3600
                    )
                send(method, url, {}, b"x" if method == "PUT" else None).expect(status)
