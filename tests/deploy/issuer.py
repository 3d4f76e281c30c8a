"""An identity provider for staff: a discovery document, a key set and tokens, on loopback."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

ISSUER = "https://login.deploy.example/dev"
AUDIENCE = "vestibule-deploy"


class Issuer:
    """What `ISSUER` is known as on the internet is served at `at`."""

    def __init__(self) -> None:
        self._key = _new_key()
        documents = {
            "/.well-known/openid-configuration": {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"},
            "/keys": {"keys": [self._public_key()]},
        }

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                document = documents.get(self.path)
                self.send_response(200 if document else 404)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(document).encode())

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.at = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Issuer":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def token(self, sub: str, *, key: rsa.RSAPrivateKey | None = None, **claims: object) -> str:
        """An RS256 token for half an hour; `claims` replace the usual ones, `key` the issuer's own."""
        now = int(time.time())
        usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": sub, "iat": now, "exp": now + 1800}
        parts = [{"alg": "RS256", "typ": "JWT", "kid": "one"}, {**usual, **claims}]
        signed = ".".join(_text(json.dumps(part).encode()) for part in parts)
        signature = (key or self._key).sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_text(signature)}"

    def forged(self, sub: str) -> str:
        """Right in everything but the key that signed it."""
        return self.token(sub, key=_new_key())

    def _public_key(self) -> dict:
        numbers = self._key.public_key().public_numbers()
        number = lambda value: _text(value.to_bytes((value.bit_length() + 7) // 8, "big"))  # noqa: E731
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": "one",
            "n": number(numbers.n),
            "e": number(numbers.e),
        }


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
