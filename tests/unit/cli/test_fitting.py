"""`radlane models fit-ood` makes the next version of a package, and says what it was fitted on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support.novelty import convolved_package, half_bright


@pytest.fixture
def studies(home: Path) -> Path:
    """Seven valid studies, and one of another body part."""
    for place in range(7):
        half_bright(home / "studies", f"s{place}", 400 + 20 * place, PatientID=f"P{place}")
    half_bright(home / "studies", "abdomen", 500, BodyPartExamined="ABDOMEN")
    convolved_package(home)
    return home / "studies"


def test_a_version_is_fitted_and_said(command: Any, home: Path, studies: Path) -> None:
    words = ("models", "fit-ood", "said", studies.name, "--out", "fitted", "--percentile", "100", "--layer", "map")
    document = command(*words, "--json").json
    assert (document["name"], document["version"], document["folder"]) == ("said", "1.1.0", "fitted")
    assert (document["studies"], document["patients"], document["layers"]) == (7, 7, ["map"])
    assert document["refused"] == {"body-part-mismatch": 1}
    assert document["median"] < document["farthest"] == pytest.approx(document["threshold"], rel=0.01)
    assert max(document["held_out"]) == pytest.approx(document["farthest"], abs=0.001)
    assert (home / "fitted" / "ood.npz").exists()

    text = command(*words[:4], "--out", "other", "--version", "3.0.0")
    lines = text.out.splitlines()
    assert (text.code, lines[0].split()[0], lines[0].split()[-1]) == (0, "said:3.0.0", "other")
    assert "fitted on 7 studies of 7 patients" in lines
    assert "not analysed, and left out: 1 studies, body-part-mismatch" in lines
    assert lines[-1] == "It is fitted, not tagged: radlane models add other"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("said",), "usage"),  # no studies
        (("said", "studies", "--percentile", "49"), "usage"),
        (("studies", "studies"), "manifest-invalid"),  # no package
        (("said", "studies", "--layer", "nothing"), "import-refused"),
    ],
)
def test_what_is_wrong_is_said(command: Any, studies: Path, words: tuple[str, ...], code: str) -> None:
    assert command("models", "fit-ood", *words, "--out", "fitted", "--json").error == code
