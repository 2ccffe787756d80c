"""Sizes are a budget: small files, short functions, few branches, few parameters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles

import pytest

from support.sources import ROOT, functions, length, sources

FILE_CAP = 400
FILE_MEDIAN = 120
FUNCTION_CAP = 60
FUNCTION_P90 = 30
FUNCTION_MEDIAN = 8


def test_no_file_is_over_the_cap() -> None:
    long = {source.name: count for source in sources() if (count := _lines(source.text)) > FILE_CAP}
    assert not long, f"over {FILE_CAP} lines: {long}"


def test_the_median_file_is_short() -> None:
    assert median(_lines(source.text) for source in sources()) <= FILE_MEDIAN


def test_no_function_is_over_the_cap() -> None:
    long = [
        f"{source.name}:{function.lineno} {function.name}: {length(function)}"
        for source in sources()
        for function in functions(source.tree)
        if length(function) > FUNCTION_CAP
    ]
    assert not long, f"over {FUNCTION_CAP} lines: {long}"


def test_functions_are_short(record_property: pytest.RecordProperty) -> None:
    lengths = [length(function) for source in sources() for function in functions(source.tree)]
    p90 = quantiles(lengths, n=10)[-1]
    record_property("function_median", median(lengths))
    record_property("function_p90", p90)
    assert p90 <= FUNCTION_P90
    assert median(lengths) <= FUNCTION_MEDIAN


def test_few_branches_and_parameters() -> None:
    """Complexity and number of parameters, by ruff with the limits of pyproject.toml; no line is excused."""
    ruff = Path(sys.executable).with_name("ruff")
    command = [ruff, "check", "--no-cache", "--ignore-noqa", "--select", "C901,PLR0913", "service"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _lines(text: str) -> int:
    return len(text.splitlines())
