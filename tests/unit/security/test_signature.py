"""Signatures of events, judged by the package of the specification's authors."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from radlane.errors import SettingsError
from radlane.security.signature import read_secret, sign
from support.receiver import OTHER_SECRET, SECRET, secret_file, written

BODY = b'{"type":"job.succeeded"}'


def now() -> int:
    return int(datetime.now(UTC).timestamp())


def test_the_authors_package_takes_it() -> None:
    headers = sign([SECRET], "a-1", now(), BODY)
    assert Webhook(written(SECRET)).verify(BODY, headers) == json.loads(BODY)


def test_the_example_of_the_specification() -> None:
    """Secret, id, time, body and signature as the tests of its libraries have them."""
    secret = b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    headers = sign([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_that_knows_one_of_two_secrets_takes_it() -> None:
    headers = sign([OTHER_SECRET, SECRET], "a-1", now(), BODY)
    for secret in (SECRET, OTHER_SECRET):
        Webhook(written(secret)).verify(BODY, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(written(b"a third secret that was not used")).verify(BODY, headers)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "does not begin"),
        ("c2VjcmV0", "does not begin"),
        ("whsec_§§", "no base64"),
        ("whsec_" + "QUFB" * 5, "24 to 64 bytes"),
        ("whsec_" + "QUFB" * 30, "24 to 64 bytes"),
    ],
)
def test_a_secret_that_is_none(tmp_path: Path, content: str, why: str) -> None:
    file = tmp_path / "secret"
    file.write_text(content)
    with pytest.raises(SettingsError, match=why) as error:
        read_secret(file)
    assert content == "" or content not in str(error.value)


def test_a_secret_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        read_secret(tmp_path / "none")
    assert read_secret(secret_file(tmp_path)) == SECRET
