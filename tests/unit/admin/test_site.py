"""The whole function: headers, log, and the console's pages."""

import base64
import gzip
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from functions.admin import handler
from functions.admin.pages import Console
from functions.admin.wiring import Site
from tests.unit.admin.desk import TestDesk, call_event, claims_of

FOLDER = Path(handler.__file__).parent / "console"
SIGN_IN = "https://desk.auth.ap-southeast-1.amazoncognito.com"


@pytest.fixture
def site(desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The whole function over the desk."""
    site = Site(api=desk.api, console=Console("client-1", SIGN_IN))
    monkeypatch.setattr(handler, "site", lambda: site)
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "DutyDesk")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "admin")
    return site


def get(
    path: str,
    *,
    claims: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Call the function itself."""
    context = SimpleNamespace(function_name="admin")
    answer: dict[str, Any] = handler.lambda_handler(
        call_event("GET", path, claims=claims, headers=headers, query=query), context
    )
    return answer


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "path", ["/admin/cases", "/admin/openapi.json", "/console/", "/console/config.json", "/console/x"]
)
def test_every_answer_forbids_framing_sniffing_and_referring(path: str) -> None:
    headers = get(path)["headers"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.usefixtures("site")
def test_the_console_loads_no_picture_from_a_platform() -> None:
    assert "img-src 'self' blob:;" in get("/console/")["headers"]["content-security-policy"]


@pytest.mark.usefixtures("site")
def test_no_answer_of_the_api_is_kept_by_a_browser(desk: TestDesk) -> None:
    desk.officer()
    assert get("/admin/cases", claims=claims_of("an"))["headers"]["cache-control"] == "no-store"


@pytest.mark.usefixtures("site")
def test_the_log_names_neither_officer_nor_case(desk: TestDesk, caplog: pytest.LogCaptureFixture) -> None:
    desk.officer()
    case = desk.case()
    get(f"/admin/cases/{case.case_id}", claims=claims_of("an"))
    told = [str(vars(record)) for record in caplog.records if record.message == "answered"]
    assert len(told) == 1
    assert case.case_id not in told[0]
    assert "'an'" not in told[0]


@pytest.mark.usefixtures("site")
def test_the_console_is_served_whole(site: Site) -> None:
    files = sorted(path for path in site.console.folder.rglob("*") if path.is_file())
    assert {"index.html", "app.js", "style.css"} <= {path.name for path in files}
    for path in files:
        answer = get(f"/console/{path.relative_to(site.console.folder).as_posix()}")
        assert answer["statusCode"] == 200
        assert answer["body"] == path.read_text()


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("accepted", ["gzip, deflate, br, zstd", "br;q=1, GZIP;q=0.5", "gzip"])
def test_a_browser_that_takes_gzip_gets_it_under_a_tag_of_its_own(site: Site, accepted: str) -> None:
    plain = get("/console/app.js")
    packed = get("/console/app.js", headers={"accept-encoding": accepted})
    content = base64.b64decode(packed["body"])
    assert (packed["isBase64Encoded"], packed["headers"]["content-encoding"]) == (True, "gzip")
    assert gzip.decompress(content).decode() == plain["body"] == (site.console.folder / "app.js").read_text()
    assert len(content) < len(plain["body"]) / 2
    assert packed["headers"]["etag"] != plain["headers"]["etag"]
    assert {packed["headers"]["vary"], plain["headers"]["vary"]} == {"accept-encoding"}
    assert packed["headers"]["content-security-policy"] == plain["headers"]["content-security-policy"]
    known = {"accept-encoding": accepted, "if-none-match": packed["headers"]["etag"]}
    again = get("/console/app.js", headers=known)
    assert (again["statusCode"], again["headers"]["vary"]) == (304, "accept-encoding")
    assert get("/console/app.js", headers=known | {"accept-encoding": "br"})["statusCode"] == 200


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.0, br"])
def test_whoever_takes_no_gzip_gets_none(accepted: str) -> None:
    answer = get("/console/app.js", headers={"accept-encoding": accepted})
    assert "content-encoding" not in answer["headers"]
    assert answer["body"].startswith("//")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "path", ["/console/../handler.py", "/console/handler.py", "/console/console/index.html", "/console//"]
)
def test_nothing_else_is_served(path: str) -> None:
    assert get(path)["statusCode"] == 404


@pytest.mark.usefixtures("site")
def test_the_console_opens_at_its_folder_and_redirects_to_it() -> None:
    assert get("/console/")["headers"]["content-type"].startswith("text/html")
    redirect = get("/console")
    assert (redirect["statusCode"], redirect["headers"]["location"]) == (302, "console/index.html")


@pytest.mark.usefixtures("site")
def test_a_sign_in_that_comes_back_keeps_its_code() -> None:
    redirect = get("/console", query={"code": "c", "state": "s"})
    assert redirect["headers"]["location"] == "console/index.html?code=c&state=s"


@pytest.mark.usefixtures("site")
def test_a_page_that_the_browser_has_is_not_sent_again() -> None:
    tag = get("/console/app.js")["headers"]["etag"]
    answer = get("/console/app.js", headers={"if-none-match": tag})
    assert (answer["statusCode"], answer["body"]) == (304, "")


@pytest.mark.usefixtures("site")
def test_the_console_learns_where_to_sign_in_and_may_connect_only_there() -> None:
    answer = get("/console/config.json")
    assert json.loads(answer["body"]) == {"client_id": "client-1", "sign_in_url": SIGN_IN, "api": "../admin/"}
    assert f"connect-src 'self' {SIGN_IN};" in answer["headers"]["content-security-policy"]


def test_pages_use_nothing_inline_absolute_or_from_elsewhere() -> None:
    page = (FOLDER / "index.html").read_text()
    for word in ("http:", "https:", "style=", "onclick", "<style", 'src="/', 'href="/'):
        assert word not in page, word
    for script in FOLDER.rglob("*.js"):
        text = script.read_text()
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage"):
            assert word not in text, (script.name, word)
