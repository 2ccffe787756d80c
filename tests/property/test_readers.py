"""Whatever was done to a file, reading it gives a value or an error of ours, in seconds, within memory.

`make fuzz-readers` goes on for ten minutes with seeds that are new, and keeps what it finds in tests/corpus/crashers,
which is read here for ever.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from radlane.imaging.decode import DecodeFrame
from radlane.pipeline.decoding import DecodeLimits, DecodingPool
from support import reader_fuzz
from support.lanes import site
from support.reader_changes import Change, changes
from support.reader_fuzz import MOST_BYTES, SLOWEST_S, Finding, Readers, manifests
from support.reader_seeds import Study, studies
from support.sources import ROOT

pytestmark = pytest.mark.timeout(0)  # each study has an end of its own
CRASHERS = ROOT / "tests" / "corpus" / "crashers"
_A_FEW, _ROUND = 60, 100
_DECODING = DecodeLimits(seconds=SLOWEST_S)


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    pool = DecodingPool(_DECODING, 1)
    yield Readers(site=replace(site(), decode=pool), folder=tmp_path_factory.mktemp("readers"), manifests=manifests())
    pool.close()


def test_what_once_was_a_finding_is_none(readers: Readers) -> None:
    for folder in sorted(path for path in CRASHERS.iterdir() if path.is_dir()):
        readers.read([file.read_bytes() for file in sorted(folder.iterdir())])


def _break(*_: object) -> NDArray[np.uint8]:
    raise ZeroDivisionError


def _dawdle(*_: object) -> NDArray[np.uint8]:
    while True:
        pass


def _gorge(*_: object) -> NDArray[np.uint8]:
    np.ones(MOST_BYTES + (32 << 20), np.uint8)
    raise ZeroDivisionError


@pytest.mark.parametrize(("decode", "finding"), [(_break, ZeroDivisionError), (_dawdle, Finding), (_gorge, Finding)])
def test_a_defect_is_a_finding(
    readers: Readers, monkeypatch: pytest.MonkeyPatch, decode: DecodeFrame, finding: type[BaseException]
) -> None:
    monkeypatch.setattr(reader_fuzz, "SLOWEST_S", 0.5)
    broken = replace(readers, site=replace(readers.site, decode=decode))
    with pytest.raises(finding):
        broken.read(studies()["radiograph"])
    readers.read(studies()["radiograph"])


def test_each_manifest_reads_studies_that_are_whole(readers: Readers) -> None:
    """What refuses all of them would be no test of what is read: volumes by kind, SUV, channels, pictures, clips."""
    made = studies()
    whole = [
        made[name] for name in ("radiograph", "photograph", "clip", "enhanced ct in rle", "pet", "spect", "two echoes")
    ]
    for number, manifest in enumerate(readers.manifests):
        alone = replace(readers, manifests=(manifest,))
        nothing = replace(readers, manifests=())
        assert any(alone.read(study) > nothing.read(study) for study in whole), number


def test_studies_of_ours_show_something(readers: Readers) -> None:
    made = studies()
    ours = ("radiograph", "photograph", "clip", "enhanced ct", "enhanced mr", "enhanced pet", "spect", "ct", "pet")
    assert all(readers.read(made[name]) > 0 for name in ours)


def test_spoiled_studies_give_a_value_or_an_error_of_ours(
    readers: Readers, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds = request.config.getoption("--fuzz-seconds")
    if seconds is None:
        _fuzz(readers, number=1338, examples=_A_FEW)
        return
    until, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        _fuzz(readers, number=time.time_ns(), examples=_ROUND)
        rounds += 1
    with capsys.disabled():
        sys.stdout.write(f"{rounds * _ROUND} spoiled studies were read\n")


def _fuzz(readers: Readers, *, number: int, examples: int) -> None:
    """Spoil some studies; what is a finding is made small by hypothesis, and kept."""
    known, failing = studies(), []

    @seed(number)
    @settings(max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(sorted(known)), changes())
    def read(name: str, done: list[Change]) -> None:
        study = spoiled(known[name], done)
        try:
            readers.read(study)
        except BaseException:
            failing.append((name, study))
            raise

    try:
        read()
    finally:
        if failing:
            _keep(*failing[-1])


def spoiled(study: Study, done: list[Change]) -> Study:
    files = list(study)
    for change in done:
        place = change.file % len(files)
        files[place] = change.apply(files[place])
    return tuple(files)


def _keep(name: str, study: Study) -> None:
    """Write what was found; files of others are not ours to keep, and the test says so by their names."""
    folder = CRASHERS / f"{''.join(c if c.isalnum() else '-' for c in name)}-{sha256(b''.join(study)).hexdigest()[:8]}"
    folder.mkdir(exist_ok=True)
    for place, content in enumerate(study):
        (folder / f"{place}.dcm").write_bytes(content)
