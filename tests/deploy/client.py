"""Who calls the API from outside: staff with a token, guests with a link and a browser's cookies."""

import hashlib
import http.client
import json
import urllib.parse
from dataclasses import dataclass

from steps import Wrong


@dataclass(frozen=True)
class Answer:
    asked: str
    status: int
    headers: http.client.HTTPMessage
    text: str

    def expect(self, status: int) -> "Answer":
        if self.status != status:
            raise Wrong(f"{self.asked} was answered {self.status} instead of {status}: {self.text[:600]}")
        return self

    @property
    def body(self):
        return json.loads(self.text) if self.text else {}


def send(method: str, url: str, headers: dict[str, str], content: bytes | None = None) -> Answer:
    """One request; redirects are not followed. The answer names the path, never a query: it may be signed."""
    target = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(target.hostname, target.port, timeout=60)
    try:
        path = target.path + (f"?{target.query}" if target.query else "")
        connection.request(method, path, content, headers)
        got = connection.getresponse()
        return Answer(f"{method} {target.path}", got.status, got.headers, got.read().decode("utf-8", "replace"))
    finally:
        connection.close()


def _call(api: str, method: str, path: str, body: object, headers: dict[str, str]) -> Answer:
    content = None if body is None else json.dumps(body).encode()
    if content is not None:
        headers = {"content-type": "application/json", **headers}
    return send(method, api + path, headers, content)


class Staff:
    """A signed-in caller."""

    def __init__(self, api: str, token: str | None):
        self.api = api
        self._sign_in = {"authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return _call(self.api, method, path, body, {**self._sign_in, **named})


class Guest:
    """Somebody with a browser. Its cookies are `__Host-…; Secure`, which no client sends back over plain HTTP: they
    are kept by hand."""

    def __init__(self, api: str, origin: str):
        self.api, self._origin = api, origin
        self._cookies: dict[str, str] = {}
        self._csrf: dict[str, str] = {}

    def call(self, method: str, path: str, body: object = None, accept: str = "application/json") -> Answer:
        headers = {
            "accept": accept,
            "origin": self._origin,
            "sec-fetch-site": "same-origin",
            "user-agent": "Mozilla/5.0 (deployment test)",
        }
        if self._cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if path.startswith("/p/") and (csrf := self._csrf.get(path.split("/")[2])):
            headers["vestibule-csrf"] = csrf
        return _call(self.api, method, path, body, headers)

    def basis(self, page: str, task: str) -> str:
        """What there is to read now in a task of a share, in the word that a completion or a decision names."""
        tasks = self.call("GET", f"{page}?cursor={task}").expect(200).body["tasks"]
        return next(one["basis"] for one in tasks if one["id"] == task)

    def complete(self, page: str, task: str) -> Answer:
        """Completes a task of a share as it stands."""
        return self.call("POST", f"{page}/tasks/{task}/complete", {"basis": self.basis(page, task)})

    def peek(self, token: str) -> Answer:
        return self._kept(self.call("POST", "/i/peek", {"token": token}))

    def open(self, token: str, **more: object) -> Answer:
        """Peeks, consents and presses Continue."""
        seen = self.peek(token).expect(200).body
        given = {"notice": seen["notice"]["sha256"], "consent": "yes", **more}
        answer = self._kept(self.call("POST", f"/i/{seen['share']}", given))
        if answer.status == 200:
            self._csrf[answer.body["share"]] = answer.body["csrf"]
        return answer

    def ask_for_link(self, share: str, token: str) -> Answer:
        """Comes with a dead link, and asks for another one."""
        self.peek(token).expect(410)
        return self.call("POST", f"/i/{share}/request", {})

    def ask_for_code(self, share: str, token: str) -> Answer:
        """Comes with a link, and asks for its code."""
        self.peek(token).expect(200)
        return self.call("POST", f"/i/{share}/code", {})

    def _kept(self, answer: Answer) -> Answer:
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            if value:
                self._cookies[name] = value
            else:
                self._cookies.pop(name, None)
        return answer

    def cookies(self) -> list[str]:
        return list(self._cookies)


def announcement(name: str, content: bytes, **more: object) -> dict:
    """What is told of a file before it is sent."""
    sha256 = hashlib.sha256(content).hexdigest()
    return {"name": name, "type": "application/pdf", "size": len(content), "sha256": sha256, **more}


def put(way_in: dict, content: bytes) -> Answer:
    """Sends bytes by a presigned URL, with the headers that were signed."""
    return send(way_in["method"], way_in["url"], way_in["headers"], content)
