from __future__ import annotations

import pytest

from radlane.encode.iod.relationships import allows, allows_references, value_types

ENHANCED, COMPREHENSIVE, THREE_D = "enhanced-sr", "comprehensive-sr", "comprehensive-3d-sr"
SELECTION = "key-object-selection-document"


@pytest.mark.parametrize(
    ("source", "kind", "target", "allowing"),
    [
        ("CONTAINER", "CONTAINS", "NUM", {ENHANCED, COMPREHENSIVE, THREE_D}),
        ("CONTAINER", "CONTAINS", "IMAGE", {ENHANCED, COMPREHENSIVE, THREE_D, SELECTION}),
        ("CONTAINER", "CONTAINS", "SCOORD3D", {THREE_D}),
        ("CONTAINER", "HAS OBS CONTEXT", "CONTAINER", {ENHANCED, SELECTION}),
        ("CONTAINER", "HAS ACQ CONTEXT", "CONTAINER", {COMPREHENSIVE, THREE_D}),
        ("CONTAINER", "HAS CONCEPT MOD", "TEXT", {ENHANCED, COMPREHENSIVE, THREE_D}),
        ("NUM", "HAS OBS CONTEXT", "TEXT", {COMPREHENSIVE, THREE_D}),
        ("NUM", "INFERRED FROM", "SCOORD", {ENHANCED, COMPREHENSIVE, THREE_D}),
        ("NUM", "CONTAINS", "TEXT", set()),
        ("SCOORD", "SELECTED FROM", "IMAGE", {ENHANCED, COMPREHENSIVE, THREE_D}),
        ("TCOORD", "SELECTED FROM", "SCOORD3D", {THREE_D}),
        ("PNAME", "HAS PROPERTIES", "NUM", set()),
    ],
)
def test_each_iod_allows_its_own(source: str, kind: str, target: str, allowing: set[str]) -> None:
    iods = {ENHANCED, COMPREHENSIVE, THREE_D, SELECTION}
    assert {iod for iod in iods if allows(iod, source, kind, target)} == allowing


def test_value_types() -> None:
    assert value_types(SELECTION) == {"CONTAINER", "TEXT", "CODE", "UIDREF", "PNAME", "IMAGE", "WAVEFORM", "COMPOSITE"}
    assert "SCOORD3D" in value_types(THREE_D) - value_types(COMPREHENSIVE)


def test_references_within_a_tree() -> None:
    assert {iod for iod in (ENHANCED, COMPREHENSIVE, THREE_D, SELECTION) if allows_references(iod)} == {
        COMPREHENSIVE,
        THREE_D,
    }
