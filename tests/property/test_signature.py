"""Whatever is signed, the package of the specification's authors takes it, and nothing that differs in one byte."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from radlane.security.signature import LEAST_BYTES, MOST_BYTES, sign
from support.receiver import written

SECRETS = st.binary(min_size=LEAST_BYTES, max_size=MOST_BYTES)
IDS = st.from_regex(r"[0-9a-f-]{1,40}", fullmatch=True)


@given(
    secrets=st.lists(SECRETS, min_size=1, max_size=4, unique=True),
    name=IDS,
    text=st.text(max_size=50),
    place=st.integers(0),
)
def test_it_is_the_body_that_is_signed(secrets: list[bytes], name: str, text: str, place: int) -> None:
    body = json.dumps({"data": text}).encode()
    headers = sign(secrets, name, int(datetime.now(UTC).timestamp()), body)
    for secret in secrets:
        assert Webhook(written(secret)).verify(body, headers) == {"data": text}
    changed = bytearray(body)
    changed[place % len(body)] ^= 1
    for said, where in ((bytes(changed), headers), (body, {**headers, "webhook-id": f"{name}x"})):
        with pytest.raises(WebhookVerificationError):
            Webhook(written(secrets[0])).verify(said, where)
