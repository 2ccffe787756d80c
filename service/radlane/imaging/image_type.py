"""Which images of a series are no slices of its stack.

In: headers. Out: those that may be slices, and those that are not, with the reason. What Image Type does not settle is
kept: the geometry decides then. Reference: PS3.3 sections C.7.6.1.1.2, C.8.2.1.1.1 (CT), C.8.3.1.1.1 (MR).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pydicom import Dataset

from radlane.domain.reason import Reason, ReasonCode
from radlane.imaging.reading import text
from radlane.imaging.slices import Slice, directions_of, is_near

# Of the standard, then of vendors (spelled with blanks here, whatever joins the words there).
_SCOUTS = frozenset({"LOCALIZER", "SCOUT", "TOPOGRAM", "SURVIEW", "SCANOGRAM", "PILOT"})
_PICTURES = frozenset({"SCREEN SAVE", "SCREENSAVE", "SCREEN CAPTURE", "DOSE INFO", "DOSE REPORT", "CSA BLACK IMAGE"})
_PROJECTIONS = frozenset(
    {"PROJECTION IMAGE", "MIP", "MINIP", "MIN IP", "MAX IP", "CSA MIP", "VRT", "VOLUME RENDERING", "SSD"}
)
_REFORMATS = frozenset({"MPR", "CSA MPR", "MPR THICK", "CSA MPR THICK", "CURVED MPR", "CPR"})
_MOSAICS = frozenset({"MOSAIC"})  # of Siemens: where its tiles lie only private attributes say
# Of nuclear medicine, whose images are named by what was acquired.
_PLANAR = frozenset({"STATIC", "DYNAMIC", "GATED", "WHOLE BODY", "TOMO", "GATED TOMO"})
_KINDS = (
    (_SCOUTS, "A localiser is no slice of a stack"),
    (_PICTURES, "A picture of a screen is no slice of a stack"),
    (_PROJECTIONS, "A projection is no slice of a stack"),
    (_REFORMATS, "A reformatted image repeats slices that were acquired"),
    (_MOSAICS, "A mosaic has many slices side by side in one image, and is not split"),
)


def leave_out(slices: Sequence[Slice]) -> tuple[tuple[Slice, ...], tuple[tuple[Slice, Reason], ...]]:
    """Part the images that may be slices of a stack from those that Image Type says are none.

    Left out are localisers, pictures of screens, projections (MIP and its kin; of NM what is not reconstructed),
    reformats named MPR, and mosaics: all but the last belong to the study as well as the acquisition that they were
    made from, which is what a model reads. Kept are all others, whatever their first two values: DERIVED or SECONDARY
    alone says that pixels were computed, not that they are no regular stack (averaged thicker slices, REFORMATTED
    without a projection, a scanner's own reconstruction such as CT_SOM5 MPR); whether they are one the geometry
    decides. An image without Image Type is kept.

    Returns
    -------
    kept : tuple of Slice
        In the order in which they came.
    left_out : tuple of (Slice, Reason)
        Each with `no-matching-series`.
    """
    kept: list[Slice] = []
    left: list[tuple[Slice, Reason]] = []
    for item in slices:
        why = _no_slice(item)
        if why is None:
            kept.append(item)
        else:
            left.append((item, Reason(code=ReasonCode.NO_MATCHING_SERIES, text=why)))
    return tuple(kept), tuple(left)


def is_picture(header: Dataset) -> bool:
    """Whether Image Type says that an image is a picture of a screen: of doses, of protocols, of a viewer."""
    return bool(_PICTURES & _shown(header))


def lie_among(left_out: Sequence[Slice], stack: Sequence[Slice]) -> bool:
    """Whether an image has the size and the orientation of most slices of a stack: then it may be one of them."""
    (size, one), _ = Counter((_size(item), directions_of(item)) for item in stack).most_common(1)[0]
    return any(_size(item) == size and is_near(directions_of(item), one) for item in left_out)


def _size(item: Slice) -> tuple[str, str]:
    return text(item.header, "Rows"), text(item.header, "Columns")


def _no_slice(item: Slice) -> str | None:
    """Why an image is no slice."""
    said = _shown(item.header)
    if said & _PLANAR and text(item.header, "Modality") == "NM":
        return "A projection of nuclear medicine is no slice of a stack"
    return next((why for names, why in _KINDS if names & said), None)


def _shown(header: Dataset) -> frozenset[str]:
    """What the third value of Image Type, and those after it, say that an image shows."""
    values = text(header, "ImageType").upper().split("\\")[2:]
    return frozenset(value.replace("_", " ").replace("-", " ").strip() for value in values)
