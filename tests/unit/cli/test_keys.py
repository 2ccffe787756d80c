from __future__ import annotations

from typing import Any

from radlane.app.keys import open_keys
from radlane.settings.reading import load_settings


def test_a_key_is_shown_once(command: Any) -> None:
    made = command("keys", "create", "ris", "--scope", "jobs:read", "--scope", "jobs:write", "--days", "30", "--json")
    assert made.code == 0
    assert open_keys(load_settings()).identify(made.json["key"]).scopes == {"jobs:read", "jobs:write"}
    (listed,) = command("keys", "list", "--json").json["items"]
    assert listed == {**made.json, "key": None}
    assert made.json["key"] not in command("keys", "list").out
    assert "expires" in command("keys", "list").out


def test_a_key_may_have_roles_beside_scopes_or_without(command: Any) -> None:
    made = command("keys", "create", "orthanc", "--role", "pacs", "--scope", "metrics", "--json").json
    assert (made["roles"], made["scopes"]) == (["pacs"], ["metrics"])
    assert "results:read" in open_keys(load_settings()).identify(made["key"]).scopes
    assert "pacs metrics" in command("keys", "list").out
    only = command("keys", "create", "watcher", "--role", "ml-ops", "--json").json
    assert (only["roles"], only["scopes"]) == (["ml-ops"], [])
    assert command("keys", "create", "nobody", "--role", "root", "--json").error == "usage"


def test_a_key_is_revoked(command: Any) -> None:
    key = command("keys", "create", "ris", "--scope", "metrics").out.strip()
    assert "does not expire" in command("keys", "list").out
    assert command("keys", "revoke", key.split("_")[1]).code == 0
    assert "revoked" in command("keys", "list").out
    assert command("keys", "revoke", "nosuch", "--json").error == "usage"


def test_a_key_has_a_scope_that_there_is(command: Any) -> None:
    assert command("keys", "create", "ris", "--scope", "everything", "--json").error == "usage"
    assert command("keys", "create", "ris", "--json").error == "usage"
    assert command("keys", "list").out == "There is no key\n"
