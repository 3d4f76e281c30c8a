"""What S3 knows of how a request was signed: `s3:authType` and `s3:signatureAge`."""

from datetime import UTC, datetime


def of_signature(query: dict, headers: dict) -> dict[str, str]:
    signed_at = _first(query, "X-Amz-Date")
    if signed_at:
        age = datetime.now(UTC) - datetime.strptime(signed_at, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return {"s3:authType": "REST-QUERY-STRING", "s3:signatureAge": str(int(age.total_seconds() * 1000))}
    return {"s3:authType": "REST-HEADER"} if "authorization" in headers else {}


def _first(query: dict, name: str) -> str | None:
    value = next((value for key, value in query.items() if key.lower() == name.lower()), None)
    return value[0] if isinstance(value, list) and value else value or None
