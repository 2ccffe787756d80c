"""Whether a network may see what was chosen and read: the manifest's `accepts`.

In: `Accepts`, headers, and what was read of them. Out: nothing, or the reason why not. The reasons say what the model
accepts, in the manifest's words, and never what the image is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydicom import Dataset

from radlane.dicomweb.patient_age import age_of
from radlane.domain.acceptance import Accepts, CutSide, Pixels, Polarity, Range, StatedRange
from radlane.domain.cine import Cine
from radlane.domain.image import Image, Picture
from radlane.domain.reason import ReasonCode
from radlane.domain.volume import Volume
from radlane.errors import InputRefused
from radlane.imaging.air import air_hu
from radlane.imaging.body import cut_shares
from radlane.imaging.emptiness import empty_share
from radlane.imaging.polarity import chest_contrast
from radlane.imaging.reading import text
from radlane.imaging.saturation import saturated_share

_AGE = ("PatientAge", "PatientBirthDate", "StudyDate")
_ROUNDING = 1e-6  # of a length that is computed from cosines and decimals

_R = ReasonCode
_Refusal = tuple[ReasonCode, str]
_Subject = Image | Volume | Picture | Cine


@dataclass(frozen=True, kw_only=True)
class _Size:
    """What is measured of a grid; a slice alone, like a projection, has neither `slices` nor `step_mm`.

    Attributes
    ----------
    spacing_mm : (float, float) or None
        Distance of rows and of columns; None where nobody knows.
    slices, step_mm : int or None, float or None
        Of a volume.
    """

    rows: int
    columns: int
    spacing_mm: tuple[float, float] | None
    slices: int | None = None
    step_mm: float | None = None


def require_accepted(accepts: Accepts, headers: Sequence[Dataset], subject: _Subject) -> None:
    """Require that a model accepts what was read.

    Parameters
    ----------
    accepts : Accepts
        From the manifest.
    headers : sequence of Dataset
        Of the image, or of what holds the slices.
    subject : Image, Volume, Picture or Cine
        What was read of them; of pictures and clips no gate looks at pixels.

    Raises
    ------
    InputRefused
        With the first reason why not; headers are asked before pixels.
    """
    require_header(accepts, headers, subject)
    if isinstance(subject, Image | Volume):
        _require(_against_pixels(accepts.pixels, subject), subject)


def require_channel(accepts: Accepts, volume: Volume) -> None:
    """Require of a channel beside the reference what is asked of any pixels: that they are not empty or saturated.

    Raises
    ------
    InputRefused
        With the first reason why not.
    """
    _require(_against_values(accepts.pixels, volume), volume)


def require_header(accepts: Accepts, headers: Sequence[Dataset], subject: _Subject) -> None:
    """Require what can be known without looking at pixels: age, polarity, intent and size.

    Raises
    ------
    InputRefused
        With the first reason why not.
    """
    _require(_against_headers(accepts, headers), subject)
    _require(_against_size(accepts, _size_of(subject)), subject)


def _require(against: Iterable[_Refusal], subject: _Subject) -> None:
    uid = subject.refs[0].series_instance_uid if isinstance(subject, Volume) else subject.ref.sop_instance_uid
    for code, why in against:
        raise InputRefused(code, why, uid=uid)


def _against_headers(accepts: Accepts, headers: Sequence[Dataset]) -> Iterator[_Refusal]:
    if accepts.age_years is not None:
        ages = {age_of(*said) for said in {tuple(text(header, name) for name in _AGE) for header in headers}}
        if ages - {None} and not all(_is_in(accepts.age_years, age) for age in ages if age is not None):
            yield _R.AGE_MISMATCH, f"The model accepts patients of {_words(accepts.age_years)} years"
        if None in ages and _refuses_unknown(accepts.age_years):
            yield _R.AGE_UNKNOWN, "Neither Patient's Age nor two dates say how old the patient is, and the model asks"
    if accepts.polarities and not _say(headers, "PhotometricInterpretation", accepts.polarities):
        yield _R.POLARITY_MISMATCH, f"The model accepts {' or '.join(accepts.polarities)}"
    if accepts.intents and not _say(headers, "PresentationIntentType", ("", *accepts.intents)):
        yield _R.INTENT_MISMATCH, f"The model accepts images {' or '.join(accepts.intents)}"


def _say(headers: Sequence[Dataset], keyword: str, accepted: Sequence[str]) -> bool:
    return {text(header, keyword) for header in headers} <= set(accepted)


def _size_of(subject: _Subject) -> _Size:
    if isinstance(subject, Volume):
        slices, rows, columns = subject.grid.shape
        step, *spacing = subject.grid.spacing_mm
        return _Size(rows=rows, columns=columns, spacing_mm=(spacing[0], spacing[1]), slices=slices, step_mm=step)
    rows, columns = subject.values.shape[1:3] if isinstance(subject, Cine) else subject.values.shape[:2]
    known = subject.spacing
    return _Size(rows=rows, columns=columns, spacing_mm=None if known is None else (known.row_mm, known.column_mm))


def _against_size(accepts: Accepts, size: _Size) -> Iterator[_Refusal]:
    for range_, number, name in ((accepts.rows, size.rows, "rows"), (accepts.columns, size.columns, "columns")):
        if range_ is not None and not _is_in(range_, number):
            yield _R.MATRIX_MISMATCH, f"The model accepts {_words(range_)} {name}"
    yield from _against_plane(accepts, size)
    if size.slices is not None and size.step_mm is not None:
        yield from _against_slices(accepts, size.slices, size.step_mm)


def _against_plane(accepts: Accepts, size: _Size) -> Iterator[_Refusal]:
    """What speaks against the lengths in the plane."""
    spacing, field = accepts.spacing_mm, accepts.field_of_view_mm
    if size.spacing_mm is None:
        if any(range_ is not None and _refuses_unknown(range_) for range_ in (spacing, field)):
            yield _R.SPACING_UNKNOWN, "There is no usable pixel spacing, and the model asks for it"
        return
    if spacing is not None and not all(_is_near(spacing, length) for length in size.spacing_mm):
        yield _R.SPACING_MISMATCH, f"The model accepts pixels of {_words(spacing)} mm"
    sides = (size.rows * size.spacing_mm[0], size.columns * size.spacing_mm[1])
    if field is not None and not all(_is_near(field, side) for side in sides):
        yield _R.FIELD_OF_VIEW_MISMATCH, f"The model accepts images whose height and width are {_words(field)} mm"


def _against_slices(accepts: Accepts, slices: int, step_mm: float) -> Iterator[_Refusal]:
    """What speaks against a stack."""
    if accepts.slices is not None and not _is_in(accepts.slices, slices):
        yield _R.SLICE_COUNT_MISMATCH, f"The model accepts {_words(accepts.slices)} slices"
    if accepts.slice_spacing_mm is not None and not _is_near(accepts.slice_spacing_mm, step_mm):
        yield _R.SPACING_MISMATCH, f"The model accepts slices at a distance of {_words(accepts.slice_spacing_mm)} mm"
    if accepts.extent_mm is not None and not _is_near(accepts.extent_mm, slices * step_mm):
        yield _R.FIELD_OF_VIEW_MISMATCH, f"The model accepts stacks of {_words(accepts.extent_mm)} mm"


def _against_pixels(pixels: Pixels, subject: Image | Volume) -> Iterator[_Refusal]:
    yield from _against_values(pixels, subject)
    if isinstance(subject, Volume):
        yield from _against_air(pixels.air_hu, subject)
        yield from _against_cuts(pixels.cut, subject)
    else:
        yield from _against_polarity(pixels.polarity, subject)


def _against_values(pixels: Pixels, subject: Image | Volume) -> Iterator[_Refusal]:
    if pixels.empty is not None and empty_share(subject) > pixels.empty:
        yield _R.PIXELS_EMPTY, f"More than {pixels.empty:g} of the image is padding or one value"
    if pixels.saturated is not None and saturated_share(subject) > pixels.saturated:
        yield _R.PIXELS_SATURATED, f"More than {pixels.saturated:g} of the image is at an end of its values"


def _against_polarity(polarity: Polarity | None, image: Image) -> Iterator[_Refusal]:
    if polarity is not None and chest_contrast(image) < polarity.least:
        yield _R.PIXELS_INVERTED, "Lungs would be brighter than what lies between them: the polarity is wrong"


def _against_air(wanted: StatedRange | None, volume: Volume) -> Iterator[_Refusal]:
    if wanted is None:
        return
    found = air_hu(volume)
    if found is None and _refuses_unknown(wanted):
        yield _R.AIR_UNKNOWN, "There is no air to be seen that says whether values are HU, and the model asks"
    if found is not None and not _is_in(wanted, found):
        yield _R.AIR_MISMATCH, f"The model accepts air of {_words(wanted)} HU"


def _against_cuts(cuts: Sequence[CutSide], volume: Volume) -> Iterator[_Refusal]:
    shares = cut_shares(volume) if cuts else {}
    if shares is None:
        yield _R.BODY_NOT_FOUND, "Nothing in the volume is as dense as a body"
    for cut in cuts:
        if shares is not None and shares[cut.side] > cut.most:
            yield _R.BODY_CUT, f"The body is cut off at side {cut.side} by more than {cut.most:g} of its largest area"


def _refuses_unknown(range_: StatedRange) -> bool:
    return range_.unknown == "refused"


def _is_in(range_: Range, number: float) -> bool:
    above = range_.least is None or range_.least <= number
    return above and (range_.most is None or number <= range_.most)


def _is_near(range_: Range, length: float) -> bool:
    """Whether a length is in a range; its own rounding does not decide."""
    above = range_.least is None or range_.least <= length * (1 + _ROUNDING)
    return above and (range_.most is None or length * (1 - _ROUNDING) <= range_.most)


def _words(range_: Range) -> str:
    ends = [] if range_.least is None else [f"at least {range_.least:g}"]
    ends += [] if range_.most is None else [f"at most {range_.most:g}"]
    return " and ".join(ends)
