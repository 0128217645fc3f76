"""Which links are followed, and which addresses are connected to."""

import datetime as dt
import ipaddress
import socket
import ssl
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dutydesk.evidence import Lost
from dutydesk.platforms.zalo.media import ZaloMedia
from functions.media.fetching.addresses import is_public, resolved
from functions.media.fetching.downloads import HttpDownloads
from functions.media.fetching.failures import Unfetchable
from functions.media.fetching.links import allowed
from tests.unit.media.fetching.server import MediaServer, serving

HOSTS = ZaloMedia().hosts
PUBLIC, OTHER = "203.119.8.111", "203.119.8.112"
NAME = "f1.photo.zdn.vn"
PHOTO = b"a photo"
YEAR = dt.timedelta(days=365)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://f1.zdn.vn/a.jpg", "https://f1.zdn.vn:443/a.jpg"),
        ("https://F1.ZDN.vn:443/a.jpg?x=1&y=%20#part", "https://f1.zdn.vn:443/a.jpg?x=1&y=%20"),
        ("http://f1.zdn.vn/a.jpg", "https://f1.zdn.vn:443/a.jpg"),
        ("https://f1.zdn.vn", "https://f1.zdn.vn:443/"),
        ("https://f1.zdn.vn./ảnh 1.jpg", "https://f1.zdn.vn:443/%E1%BA%A3nh%201.jpg"),
    ],
)
def test_a_platforms_link_is_followed_by_https(link: str, url: str) -> None:
    assert allowed(link, hosts=HOSTS).url == url


@pytest.mark.parametrize(
    "link",
    [
        "",
        "a.jpg",
        "ftp://f1.zdn.vn/a.jpg",
        "file:///etc/passwd",
        "https://zdn.vn.example/a.jpg",
        "https://evilzdn.vn/a.jpg",
        "https://zdn.vn/a.jpg",
        "https://f1.zdn.vn:8443/a.jpg",
        "http://f1.zdn.vn:443/a.jpg",
        "https://user@f1.zdn.vn/a.jpg",
        "https://f1.zdn.vn@example.org/a.jpg",
        "https://f1.zdn.vn:port/a.jpg",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/a.jpg",
        "https://f1.zdn.vn\\.example.org/a.jpg",
        "https://ｆ1.zdn.vn/a.jpg",
        "http://127.0.0.1:9000/a.jpg",
    ],
)
def test_any_other_link_is_refused(link: str) -> None:
    with pytest.raises(Unfetchable, match=Lost.REFUSED_HOST):
        allowed(link, hosts=HOSTS)


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:9001/a.jpg",
        "https://127.0.0.1:9000/a.jpg",
        "http://localhost:9000/a.jpg",
        "http://127.0.0.1:9000@example.org/",
        "http://x@127.0.0.1:9000/",
    ],
)
def test_the_simulators_origin_lets_nothing_else_in(link: str) -> None:
    with pytest.raises(Unfetchable, match=Lost.REFUSED_HOST):
        allowed(link, hosts=HOSTS, local_origin="http://127.0.0.1:9000")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("203.119.8.111", True),
        ("2405:4800::1", True),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::cb77:86f", True),
        ("2002:a00:1::", False),
        ("not an address", False),
    ],
)
def test_an_address_is_public_or_not(address: str, *, public: bool) -> None:
    assert is_public(address) is public


def test_the_system_is_asked_for_addresses() -> None:
    assert "127.0.0.1" in resolved("127.0.0.1", 80)


class Route(httpcore.NetworkBackend):
    """The way to a public address, which in tests ends at a server of this process; it notes every address."""

    def __init__(self, port: int, *, dead: Iterable[str] = ()) -> None:
        self.port, self.dead, self.taken = port, set(dead), list[str]()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        del port, local_address, socket_options
        self.taken.append(host)
        ipaddress.ip_address(host)
        if host in self.dead:
            raise httpcore.ConnectTimeout
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout)


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what a server of this name proves itself with, and what believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "invented")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), 1, now - YEAR, now + YEAR)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / f"{name}.pem"
    kind, form = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    pem.write_bytes(key.private_bytes(form, kind, serialization.NoEncryption()) + made.public_bytes(form))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cadata=made.public_bytes(form).decode())


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MediaServer, ssl.SSLContext]]:
    """A server that proves to be ``NAME``."""
    proves, believes = certificate(tmp_path_factory.mktemp("tls"), NAME)

    def wrap(plain: socket.socket) -> socket.socket:
        return proves.wrap_socket(plain, server_side=True)

    with serving(wrap) as server:
        server.serve("/1.jpg", PHOTO)
        yield server, believes


class Names:
    """A name service that may answer differently every time."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers, self.asked = list(answers), list[str]()

    def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not found:
            raise OSError("no such name")
        return found


def fetched(
    tls: tuple[MediaServer, ssl.SSLContext], names: Names, *, link: str = f"https://{NAME}/1.jpg", dead: str = ""
) -> tuple[bytes, list[str]]:
    server, believes = tls
    route = Route(server.port, dead=[dead])
    downloads = HttpDownloads(resolve=names, tls=believes, network=route)
    return b"".join(downloads.read(link, hosts=HOSTS, most_bytes=1_000, within_s=5)), route.taken


def test_the_address_that_was_checked_is_the_address_that_is_connected_to(
    tls: tuple[MediaServer, ssl.SSLContext],
) -> None:
    names = Names([PUBLIC], ["127.0.0.1"])
    content, taken = fetched(tls, names)
    assert (content, taken) == (PHOTO, [PUBLIC])
    assert names.asked == [NAME]
    assert f"Host: {NAME}" in tls[0].heads[-1]


def test_an_address_that_is_down_is_passed_over(tls: tuple[MediaServer, ssl.SSLContext]) -> None:
    content, taken = fetched(tls, Names([PUBLIC, OTHER]), dead=PUBLIC)
    assert (content, taken) == (PHOTO, [PUBLIC, OTHER])


def test_tls_still_proves_the_name(tls: tuple[MediaServer, ssl.SSLContext]) -> None:
    with pytest.raises(Unfetchable, match=Lost.UNREACHABLE):
        fetched(tls, Names([PUBLIC]), link="https://f2.photo.zdn.vn/1.jpg")


@pytest.mark.parametrize(
    ("addresses", "lost"),
    [
        (["10.0.0.1"], Lost.PRIVATE_ADDRESS),
        (["169.254.169.254"], Lost.PRIVATE_ADDRESS),
        (["::ffff:127.0.0.1"], Lost.PRIVATE_ADDRESS),
        ([PUBLIC, "192.168.0.1"], Lost.PRIVATE_ADDRESS),
        ([], Lost.UNREACHABLE),
    ],
)
def test_a_name_that_leads_into_a_private_network_is_not_followed(
    tls: tuple[MediaServer, ssl.SSLContext], addresses: list[str], lost: Lost
) -> None:
    with pytest.raises(Unfetchable, match=lost):
        fetched(tls, Names(addresses))
    assert addresses == [] or lost is Lost.PRIVATE_ADDRESS


def test_a_redirect_is_looked_at_as_closely_as_the_link(tls: tuple[MediaServer, ssl.SSLContext]) -> None:
    tls[0].send_on("/moved", f"https://{NAME}/1.jpg", "301 Moved Permanently")
    with pytest.raises(Unfetchable, match=Lost.PRIVATE_ADDRESS):
        fetched(tls, Names([PUBLIC], ["10.0.0.1"]), link=f"https://{NAME}/moved")


@pytest.mark.parametrize(
    "to",
    ["http://169.254.169.254/latest", "https://example.org/1.jpg", "file:///etc/passwd", "http://127.0.0.1:22/"],
)
def test_a_redirect_to_elsewhere_is_refused(tls: tuple[MediaServer, ssl.SSLContext], to: str) -> None:
    tls[0].send_on("/away", to)
    with pytest.raises(Unfetchable, match=Lost.REFUSED_HOST):
        fetched(tls, Names([PUBLIC]), link=f"https://{NAME}/away")


def test_three_redirects_are_followed_and_no_fourth(server: MediaServer) -> None:
    server.serve("/0", PHOTO)
    for number in range(1, 5):
        server.send_on(f"/{number}", f"/{number - 1}")
    downloads = HttpDownloads(local_origin=server.origin)

    def read(path: str) -> bytes:
        return b"".join(downloads.read(server.origin + path, hosts=(), most_bytes=1_000, within_s=5))

    assert read("/3") == PHOTO
    with pytest.raises(Unfetchable, match=Lost.REDIRECTS):
        read("/4")


def test_a_redirect_loop_ends(server: MediaServer) -> None:
    loop = server.send_on("/loop", "/loop")
    with pytest.raises(Unfetchable, match=Lost.REDIRECTS):
        list(HttpDownloads(local_origin=server.origin).read(loop, hosts=(), most_bytes=1_000, within_s=5))
    assert server.asked["/loop"] == 4
