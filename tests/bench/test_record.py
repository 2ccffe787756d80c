"""What benchmarks write, and how they take turns."""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path

import pytest

import record
from support.sources import ROOT

PAGE = "# Page\n\n<!-- one: begin, written by bench/one.py -->\n\nold\n\n<!-- one: end -->\n\nThe rest.\n"
SECTION = r"<!-- (\w+): begin, written by (bench/\w+\.py) -->(.*?)<!-- (\w+): end -->"
BEFORE = {"encode"}  # measured before results said it
README = (ROOT / "bench" / "README.md").read_text()


def test_a_section_stands_in_the_place_of_the_older_one(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    record.write_section(page, "one", ["new", "", "lines"])
    assert page.read_text() == PAGE.replace("old", "new\n\nlines")


@pytest.mark.parametrize("content", [PAGE.replace("one:", "two:"), PAGE + PAGE, PAGE.replace("<!-- one: end -->", "")])
def test_a_page_without_one_place_is_left_alone(tmp_path: Path, content: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(content)
    with pytest.raises(ValueError, match="not one place for one"):
        record.write_section(page, "one", ["new"])
    assert page.read_text() == content


def test_each_round_begins_with_another_way() -> None:
    assert [*record.turns(["a", "b", "c"], 4)] == [["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"], ["a", "b", "c"]]


def test_ways_take_turns_and_the_first_round_does_not_count() -> None:
    ran, seconds = [], {"a": count(10, 10), "b": count(5, 5)}
    clock = [0.0]

    def way(name: str) -> None:
        ran.append(name)
        clock[0] += next(seconds[name])

    ways = {name: lambda name=name: way(name) for name in seconds}
    (spent, twice) = record.in_turns(ways, 2, lambda: clock[0], lambda: 2 * clock[0])
    assert ran == ["a", "b", "b", "a", "a", "b"]
    assert spent == {"a": [20, 30], "b": [10, 15]}
    assert twice == {"a": [40, 60], "b": [20, 30]}
    assert record.ratios(spent, "a", "b") == [2, 2]


def test_a_spread_is_the_median_and_both_ends() -> None:
    assert record.spread([3.0, 1.0, 2.0], 1) == "2.0 (1.0 - 3.0)"
    assert record.spread([]) == "-"


@pytest.mark.parametrize("script", sorted(path.name for path in (ROOT / "bench").glob("*.py")))
def test_every_benchmark_is_on_the_page(script: str) -> None:
    runs_alone = "if __name__" in (ROOT / "bench" / script).read_text()
    is_part = script in PARTS
    assert not runs_alone or is_part or f"`bench/{script}`" in README


def test_every_section_was_written() -> None:
    sections = re.findall(
        r"<!-- (\w+): begin, written by (bench/\w+\.py) -->(.*?)<!-- (\w+): end -->", README, re.DOTALL
    )
    assert len(sections) == README.count(": begin, written by ")
    for name, script, content, end in sections:
        assert name == end
        assert (ROOT / script).exists()
        assert content.strip(), f"run {script}"


@pytest.mark.parametrize("path", sorted((ROOT / "bench" / "results").glob("*.json")), ids=lambda path: path.stem)
def test_results_say_on_which_machine(path: Path) -> None:
    results = json.loads(path.read_text())
    assert path.stem in BEFORE or results.get("machine", results)["cores"] > 0


# What other scripts run in processes of their own, or make test data with.
PARTS = {
    "brain_algorithm.py",
    "brain_reference.py",
    "densenet.py",
    "encode_way.py",
    "growth_classes.py",
    "lane_radlane.py",
    "lane_script.py",
    "novelty.py",
    "radiographs_way.py",
    "retrieve_way.py",
    "text_reference.py",
    "tiling_golden.py",
}
