from __future__ import annotations

from pathlib import Path

import pytest

from radlane.errors import ManifestInvalid
from radlane.registry.blanks import FILL_IN, WANTED, blanks, place, require_filled, wanted
from radlane.registry.manifest import read_manifest


def test_every_place_is_named_at_once_with_what_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(
        "title: FILL IN\ncard: {licence: 'FILL IN, a name'}\noutputs: [{segments: [{}, {id: FILL IN}]}]\nodd: FILL IN\n"
    )
    with pytest.raises(ManifestInvalid) as refused:
        read_manifest(path)
    said = str(refused.value)
    assert "4 places" in said
    for where in ("title", "card.licence", "outputs.0.segments.1.id"):
        assert f"{where}: {WANTED[place(where)]}" in said
    assert "odd: see docs/model-package.md" in said
    assert "a name" not in said


def test_words_that_only_hold_it_are_no_place() -> None:
    require_filled({"title": "please fill in", "more": [1, None, True, "Not FILL IN"]})
    assert list(blanks({"a": [FILL_IN]})) == ["a.0"]


def test_a_thousand_places_are_counted_and_not_all_said() -> None:
    with pytest.raises(ManifestInvalid) as refused:
        require_filled({"places": [FILL_IN] * 1000})
    assert "1000 places" in str(refused.value)
    assert "and 900 more" in str(refused.value)
    assert "places.99:" in str(refused.value)
    assert "places.100:" not in str(refused.value)


def test_what_is_wanted_stands_in_a_table() -> None:
    assert wanted("outputs.3.segments.17.label") == WANTED["outputs.segments.label"]
