"""What happens to a request of any kind: nobody answers, somebody says no, or says something else."""

from __future__ import annotations

import socket
import ssl
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from threading import Lock

import pytest

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.credentials import basic, bearer
from radlane.dicomweb.session import ClientCertificate
from radlane.errors import ArchiveDenied, ArchiveError, ArchiveUnavailable, RadlaneError
from support.archives import results
from support.pacs import Pacs, archive, as_json, running
from support.radiographs import STUDY, radiograph
from support.scripted import Asked, Reply, serving

CANARY = "CANARY^PATIENT"


def _query(archive: Archive, folder: Path) -> object:
    return archive.find_study(STUDY)


def _retrieve(archive: Archive, folder: Path) -> object:
    index = archive.find_study(STUDY)
    return archive.retrieve(index, index.series[0].instances, folder / "spool")


def _store(archive: Archive, folder: Path) -> object:
    return archive.store(results(folder / "result"))


# What is asked for, and the request that goes wrong.
ACTIONS = [
    pytest.param(_query, "GET", "/studies", id="query"),
    pytest.param(_query, "GET", rf"/{STUDY}/instances", id="instances"),
    pytest.param(_query, "GET", "/metadata", id="metadata"),
    pytest.param(_retrieve, "GET", r"/instances/[\d.]+", id="retrieve"),
    pytest.param(_store, "POST", r"/studies/[\d.]+", id="store"),
]


@pytest.fixture
def pacs() -> Pacs:
    return Pacs(radiograph())


@pytest.mark.parametrize(("action", "method", "path"), ACTIONS)
@pytest.mark.parametrize(
    ("reply", "kind", "retry_after"),
    [
        (Reply(status=503, headers={"Retry-After": "7"}, body=CANARY.encode()), ArchiveUnavailable, 7.0),
        (Reply(status=429, headers={"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"}), ArchiveUnavailable, 0.0),
        (Reply(status=500, body=CANARY.encode()), ArchiveUnavailable, None),
        (Reply(status=401, headers={"WWW-Authenticate": f'Basic realm="{CANARY}"'}), ArchiveDenied, None),
        (Reply(status=403, body=CANARY.encode()), ArchiveDenied, None),
        (Reply(status=302, headers={"Location": f"/{CANARY}"}), ArchiveError, None),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Reply) else None,
)
def test_what_an_archive_says_no_with(
    pacs: Pacs, tmp_path: Path, action: object, method: str, path: str, reply: Reply, kind: type, retry_after: object
) -> None:
    pacs.on(method, path, repeat(reply))
    with running(pacs) as url, pytest.raises(RadlaneError) as failed:
        action(archive(url), tmp_path)  # type: ignore[operator]
    assert type(failed.value) is kind
    assert getattr(failed.value, "retry_after_s", None) == retry_after
    assert CANARY not in str(failed.value)
    assert pacs.count("GET", CANARY) == 0


@pytest.mark.parametrize(("action", "method", "path"), ACTIONS)
@pytest.mark.parametrize(
    "reply",
    [
        Reply(wait_s=30),  # it hangs
        Reply(body=b" " * 4096, drip_s=0.2),  # it never ends
        Reply(drops=True),  # it ends without an answer, twice
        Reply(drips_head=b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 4096, drip_s=0.2),
        Reply(drips_head=b"HTTP/1.1 100 Continue\r\n\r\n" * 100, drip_s=0.05),
    ],
    ids=["hangs", "drips", "drops", "a head that drips", "it is always going to answer"],
)
def test_whoever_does_not_answer_is_not_waited_for(
    pacs: Pacs, tmp_path: Path, action: object, method: str, path: str, reply: Reply
) -> None:
    pacs.on(method, path, repeat(reply))
    begin = time.monotonic()
    with running(pacs) as url, pytest.raises(ArchiveUnavailable) as failed:
        action(archive(url, read_seconds=0.5), tmp_path)  # type: ignore[operator]
    assert failed.value.retryable
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(("action", "method", "path"), ACTIONS)
def test_a_connection_that_was_closed_meanwhile_is_made_again(
    pacs: Pacs, tmp_path: Path, action: object, method: str, path: str
) -> None:
    pacs.on(method, path, [Reply(drops=True)])
    with running(pacs) as url:
        action(archive(url), tmp_path)  # type: ignore[operator]


def test_nobody_listens(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(ArchiveUnavailable):
        archive(f"http://127.0.0.1:{port}").find_study(STUDY)


@pytest.mark.parametrize(
    "url",
    [
        "http://no-such-host.invalid",  # no such name
        "http://exa mple",  # no address at all
    ],
)
def test_there_is_no_such_address(url: str) -> None:
    with pytest.raises(ArchiveError):
        archive(url).find_study(STUDY)


def test_a_token_is_read_for_each_request(pacs: Pacs, tmp_path: Path) -> None:
    """An expired token is an error that says so, and is gone when its file is replaced."""
    token = tmp_path / "token"
    token.write_text("expired\n")

    def answer(asked: Asked) -> Reply:
        return pacs.answer(asked) if asked.headers["Authorization"] == "Bearer fresh" else Reply(status=401)

    with serving(answer) as url:
        tried = archive(url, authorization=bearer(token))
        with pytest.raises(ArchiveDenied) as denied:
            tried.find_study(STUDY)
        assert denied.value.retryable
        assert "expired" not in str(denied.value)
        token.write_text("fresh\n")
        assert tried.find_study(STUDY).study_instance_uid == STUDY


def test_nothing_of_the_machine_is_used(pacs: Pacs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy variables, no .netrc, no cookies; the name of the host has its port, and nothing is compressed."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login x password y\n")
    pacs.on("GET", "/studies", [Reply(status=204, headers={"Set-Cookie": "a=b"})])
    with running(pacs) as url:
        tried = archive(url)
        assert tried.study_uids() == ()
        tried.find_study(STUDY)
    for asked in pacs.asked:
        assert asked.headers["Host"] == url.removeprefix("http://")
        assert asked.headers["Accept-Encoding"] == "identity"
        assert not {"authorization", "cookie", "proxy-authorization"} & {name.lower() for name in asked.headers}


def test_a_password_is_sent_as_it_is(pacs: Pacs, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("pässwort:1\n")
    with running(pacs) as url:
        archive(url, authorization=basic("radlane", password)).find_study(STUDY)
    assert {asked.headers["Authorization"] for asked in pacs.asked} == {"Basic cmFkbGFuZTpww6Rzc3dvcnQ6MQ=="}


def test_connections_are_few_and_requests_are_paced(pacs: Pacs) -> None:
    busy, most, lock, begun = 0, 0, Lock(), []

    def answer(asked: Asked) -> Reply:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
            begun.append(time.monotonic())
        time.sleep(0.02)
        with lock:
            busy -= 1
        return pacs.answer(asked)

    with serving(answer) as url:
        shared = archive(url, connections=2, requests_per_second=100.0)
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(lambda _: shared.find_study(STUDY), range(6)))
    assert most == 2
    assert max(begun) - min(begun) > 0.9 * (len(begun) - 1) / 100


def test_an_answer_that_does_not_end_is_left(pacs: Pacs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radlane.dicomweb.session.MOST_JSON_BYTES", 1000)
    pacs.on("GET", "/studies", [as_json([{"00080005": {"vr": "CS", "Value": ["x" * 2000]}}])])
    with running(pacs) as url, pytest.raises(ArchiveError, match="too large"):
        archive(url).find_study(STUDY)


def test_tls_with_a_certificate_of_ones_own(pacs: Pacs, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(pacs.answer, context) as url:
        assert archive(url, ca_file=certificate).find_study(STUDY).study_instance_uid == STUDY
        with pytest.raises(ArchiveError, match="TLS") as untrusted:
            archive(url).find_study(STUDY)
        assert not untrusted.value.retryable
    with running(pacs) as plain, pytest.raises(ArchiveError, match="TLS"):
        archive(plain.replace("http:", "https:"), ca_file=certificate).find_study(STUDY)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> ClientCertificate:
    """A certificate of radlane's own, which is its own authority, and its key."""
    folder = tmp_path_factory.mktemp("client")
    made = ClientCertificate(certificate_file=folder / "client.crt", key_file=folder / "client.key")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=radlane"]
    files = ["-keyout", made.key_file, "-out", made.certificate_file]
    subprocess.run([*command, *files], capture_output=True, check=True)
    return made


@pytest.fixture
def asks_for_certificates(certificate: Path, client: ClientCertificate) -> ssl.SSLContext:
    """TLS of a PACS that lets in who has that certificate (RFC 8446 section 4.3.2)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(client.certificate_file)
    return context


@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_certificate_of_our_own_is_shown(
    pacs: Pacs,
    certificate: Path,
    client: ClientCertificate,
    asks_for_certificates: ssl.SSLContext,
    newest: ssl.TLSVersion,
    tmp_path: Path,
) -> None:
    asks_for_certificates.maximum_version = newest
    with serving(pacs.answer, asks_for_certificates) as url:
        shown = archive(url, ca_file=certificate, certificate=client)
        assert shown.find_study(STUDY).study_instance_uid == STUDY
        assert {outcome.state for outcome in shown.store(results(tmp_path / "result")).outcomes} == {"stored"}
        pacs.asked.clear()
        with pytest.raises(ArchiveError):
            archive(url, ca_file=certificate).find_study(STUDY)
    assert pacs.asked == []


def test_a_certificate_goes_only_to_whom_we_trust(
    pacs: Pacs, client: ClientCertificate, asks_for_certificates: ssl.SSLContext
) -> None:
    with serving(pacs.answer, asks_for_certificates) as url, pytest.raises(ArchiveError, match="TLS"):
        archive(url, certificate=client).find_study(STUDY)


@pytest.mark.parametrize("what", ["absent", "no PEM", "another's key", "an encrypted key"])
def test_a_certificate_that_cannot_be_used(
    pacs: Pacs, certificate: Path, client: ClientCertificate, tmp_path: Path, what: str
) -> None:
    """It is an error, and never a question for a passphrase."""
    key_file = tmp_path / f"{CANARY}.key"
    if what == "no PEM":
        key_file.write_text("no PEM")
    elif what == "another's key":
        key_file.write_text(certificate.read_text())
    elif what == "an encrypted key":
        command = ["openssl", "rsa", "-aes256", "-passout", "pass:secret", "-in", client.key_file, "-out", key_file]
        subprocess.run(command, capture_output=True, check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    broken = ClientCertificate(certificate_file=client.certificate_file, key_file=key_file)
    with serving(pacs.answer, context) as url, pytest.raises(ArchiveError) as failed:
        archive(url, ca_file=certificate, certificate=broken).find_study(STUDY)
    assert CANARY not in str(failed.value)
    assert pacs.asked == []


@pytest.mark.parametrize("content", [None, "no certificate"], ids=["absent", "none"])
def test_a_file_of_certificates_that_is_none(pacs: Pacs, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / f"{CANARY}.pem"
    if content:
        path.write_text(content)
    with running(pacs) as url, pytest.raises(ArchiveError) as failed:
        archive(url.replace("http:", "https:"), ca_file=path).find_study(STUDY)
    assert CANARY not in str(failed.value)
