"""Performing for a worklist elsewhere, without a network; over HTTP: tests/faults/test_worklist.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from radlane.domain.claim import ClaimState
from radlane.errors import ArchiveError
from radlane.jobs.store import Query
from support.ups_table import el
from support.worklists import Bench, ours

UID = "1.2.826.5"


@dataclass(kw_only=True)
class Plain:
    """A worklist of one workitem."""

    status: int = 200
    state: str = "SCHEDULED"
    told: list[str] = field(default_factory=list)

    def search(self, keys: Mapping[str, str], limit: int) -> tuple[dict[str, Any], ...]:
        assert keys["00741000"] == "SCHEDULED"
        return (self._item(),)[:limit] if self.state == "SCHEDULED" else ()

    def retrieve(self, uid: str) -> dict[str, Any]:
        assert uid == UID
        return self._item()

    def change_state(self, uid: str, state: str, transaction_uid: str) -> int:
        self.told.append(f"{state} {uid} {transaction_uid}")
        if self.status == 200:
            self.state = state
        return self.status

    def update(self, uid: str, transaction_uid: str, changes: Mapping[str, Any]) -> int:
        self.told.append(f"{sorted(changes)} {uid} {transaction_uid}")
        return self.status

    def _item(self) -> dict[str, Any]:
        return {**ours(), "00080018": el("UI", UID), "00741000": el("CS", self.state)}


def test_nothing_is_done_while_another_process_is_at_it(bench: Bench) -> None:
    there = Plain()
    performer = bench.performer(there)  # type: ignore[arg-type]

    @contextmanager
    def taken(_: str) -> Iterator[bool]:
        yield False

    performer.claims.alone = taken  # type: ignore[method-assign]
    performer.round()
    assert there.told == []


def test_no_more_is_claimed_than_may_be_held(bench: Bench) -> None:
    there = Plain()
    performer = bench.performer(there)  # type: ignore[arg-type]
    replace(performer, terms=replace(performer.terms, at_once=0)).round()
    assert there.told == []


def test_reports_are_as_far_apart_as_the_settings_say(bench: Bench) -> None:
    there = Plain()
    performer = bench.performer(there)  # type: ignore[arg-type]
    performer.round()
    performer.round()
    (job,) = bench.on.store.find(Query())[0]
    bench.on.store.note(job.id, "step", "resolve", {})
    performer.round()
    assert len(there.told) == 2
    bench.on.clock.forward(11)  # type: ignore[attr-defined]
    performer.round()
    assert len(there.told) == 3


def test_an_answer_that_is_none_of_the_standard_leaves_the_claim_to_the_next_round(bench: Bench) -> None:
    there = Plain(status=405)
    performer = bench.performer(there)  # type: ignore[arg-type]
    performer.round()
    claim = performer.claims.get("ris", UID)
    assert claim is not None
    assert claim.state is ClaimState.ASKED
    with pytest.raises(ArchiveError):
        performer._ask(claim)
    there.status = 200
    performer.round()
    assert performer.claims.open("ris")[0].state is ClaimState.HELD
