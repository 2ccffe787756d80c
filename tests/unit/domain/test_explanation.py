"""Who says whether an answer is explained, and how."""

from __future__ import annotations

import pytest

from radlane.domain.explanation import DEFAULT, NEVER, Explanation, Method, wanted_method


def test_where_a_manifest_names_none_all_are_offered_the_default_first() -> None:
    offered = Explanation().offered
    assert offered[0] is DEFAULT
    assert sorted(offered) == sorted(Method)


def test_the_first_that_is_named_is_the_default() -> None:
    named = Explanation(methods=(Method.OCCLUSION, Method.GRAD_CAM))
    assert named.offered == (Method.OCCLUSION, Method.GRAD_CAM)
    assert wanted_method(Explanation(when="always", methods=named.methods), None) is Method.OCCLUSION


@pytest.mark.parametrize("when", ["never", "on-request", "always"])
def test_who_wants_none_gets_none(when: str) -> None:
    assert wanted_method(Explanation(when=when), NEVER) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(("when", "expected"), [("never", None), ("on-request", None), ("always", DEFAULT)])
def test_who_says_nothing_gets_what_the_manifest_says(when: str, expected: Method | None) -> None:
    assert wanted_method(Explanation(when=when), None) is expected  # type: ignore[arg-type]


def test_who_asks_for_a_method_gets_that_one() -> None:
    assert wanted_method(Explanation(), "rise") is Method.RISE
