"""API keys: made, used, expired, revoked; no secret on the disk."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from radlane.errors import SettingsError, Unauthenticated, UsageError
from radlane.security.keys import KeyFile
from radlane.security.roles import SCOPES, Role
from radlane.security.scopes import Scope

START = datetime(2026, 1, 1, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def keys_in(folder: Path, clock: Clock | None = None) -> KeyFile:
    return KeyFile(folder / "keys.json", clock or Clock())


def test_a_key_says_who_calls_and_what_they_may_do(tmp_path: Path) -> None:
    key, text = keys_in(tmp_path).create("ris", (Scope.JOBS_READ, Scope.JOBS_WRITE), None)
    caller = keys_in(tmp_path).identify(text)  # another process
    assert (caller.id, caller.name) == (key.id, "ris")
    assert caller.scopes == {"jobs:read", "jobs:write"}


def test_a_role_allows_what_it_allows_now(tmp_path: Path) -> None:
    """Its name is kept, and beside it the key has scopes of its own."""
    key, text = keys_in(tmp_path).create("pacs", (Scope.METRICS,), None, (Role.PACS,))
    assert (key.roles, key.scopes) == (("pacs",), ("metrics",))
    assert keys_in(tmp_path).identify(text).scopes == SCOPES[Role.PACS] | {Scope.METRICS}
    content = json.loads((tmp_path / "keys.json").read_text())
    content[key.id]["roles"] = ["no-such-role"]
    (tmp_path / "keys.json").write_text(json.dumps(content))
    assert keys_in(tmp_path).identify(text).scopes == {"metrics"}
    del content[key.id]["roles"]  # a file of before there were roles
    (tmp_path / "keys.json").write_text(json.dumps(content))
    assert keys_in(tmp_path).all_keys()[0].roles == ()


def test_the_file_holds_no_secret_and_is_its_owner_s_alone(tmp_path: Path) -> None:
    _, text = keys_in(tmp_path).create("ris", (Scope.JOBS_READ,), None)
    content = (tmp_path / "keys.json").read_text()
    assert text not in content
    assert text.split("_", 2)[2] not in content
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda _: "rl_",
        lambda text: text[:-1],
        lambda text: text + "x",
        lambda text: text.replace("rl_", "xx_"),
        lambda text: text.swapcase(),
        lambda text: "rl_" + "0" * 12 + "_" + text.split("_", 2)[2],  # the secret of another key
        lambda text: text.rsplit("_", 1)[0] + "_",  # no secret
        lambda _: "ärger",
    ],
)
def test_what_is_no_key(tmp_path: Path, spoil: object) -> None:
    keys = keys_in(tmp_path)
    _, text = keys.create("ris", (Scope.JOBS_READ,), None)
    with pytest.raises(Unauthenticated):
        keys.identify(spoil(text))  # type: ignore[operator]


def test_a_key_expires(tmp_path: Path) -> None:
    clock = Clock()
    keys = keys_in(tmp_path, clock)
    _, text = keys.create("ris", (Scope.JOBS_READ,), START + timedelta(days=1))
    clock.now = START + timedelta(hours=23)
    assert keys.identify(text).name == "ris"
    clock.now = START + timedelta(days=1)
    with pytest.raises(Unauthenticated):
        keys.identify(text)


def test_a_key_is_revoked_at_once_and_stays_on_record(tmp_path: Path) -> None:
    keys = keys_in(tmp_path)
    key, text = keys.create("ris", (Scope.JOBS_READ,), None)
    keys_in(tmp_path).revoke(key.id)
    with pytest.raises(Unauthenticated):
        keys.identify(text)
    (kept,) = keys.all_keys()
    assert kept.revoked_at == START.isoformat()
    with pytest.raises(UsageError):
        keys.revoke("nosuch")


def test_keys_that_are_made_at_once_are_all_kept(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda n: keys_in(tmp_path).create(f"k{n}", (Scope.METRICS,), None)[1], range(16)))
    assert len(keys_in(tmp_path).all_keys()) == 16
    assert {keys_in(tmp_path).identify(text).name for text in texts} == {f"k{n}" for n in range(16)}


def test_no_key_at_all(tmp_path: Path) -> None:
    assert keys_in(tmp_path).all_keys() == ()
    with pytest.raises(Unauthenticated):
        keys_in(tmp_path).identify("rl_0_0")


@pytest.mark.parametrize("content", ["", "[]", '{"a": {"id": "a"}}', '{"a": 1}'])
def test_a_damaged_file_lets_nobody_in(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content)
    with pytest.raises(SettingsError):
        keys_in(tmp_path).identify("rl_a_b")
