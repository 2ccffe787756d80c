"""What a tag meant before, from its moves; how rows follow is in tests/contract/test_registry.py."""

from __future__ import annotations

import pytest

from radlane.domain.version import MoveKind, TagMove
from radlane.jobs.tags import earlier
from support.registry import ACT


def moves(*said: str) -> list[TagMove]:
    """Moves of a tag: `A` to A, `<A` back to A."""
    return [
        TagMove(
            name="small",
            tag="production",
            number=number,
            kind=MoveKind.ROLLED_BACK if word.startswith("<") else MoveKind.MOVED,
            version=word.removeprefix("<"),
            previous=None,
            act=ACT,
        )
        for number, word in enumerate(said, start=1)
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("A", ""),  # nothing before
        ("A B", "A"),
        ("A B C", "B A"),
        ("A B <A", ""),  # it does not go forth again
        ("A B C <B", "A"),  # again: further back
        ("A B C <A", ""),  # B does not run: it was passed over
        ("A B <A C", "A"),  # what was taken back is no past
        ("A B A", "B A"),  # moved there, not rolled back
    ],
)
def test_a_rollback_goes_back_and_never_forth(said: str, expected: str) -> None:
    assert earlier(moves(*said.split())) == tuple(expected.split())
