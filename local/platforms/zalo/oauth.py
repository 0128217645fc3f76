"""OAuth v4: what a refresh token is exchanged for."""

from collections.abc import Callable, Mapping

from local.platforms.config import Settings
from local.platforms.zalo.calls import Outcome
from local.platforms.zalo.tokens import GrantRefused, Tokens

REF_DOC = "https://developers.zalo.me/docs/social-api/tham-khao/ma-loi"


class OAuth:
    """``POST /v4/oa/access_token``."""

    def __init__(self, tokens: Tokens, settings: Callable[[], Settings]) -> None:
        self._tokens = tokens
        self._settings = settings

    def page_of(self, form: Mapping[str, str]) -> str | None:
        """Return the page whose refresh token a form carries, or None."""
        return self._tokens.page_of_refresh(form.get("refresh_token", ""))

    def grant(self, form: Mapping[str, str], secret: str) -> Outcome:
        """Give a new pair of tokens, or say why not; both with HTTP 200."""
        try:
            pair = self._tokens.refresh(
                form.get("refresh_token", ""),
                grant_type=form.get("grant_type", ""),
                app_id=form.get("app_id", ""),
                secret=secret,
            )
        except GrantRefused as refused:
            told = {"error_name": refused.name, "error_reason": refused.reason}
            return Outcome(error=refused.code, body={**told, "ref_doc": REF_DOC, "error": refused.code})
        return Outcome(
            body={
                "access_token": pair.access_token,
                "refresh_token": pair.refresh_token,
                "expires_in": str(self._settings().token_lifetime_s),
            }
        )
