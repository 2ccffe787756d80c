"""Real packages in half precision say of real images what they say in single precision, and that they are others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from radlane.registry.catalogue import builtin_roots
from support.lane import radlane, run
from support.radiographs import real
from support.volumes import cranium, saved, series

_OFF = 0.01  # of an area or a volume


@dataclass(frozen=True, kw_only=True)
class Both:
    """What both versions of a package say of one study."""

    single: dict[str, Any]
    half: dict[str, Any]
    made: dict[str, Any]
    explained: dict[str, Any]


@pytest.fixture(scope="module", params=["cxr-lungs", "ct-tissue"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Convert a package, and analyse a study with what there was and with what was made."""
    name, folder = str(request.param), tmp_path_factory.mktemp("half")
    archive, models, home = folder / "archive", folder / "models", folder / "home"
    if name == "cxr-lungs":
        archive.mkdir()
        (archive / "RG1.dcm").write_bytes(real("RG1_UNCI.dcm").read_bytes())
    else:
        saved(series(cranium()), archive)
    single = run(archive, model=name).result
    wished = ("--out", models / name, "--atol", "0.1")
    made = radlane("models", "half", builtin_roots()[0] / name, *wished, "--json", home=home).answer
    reference, here = f"{name}:{made['version']}", {"RADLANE_MODELS_DIR": str(models)}
    half = run(archive, model=reference, **here).result
    words = ("run", archive, "--model", reference, "--no-store", "--explain", "grad-cam", "--json")
    explained = radlane(*words, home=home, **here).answer
    return Both(single=single, half=half, made=made, explained=explained)


def measured(result: dict[str, Any]) -> list[float]:
    return [one["value"] for finding in result["findings"] for one in finding["measurements"]]


def test_the_same_is_found_and_measures_the_same(both: Both) -> None:
    single, half = both.single, both.half
    assert (half["verdict"], half["reasons"]) == (single["verdict"], single["reasons"])
    told = [
        [(one["id"], one["presence"], one["laterality"]) for one in result["findings"]] for result in (single, half)
    ]
    assert told[0] == told[1]
    assert len(measured(single)) > 1
    assert measured(half) == pytest.approx(measured(single), rel=_OFF)
    assert (half["out_of_distribution"] or {}) == pytest.approx(single["out_of_distribution"] or {}, rel=_OFF)


def test_the_result_says_which_version_it_is_of(both: Both) -> None:
    provenance = both.half["provenance"]
    assert both.made["digest"] in str(provenance)
    assert both.single["provenance"] != provenance
    assert both.made["converted_from"] in str(both.single["provenance"])


def test_what_needs_gradients_is_not_explained_and_why(both: Both) -> None:
    said = [reason["text"] for reason in both.explained["reasons"] if reason["code"] == "not-explained"]
    assert said
    if both.made["name"] == "cxr-lungs":  # what sees a volume in windows is not explained in single precision either
        assert all("half precision" in text for text in said)
    assert both.explained["findings"]
