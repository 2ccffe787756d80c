"""What a manifest may accept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from radlane.domain.acceptance import ANYTHING, Accepts, CutSide, Pixels, Polarity, Range, StatedRange
from radlane.domain.image import Direction
from radlane.domain.model import Manifest
from radlane.domain.planar import CineGeometry, PictureGeometry
from radlane.errors import ManifestInvalid
from radlane.registry.acceptance import complain_of_acceptance
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest
from radlane.registry.package import manifest_digest
from support.choices import IMAGES, VOLUMES, selecting
from support.planar_models import cine_geometry, picture_geometry, planar_input

TEXT = (builtin_roots()[0] / "cxr-lungs" / "model.yaml").read_text()
WHOLE = """
accepts:
  age_years: {least: 18}
  polarities: [MONOCHROME1, MONOCHROME2]
  intents: [FOR PRESENTATION]
  rows: {least: 512}
  columns: {least: 512}
  spacing_mm: {least: 0.1, most: 0.4, unknown: accepted}
  field_of_view_mm: {least: 250}
  pixels:
    empty: 0.6
    saturated: 0.1
    polarity: {pattern: frontal-chest}
"""


def complaints(manifest: Manifest, accepts: Accepts) -> list[str]:
    return complain_of_acceptance(replace(manifest, accepts=accepts))


def of_pixels(manifest: Manifest, **pixels: object) -> list[str]:
    return complaints(manifest, Accepts(pixels=Pixels(**pixels)))  # type: ignore[arg-type]


def test_a_manifest_that_says_everything_of_a_projection(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(TEXT + WHOLE)
    accepts = read_manifest(tmp_path / "model.yaml").accepts
    assert accepts.age_years == StatedRange(least=18, unknown="refused")
    assert accepts.spacing_mm == StatedRange(least=0.1, most=0.4, unknown="accepted")
    assert accepts.pixels.polarity == Polarity(pattern="frontal-chest", least=-0.2)


def test_what_is_left_out_asks_for_nothing_and_changes_no_digest(tmp_path: Path) -> None:
    digests = []
    for said in ("", "accepts: {}\n", "accepts: {pixels: {}}\n", WHOLE):
        (tmp_path / "model.yaml").write_text(TEXT + said)
        manifest = read_manifest(tmp_path / "model.yaml")
        digests.append(manifest_digest(manifest))
        assert (manifest.accepts == ANYTHING) == (said != WHOLE)
    assert digests[0] == digests[1] == digests[2] != digests[3]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("accepts: {sex: [F]}", "accepts.sex: unexpected_keyword_argument"),
        ("accepts: {age_years: {least: '18'}}", "accepts.age_years.least: float_type"),
        ("accepts: {age_years: {least: 18, unknown: maybe}}", "accepts.age_years.unknown: literal_error"),
        ("accepts: {rows: {least: 18, unknown: accepted}}", "accepts.rows.unknown: unexpected_keyword_argument"),
        ("accepts: {polarities: [RGB]}", "accepts.polarities.0: literal_error"),
        ("accepts: {intents: [FOR FUN]}", "accepts.intents.0: literal_error"),
        ("accepts: {pixels: {polarity: {pattern: knee}}}", "accepts.pixels.polarity.pattern: literal_error"),
        ("accepts: {slices: {least: 3}}", "accepts: only volumes have slices"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, said: str, named: str) -> None:
    (tmp_path / "model.yaml").write_text(f"{TEXT}{said}\n")
    with pytest.raises(ManifestInvalid) as invalid:
        read_manifest(tmp_path / "model.yaml")
    assert named in str(invalid.value)


@pytest.mark.parametrize("range_", [Range(least=1), Range(most=1), Range(least=1, most=1), Range(least=1, most=2)])
def test_a_range_has_an_end(range_: Range) -> None:
    assert complaints(VOLUMES, Accepts(rows=range_, slices=range_, extent_mm=range_)) == []


def test_a_range_without_an_end_or_the_wrong_way_round() -> None:
    ordered = "least and most are numbers within 1e+06, and least is not above most"
    assert complaints(IMAGES, Accepts(rows=Range())) == ["accepts.rows: asks for nothing"]
    for range_ in (Range(least=2, most=1), Range(most=float("inf")), Range(least=float("nan")), Range(most=2e6)):
        assert complaints(IMAGES, Accepts(columns=range_)) == [f"accepts.columns: {ordered}"]
    air = StatedRange(least=-900, most=-1100)
    assert of_pixels(VOLUMES, air_hu=air) == [f"accepts.pixels.air_hu: {ordered}"]


def test_only_volumes_have_slices() -> None:
    whole = Accepts(slices=Range(least=3), slice_spacing_mm=Range(most=5), extent_mm=Range(least=100))
    assert complaints(VOLUMES, whole) == []
    assert complaints(IMAGES, whole) == ["accepts: only volumes have slices, slice_spacing_mm, extent_mm"]


def test_shares_lie_between_nothing_and_all() -> None:
    for wrong in (0.0, 1.0, -0.5, float("nan")):
        named = ["accepts.pixels.empty: a share between 0 and 1", "accepts.pixels.saturated: a share between 0 and 1"]
        assert of_pixels(IMAGES, empty=wrong, saturated=wrong) == named
    assert of_pixels(VOLUMES, empty=0.9, saturated=0.05) == []


def test_a_polarity_is_of_projections() -> None:
    chest = Polarity(pattern="frontal-chest")
    assert of_pixels(IMAGES, polarity=chest) == []
    assert of_pixels(VOLUMES, polarity=chest) == ["accepts.pixels.polarity: only of projections"]
    for least in (-1.0, 1.0):
        named = ["accepts.pixels.polarity.least: between -1 and 1"]
        assert of_pixels(IMAGES, polarity=replace(chest, least=least)) == named


def test_air_and_body_are_asked_of_the_reference_only() -> None:
    (wanted,) = VOLUMES.inputs
    ct, pet = wanted.channels[0], selecting(VOLUMES, modalities=("PT",)).inputs[0].channels[0]
    air = StatedRange(least=-1050, most=-950)
    for channels, fits in (((ct, replace(pet, id="pet")), True), ((pet, replace(ct, id="ct")), False)):
        two = replace(VOLUMES, inputs=(replace(wanted, channels=channels),))
        assert (of_pixels(two, air_hu=air) == []) is fits


def test_air_and_body_are_of_ct() -> None:
    air, cut = StatedRange(least=-1050, most=-950), (CutSide(side=Direction.H, most=0.3),)
    only = ["accepts.pixels.air_hu and cut: only of volumes of the modality CT"]
    assert of_pixels(VOLUMES, air_hu=air, cut=cut) == []
    for other in (IMAGES, selecting(IMAGES, modalities=("CT",)), selecting(VOLUMES, modalities=("CT", "MR"))):
        assert of_pixels(other, air_hu=air) == only
        assert of_pixels(other, cut=cut) == only


def test_each_side_is_cut_once_and_by_a_share() -> None:
    one, twice = CutSide(side=Direction.L, most=0.0), CutSide(side=Direction.L, most=0.5)
    assert of_pixels(VOLUMES, cut=(one, twice)) == ["accepts.pixels.cut.side: must differ"]
    for most in (-0.1, 1.0):
        assert of_pixels(VOLUMES, cut=(replace(one, most=most),)) == ["accepts.pixels.cut.most: from 0, below 1"]


@pytest.mark.parametrize("geometry", [picture_geometry(), cine_geometry()])
def test_of_pictures_and_clips_no_pixels_are_asked(geometry: PictureGeometry | CineGeometry) -> None:
    manifest = replace(IMAGES, inputs=(planar_input(geometry),))
    assert not complaints(manifest, Accepts(rows=Range(least=10)))
    assert of_pixels(manifest, empty=0.5) == [
        "accepts.pixels.empty, saturated, polarity: only of projections and volumes"
    ]
    assert len(complaints(manifest, Accepts(slices=Range(least=10)))) == 1
