"""Sign in as an officer's browser does: the hosted page, a code, and the code exchanged with PKCE."""

import base64
import hashlib
import html
import json
import re
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

from local.errors import SignInRefused
from local.web import web

HIDDEN_FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Where officers sign in, and as which application."""

    url: str
    client_id: str
    redirect_uri: str
    scope: str = "openid"

    @classmethod
    def load(cls, file: Path) -> "SignIn":
        """Return what ``save`` wrote."""
        return cls(**json.loads(file.read_text()))

    def save(self, file: Path) -> None:
        """Keep it for later commands."""
        file.write_text(json.dumps(asdict(self)))

    def id_token(self, username: str, password: str) -> str:
        """Return the officer's id token, which only proves who they are.

        Raises:
            SignInRefused: name, password or application is not accepted.
        """
        verifier = secrets.token_urlsafe(48)
        with web(base_url=self.url, timeout=TIMEOUT_S) as browser:
            code = self._code(browser, verifier, username, password)
            answer = browser.post(
                "/oauth2/token",
                data={
                    "grant_type": "authorization_code",
                    "client_id": self.client_id,
                    "redirect_uri": self.redirect_uri,
                    "code": code,
                    "code_verifier": verifier,
                },
            )
        if not answer.is_success:
            raise SignInRefused(f"the code was not exchanged: HTTP {answer.status_code}")
        token: str = answer.json()["id_token"]
        return token

    def _code(self, browser: httpx.Client, verifier: str, username: str, password: str) -> str:
        """Fill in the hosted form and return the code that it sends the browser away with."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        form = browser.get(
            "/oauth2/authorize",
            params={
                "response_type": "code",
                "client_id": self.client_id,
                "redirect_uri": self.redirect_uri,
                "scope": self.scope,
                "code_challenge": challenge,
                "code_challenge_method": "S256",
                "state": secrets.token_urlsafe(8),
            },
        )
        fields = {name: html.unescape(value) for name, value in HIDDEN_FIELD.findall(form.text)}
        sent = browser.post("/login", data={**fields, "username": username, "password": password})
        location = sent.headers.get("location", "")
        code = parse_qs(urlsplit(location).query).get("code")
        if not code:
            raise SignInRefused(f"{username} was not signed in: HTTP {sent.status_code}")
        return str(code[0])
