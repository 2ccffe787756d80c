"""What a model accepts of what was chosen for it: the patient's age, the grid, the pixels.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
`domain.input.Select` says which of several images is meant; this says whether the network may see it at all. What is
left out asks for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.code import Closed
from radlane.domain.image import Direction


@dataclass(frozen=True, kw_only=True)
class Range(Closed):
    """Numbers from `least` to `most`, ends included; None: no end there."""

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, kw_only=True)
class StatedRange(Range):
    """A range of what not every image says.

    Attributes
    ----------
    unknown : str
        What it means if nobody knows the number: `refused`, or `accepted`.
    """

    unknown: Literal["accepted", "refused"] = "refused"


@dataclass(frozen=True, kw_only=True)
class Polarity(Closed):
    """What an image shows where its header's polarity is true.

    Attributes
    ----------
    pattern : str
        `frontal-chest`: lungs darker than what lies between and below them (`imaging.polarity`).
    least : float
        How much darker they are at least, in ranks of the image's values, -1 to 1; an image of the wrong polarity has
        the same number with the other sign.
    """

    pattern: Literal["frontal-chest"]
    least: float = -0.2


@dataclass(frozen=True, kw_only=True)
class CutSide(Closed):
    """How much of the body a CT volume may cut off at one of its six sides.

    Attributes
    ----------
    side : Direction
        The side of the patient.
    most : float
        The body's area on the outermost plane at most, as a share of that on the plane on which it is largest.
    """

    side: Direction
    most: float


@dataclass(frozen=True, kw_only=True)
class Pixels(Closed):
    """What the pixels have to show.

    Attributes
    ----------
    empty : float or None
        At most this share of the image is padding or its most frequent value.
    saturated : float or None
        At most this share of the image is at an end of its values and is no border (`imaging.saturation`).
    polarity : Polarity or None
        Of projections: that the image is not inverted.
    air_hu : StatedRange or None
        Of CT volumes: the value of air (`imaging.air`); unknown where there is none to be seen.
    cut : tuple of CutSide
        Of CT volumes: where the body ends inside.
    """

    empty: float | None = None
    saturated: float | None = None
    polarity: Polarity | None = None
    air_hu: StatedRange | None = None
    cut: tuple[CutSide, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Accepts(Closed):
    """What a model accepts.

    Attributes
    ----------
    age_years : StatedRange or None
        Patient's Age (0010,1010), else Study Date (0008,0020) less Patient's Birth Date (0010,0030).
    polarities : tuple of str
        Photometric Interpretation (0028,0004) is one of these; none: any that is read.
    intents : tuple of str
        Presentation Intent Type (0008,0068), where it is present, is one of these; none: any.
    rows, columns, slices : Range or None
        Their numbers; slices of volumes.
    spacing_mm : StatedRange or None
        Distance of pixel centres in the plane, of rows as of columns; of projections in whatever plane it was measured.
    slice_spacing_mm : Range or None
        Of volumes: distance of slices.
    field_of_view_mm : StatedRange or None
        Height and width of the image: pixels times their distance.
    extent_mm : Range or None
        Of volumes: slices times their distance.
    pixels : Pixels
        What they show.
    """

    age_years: StatedRange | None = None
    polarities: tuple[Literal["MONOCHROME1", "MONOCHROME2"], ...] = ()
    intents: tuple[Literal["FOR PRESENTATION", "FOR PROCESSING"], ...] = ()
    rows: Range | None = None
    columns: Range | None = None
    slices: Range | None = None
    spacing_mm: StatedRange | None = None
    slice_spacing_mm: Range | None = None
    field_of_view_mm: StatedRange | None = None
    extent_mm: Range | None = None
    pixels: Pixels = Pixels()


ANYTHING = Accepts()
"""What a manifest accepts that says nothing of it: whatever was chosen and can be read."""
