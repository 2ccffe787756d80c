"""The judges see: every spoiled object is reported, and a judge that cannot read says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support import validators
from support.mutants import MUTANTS, Mutant
from support.noise import Noise, read_noise, without_noise
from support.validators import TOOLS, ToolMissing, dcentvfy, dciodvfy, dsrdump, pixelmed, require, tid1500reader


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_spoiled_object_is_reported(judged: Any, mutant: Mutant) -> None:
    """The complaint is none of the noise, so that the noise list cannot hide it."""
    noise = read_noise()
    for tool, words in mutant.seen_by.items():
        lines = [line for speaker, line in judged.of_mutants[mutant.name] if speaker == tool]
        assert [line for line in without_noise(tool, lines, noise) if words in line], f"{tool} says {lines}"


@pytest.fixture
def cut(variant_runs: Any, tmp_path: Path) -> Path:
    """A report that ends in its middle."""
    whole = variant_runs["as-is"].paths()["report"].read_bytes()
    path = tmp_path / "cut.dcm"
    path.write_bytes(whole[: len(whole) // 2])
    return path


def test_a_cut_file_is_reported_by_each(cut: Path) -> None:
    assert dciodvfy(cut)
    assert dcentvfy([cut])
    assert dsrdump(cut)
    reading = tid1500reader(cut)
    assert not reading.content
    assert reading.complaints


def test_pixelmed_goes_on_after_a_file_it_cannot_read(variant_runs: Any, tmp_path: Path) -> None:
    """A file that is not there is a complaint; the next one is judged all the same."""
    nowhere, good = tmp_path / "nowhere.dcm", variant_runs["as-is"].paths()["segmentation"]
    nowhere.write_bytes(b"")
    said = pixelmed(instances=[nowhere, good])
    assert said[nowhere]
    assert not [line for line in said[good] if "did not complete" in line]


def test_a_missing_tool_is_an_error_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(validators, "PIXELMED_JAR", tmp_path / "pixelmed.jar")
    for tool in set(TOOLS) - {"tid1500reader", "segimage2itkimage", "paramap2itkimage"}:
        with pytest.raises(ToolMissing, match=r"apt-get install \w+"):
            require(tool)


def test_noise_covers_its_whole_text_only() -> None:
    entry = Noise(
        tool="dciodvfy", version="1", complaint="Warning - <*> is [odd]", clause="PS3.3", why="because", caught="sex"
    )
    assert entry.covers("dciodvfy", "Warning - <anything> is [odd]")
    assert not entry.covers("dciodvfy", "Warning - <anything> is [odd] and more")
    assert not entry.covers("dciodvfy", "Warning - <anything> is o")
    assert not entry.covers("dcentvfy", "Warning - <anything> is [odd]")
