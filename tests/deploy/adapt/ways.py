"""How the emulator is reached, and what it reaches."""

import os
from collections.abc import Callable

from ministack.services import apigateway


def the_issuer_is_found_on_loopback() -> None:
    fetch = apigateway._urlopen_async
    issuer, stand_in = os.environ["ISSUER"], os.environ["ISSUER_AT"]

    async def fetched(request, timeout):
        if isinstance(request, str) and request.startswith(issuer):
            request = stand_in + request.removeprefix(issuer)
        return await fetch(request, timeout)

    apigateway._urlopen_async = fetched


def behind_tls(served: Callable) -> Callable:
    """Requests to the first port count as sent over TLS, as if something in front of it had ended TLS."""
    port = int(os.environ["GATEWAY_PORT"])

    async def serve(scope, receive, send):
        if scope["type"] == "http":
            headers = [(name, value) for name, value in scope["headers"] if name != b"x-forwarded-proto"]
            if scope["server"][1] == port:
                headers.append((b"x-forwarded-proto", b"https"))
            scope = {**scope, "headers": headers}
        await served(scope, receive, send)

    return serve
