"""What is not in order is found, all of it. That every deed on a real trail is found: tests/property/test_trail.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from radlane.security.anchors import Anchors
from radlane.security.audit_record import Action, Entry, Record
from radlane.security.chain import NOTHING, Head, TrailKey
from radlane.security.verification import MOST_BREAKS, Break, Damage, Verdict, verify

KEY, OTHER = TrailKey(secret=b"one"), TrailKey(secret=b"other")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def records(count: int, key: TrailKey = KEY, caller: str = "k") -> list[Record]:
    """A chain."""
    made: list[Record] = []
    head = Head(number=0, mac=NOTHING)
    for number in range(count):
        entry = Entry(action=Action.RESULT_READ, caller=caller, facts={"number": number})
        made.append(key.seal(entry, NOW, head))
        head = Head(number=made[-1].number, mac=made[-1].mac)
    return made


def heads(chain: list[Record]) -> list[Head]:
    return [Head(number=record.number, mac=record.mac) for record in chain]


def judged(chain: list[Record], anchored: list[Record], most: int | None = 100) -> Verdict:
    return verify(KEY, lambda: chain, Anchors(heads(anchored)), most)


def found(chain: list[Record], anchored: list[Record]) -> tuple[int | None, Damage | None]:
    verdict = judged(chain, anchored)
    return verdict.broken, verdict.damage


def test_no_record_at_all_is_a_whole_trail() -> None:
    verdict = verify(KEY, list, Anchors())
    assert (verdict.broken, verdict.head) == (None, Head(number=0, mac=NOTHING))


@pytest.mark.parametrize("anchored", [1, 2, 4])
def test_a_process_may_die_before_it_anchors(anchored: int) -> None:
    chain = records(4)
    assert found(chain, chain[:anchored]) == (None, None)


def test_another_key_makes_no_record_of_this_trail() -> None:
    assert found(records(3, OTHER), []) == (1, Damage.CHANGED)


def test_what_has_a_number_below_one_was_put_there() -> None:
    chain = records(2)
    strange = replace(chain[0], number=0)
    verdict = judged([strange, *chain], chain)
    assert (verdict.broken, verdict.damage) == (0, Damage.INSERTED)


def test_a_genuine_record_of_a_trail_that_was_restored_meanwhile_does_not_fit() -> None:
    old, new = records(3), records(3, caller="later")
    assert found([new[0], old[1], new[2]], []) == (2, Damage.SWAPPED)


def test_what_took_the_place_of_what_was_anchored_is_found() -> None:
    old, new = records(3), records(3, caller="later")
    assert found(new, old) == (1, Damage.TRUNCATED)


@pytest.mark.parametrize("mac", ["", "\N{SNOWMAN}", "0" * 64])
def test_whatever_stands_in_the_place_of_a_mac_is_compared(mac: str) -> None:
    chain = records(3)
    assert found([chain[0], replace(chain[1], mac=mac), chain[2]], chain) == (2, Damage.CHANGED)


def test_a_newest_record_that_nobody_anchored_and_nobody_wrote_was_put_there() -> None:
    chain = records(3)
    changed = replace(chain[2], entry=replace(chain[2].entry, caller="x"))
    assert found([*chain[:2], changed], chain[:2]) == (3, Damage.INSERTED)
    assert found([*chain[:2], changed], chain) == (3, Damage.CHANGED)


def test_the_last_two_moved_down() -> None:
    """The first of two is deleted, and the second has its number."""
    chain = records(2)
    assert found([replace(chain[1], number=1)], chain) == (1, Damage.DELETED)


def moved(chain: list[Record], by: int) -> list[Record]:
    return [replace(record, number=record.number + by) for record in chain]


FOREIGN = replace(records(1, OTHER)[0], number=2)
CHAIN = records(4)
DEEDS = [
    ([CHAIN[0], *CHAIN[2:]], 2, Damage.DELETED),
    ([CHAIN[0], *moved(CHAIN[2:], -1)], 2, Damage.DELETED),
    ([CHAIN[0], replace(CHAIN[2], number=2), replace(CHAIN[1], number=3), CHAIN[3]], 2, Damage.SWAPPED),
    ([CHAIN[0], FOREIGN, *moved(CHAIN[1:], 1)], 2, Damage.INSERTED),
    ([CHAIN[0], replace(FOREIGN, number=3), CHAIN[3]], 2, Damage.INSERTED),
    ([CHAIN[0], FOREIGN, *CHAIN[2:]], 2, Damage.CHANGED),
    (CHAIN[:2], 3, Damage.TRUNCATED),
]


@pytest.mark.parametrize(("chain", "number", "damage"), DEEDS)
def test_a_deed_is_named(chain: list[Record], number: int, damage: Damage) -> None:
    assert found(chain, CHAIN) == (number, damage)


@pytest.mark.parametrize(
    ("anchored", "most", "breaks"),
    [
        (0, 100, (Break(first=1, last=4, damage=Damage.UNANCHORED),)),  # no head at all
        (0, None, (Break(first=1, last=4, damage=Damage.UNANCHORED),)),
        (1, 2, (Break(first=2, last=4, damage=Damage.UNANCHORED),)),
        (1, 3, ()),
        (1, None, ()),  # another process anchored the rest
    ],
)
def test_what_nothing_outside_says_to_be_the_newest_is_told(
    anchored: int, most: int | None, breaks: tuple[Break, ...]
) -> None:
    verdict = judged(CHAIN, CHAIN[:anchored], most)
    assert (verdict.breaks, verdict.is_whole) == (breaks, not breaks)


def test_a_break_hides_nothing_that_comes_after_it() -> None:
    chain = records(30)
    old = records(12, caller="before")
    forged = replace(chain[24], entry=replace(chain[24].entry, caller="nobody"))
    left = [*chain[:14], *chain[20:24], forged, *chain[25:28]]
    verdict = judged(left, [*chain[:7], *old[7:10], *chain[7:]])
    assert verdict.breaks == (
        Break(first=8, last=10, damage=Damage.TRUNCATED),  # an older database was restored once
        Break(first=15, last=20, damage=Damage.DELETED),
        Break(first=25, last=25, damage=Damage.CHANGED),
        Break(first=29, last=30, damage=Damage.TRUNCATED),
    )
    assert verdict.head.number == 7


def test_what_moved_the_rest_is_one_break() -> None:
    chain = records(9)
    assert judged([chain[0], *moved(chain[2:], -1)], chain).breaks == (
        Break(first=2, last=8, damage=Damage.DELETED),
        Break(first=9, last=9, damage=Damage.TRUNCATED),
    )


def test_what_is_broken_everywhere_is_not_looked_at_for_ever() -> None:
    chain = records(3 * MOST_BREAKS)
    assert len(judged(chain[::2], chain).breaks) == MOST_BREAKS


def test_many_changes_are_not_many_walks() -> None:
    chain = records(60)
    left = [replace(one, mac="0" * 64) if one.number % 3 == 0 else one for one in chain]
    walks: list[int] = []

    def walk() -> list[Record]:
        walks.append(1)
        return left

    verdict = verify(KEY, walk, Anchors(heads(chain)))
    assert [(one.first, one.damage) for one in verdict.breaks] == [(n, Damage.CHANGED) for n in range(3, 61, 3)]
    assert len(walks) == 6
