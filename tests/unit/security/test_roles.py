"""What roles allow; the whole table stands in tests/unit/api/test_access_control.py."""

from __future__ import annotations

import pytest

from radlane.security.roles import SCOPES, Role, scopes_of
from radlane.security.scopes import Scope


@pytest.mark.parametrize("role", Role)
def test_each_role_allows_something(role: Role) -> None:
    assert scopes_of([role]) == SCOPES[role] != frozenset()


def test_roles_add_up_and_what_is_none_adds_nothing() -> None:
    assert scopes_of(["viewer", "pacs", "root", "ADMIN"]) == SCOPES[Role.VIEWER] | SCOPES[Role.PACS]
    assert scopes_of([]) == frozenset()


def test_only_the_administrator_may_everything() -> None:
    assert [role for role in Role if scopes_of([role]) == set(Scope)] == [Role.ADMIN]
