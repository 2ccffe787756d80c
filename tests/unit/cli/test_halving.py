"""`radlane models half` makes a version in half precision, and says how far it is from what it was made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from radlane.registry.catalogue import builtin_roots
from radlane.registry.package import open_package
from support.novelty import convolved_package

LUNGS = builtin_roots()[0] / "cxr-lungs"


def test_a_version_is_made_and_said(command: Any, home: Path) -> None:
    document = command("models", "half", LUNGS, "--out", "half", "--atol", "0.1", "--json").json
    assert (document["name"], document["version"], document["folder"]) == ("cxr-lungs", "1.1.0-fp16", "half")
    assert document["converted_from"] == open_package(LUNGS).digest
    assert document["digest"] == open_package(home / "half").digest
    assert {one["output"] for one in document["differences"]} == {"chest", "lungs", "radlane.features"}
    assert [one["vector"] for one in document["distances"]] == ["golden/chest.npz", "golden/limb.npz"]

    text = command("models", "half", LUNGS, "--out", "other", "--atol", "0.1", "--version", "3.0.0")
    lines = text.out.splitlines()
    assert (text.code, lines[0].split()[0], lines[0].split()[-1]) == (0, "cxr-lungs:3.0.0", "other")
    assert lines[1].startswith("converted from sha256:")
    assert lines[-1] == "It is made, not tagged: radlane models add other"
    added = command("models", "add", "half", "--json")
    assert (added.code, added.json["state"]) == (0, "quarantined")
    assert command("models", "validate", "cxr-lungs:1.1.0-fp16").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nothing", "--out", "made"), "manifest-invalid"),
        (("said", "--out", "said"), "usage"),
        (("said", "--out", "made", "--version", "1", "--atol", "0.1"), "manifest-invalid"),
        (("said", "--out", "made", "--version", "1.0.0"), "usage"),
        (("said", "--out", "made", "--atol", "0"), "import-refused"),
    ],
)
def test_what_is_wrong_is_said(command: Any, home: Path, words: tuple[str, ...], code: str) -> None:
    convolved_package(home)
    assert command("models", "half", *words, "--json").error == code
    assert not (home / "made").exists()
