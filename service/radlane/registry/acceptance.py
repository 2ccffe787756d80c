"""What is wrong with what a manifest accepts.

In: a manifest. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from radlane.domain.acceptance import Accepts, Pixels, Range
from radlane.domain.input import VolumeGeometry
from radlane.domain.model import Manifest
from radlane.domain.planar import PlanarGeometry

_KEY = "accepts"
_MOST = 1e6  # years, mm, pixels, HU: a number that is no mistake
_OF_VOLUMES = ("slices", "slice_spacing_mm", "extent_mm")
_SIZES = ("rows", "columns", "spacing_mm", "field_of_view_mm", *_OF_VOLUMES)


def complain_of_acceptance(manifest: Manifest) -> list[str]:
    """Return what is wrong."""
    accepts, of_volume = manifest.accepts, _is_of_volume(manifest)
    wrong = [f"{_KEY}.{name}: {why}" for name, range_ in _ranges(accepts) for why in _of_range(range_)]
    if not of_volume and any(getattr(accepts, name) is not None for name in _OF_VOLUMES):
        wrong.append(f"{_KEY}: only volumes have {', '.join(_OF_VOLUMES)}")
    return wrong + [f"{_KEY}.pixels.{why}" for why in _of_pixels(accepts.pixels, manifest)]


def _ranges(accepts: Accepts) -> Iterator[tuple[str, Range]]:
    named = [(name, getattr(accepts, name)) for name in ("age_years", *_SIZES)]
    yield from ((name, range_) for name, range_ in named if range_ is not None)
    if accepts.pixels.air_hu is not None:
        yield "pixels.air_hu", accepts.pixels.air_hu


def _of_range(range_: Range) -> Iterator[str]:
    ends = [end for end in (range_.least, range_.most) if end is not None]
    if not ends:
        yield "asks for nothing"
    if not all(math.isfinite(end) and abs(end) <= _MOST for end in ends) or ends != sorted(ends):
        yield f"least and most are numbers within {_MOST:g}, and least is not above most"


def _of_pixels(pixels: Pixels, manifest: Manifest) -> Iterator[str]:
    for name in ("empty", "saturated"):
        share = getattr(pixels, name)
        if share is not None and not 0 < share < 1:
            yield f"{name}: a share between 0 and 1"
    if pixels.polarity is not None:
        if not -1 < pixels.polarity.least < 1:
            yield "polarity.least: between -1 and 1"
        if _is_of_volume(manifest):
            yield "polarity: only of projections"
    if pixels != Pixels() and _is_planar(manifest):
        yield "empty, saturated, polarity: only of projections and volumes"
    if (pixels.air_hu is not None or pixels.cut) and not _is_of_ct(manifest):
        yield "air_hu and cut: only of volumes of the modality CT"
    if len({cut.side for cut in pixels.cut}) != len(pixels.cut):
        yield "cut.side: must differ"
    if not all(0 <= cut.most < 1 for cut in pixels.cut):
        yield "cut.most: from 0, below 1"


def _is_of_volume(manifest: Manifest) -> bool:
    """Whether a manifest that may be wrong elsewhere reads volumes."""
    return any(isinstance(wanted.geometry, VolumeGeometry) for wanted in manifest.inputs)


def _is_planar(manifest: Manifest) -> bool:
    return any(isinstance(wanted.geometry, PlanarGeometry) for wanted in manifest.inputs)


def _is_of_ct(manifest: Manifest) -> bool:
    """Whether the reference is CT, of which alone this is asked; of a manifest that may be wrong elsewhere."""
    channels = [channel for wanted in manifest.inputs for channel in wanted.channels][:1]
    return _is_of_volume(manifest) and all(set(channel.select.modalities) == {"CT"} for channel in channels)
