"""Every test file of four packages beside other readers: `make test-corpus` writes the table of docs/inputs.md."""

from __future__ import annotations

import sys
from itertools import chain, groupby
from operator import attrgetter

import pytest

from radlane.pipeline.decoding import DecodeLimits, DecodingPool
from support.corpus import JUDGES, Seen, files, generated, look
from support.explained import EXPLAINED
from support.page import write_part
from support.sources import ROOT

EXTRA = ROOT / "build" / "corpus"
PAGE, MARK = ROOT / "docs" / "inputs.md", "written by make test-corpus"
ROUNDED = 3.0  # of 255: decoders of lossy streams and conversions of colour round differently
SLOWEST_S = 60.0


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[Seen]:
    sys.path.append(str(EXTRA))  # last: nothing there stands for what is installed
    folder, pool = tmp_path_factory.mktemp("corpus"), DecodingPool(DecodeLimits(seconds=SLOWEST_S), 1)
    found: list[Seen] = []
    for name, path in chain(files(EXTRA, folder), generated(folder)):
        is_first = not found or found[-1].name != name  # sets of slices whose pixels are random: one is judged
        found.append(look(name, path, pool, folder, judged=is_first))
    pool.close()
    return found


def test_every_file_is_read_or_has_its_reason_in_time(seen: list[Seen]) -> None:
    assert len(seen) > 300
    for one in seen:
        assert one.shape != "``", one.name
        assert one.seconds < SLOWEST_S, one.name


def test_other_readers_see_the_same(seen: list[Seen]) -> None:
    assert {case: found for case, found in _different(seen).items() if case not in EXPLAINED} == {}


def test_what_is_explained_is_still_different(seen: list[Seen]) -> None:
    assert set(EXPLAINED) <= set(_different(seen))


def test_the_table_is_written(seen: list[Seen]) -> None:
    heads = ("file", "transfer syntax", "radlane", *JUDGES)
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for name, group in groupby(seen, key=attrgetter("name")):
        first, *others = group
        count = f" ({1 + len(others)} files)" if others else ""
        shapes = ", ".join(sorted({one.shape for one in (first, *others)}))
        agreements = (_agreement(first, judge) for judge in JUDGES)
        lines.append(f"| {name}{count} | {' | '.join((first.syntax, shapes, *agreements))} |")
    write_part(PAGE, MARK, [*lines, "", *(f"- {name}, {judge}: {why}" for (name, judge), why in EXPLAINED.items())])
    written = PAGE.read_text()
    assert all(f"\n| {one.name}" in written for one in seen)
    assert all(why in written for why in EXPLAINED.values())


def _different(seen: list[Seen]) -> dict[tuple[str, str], float]:
    """What is more than rounding: by file and judge."""
    return {
        (one.name, judge): found
        for one in seen
        for judge, found in one.differences.items()
        if found is not None and found > (ROUNDED if one.rounds else 0.0)
    }


def _agreement(one: Seen, judge: str) -> str:
    if judge not in one.differences:
        return ""
    found = one.differences[judge]
    if found is None:
        return "not read"
    return "exact" if found == 0 else "another shape" if found == float("inf") else f"{found:.3g}"
