"""Why a study was not analysed, or a finding is less than the model could say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReasonCode(StrEnum):
    """Stable names of the reasons; `docs/reasons.md` explains each."""

    NO_MATCHING_SERIES = "no-matching-series"  # nothing of the modality and SOP Class the model reads
    AMBIGUOUS_INPUT = "ambiguous-input"  # several candidates, and the manifest does not say which
    BODY_PART_MISMATCH = "body-part-mismatch"  # Body Part Examined says another region
    VIEW_MISMATCH = "view-mismatch"  # View Position or Patient Orientation says another projection
    FILE_UNREADABLE = "file-unreadable"  # not DICOM, truncated, nested too deep
    TRANSFER_SYNTAX_UNSUPPORTED = "transfer-syntax-unsupported"  # no decoder, or deflated
    PIXEL_DATA_MISSING = "pixel-data-missing"  # no Pixel Data, or none of its frames
    PIXEL_DATA_CORRUPT = "pixel-data-corrupt"  # the stream does not decode, or is short
    PIXEL_DESCRIPTION_INVALID = "pixel-description-invalid"  # Rows, Columns, Bits lie or contradict each other
    PHOTOMETRIC_UNSUPPORTED = "photometric-unsupported"  # colour where grey is read
    PIXELS_BLANK = "pixels-blank"  # one value everywhere: there is nothing to analyse
    IMAGE_TOO_LARGE = "image-too-large"  # beyond the limit of pixels
    MULTI_FRAME_UNSUPPORTED = "multi-frame-unsupported"  # several frames where one is read
    INPUT_NOT_ACCEPTABLE = "input-not-acceptable"  # the model's own gate refuses the pixels
    OUTPUT_IMPLAUSIBLE = "output-implausible"  # the network's answer fails the manifest's plausibility rules
    LATERALITY_UNKNOWN = "laterality-unknown"  # no usable Patient Orientation: findings without a side
    SPACING_UNKNOWN = "spacing-unknown"  # no usable Pixel Spacing: areas in pixels
    SPACING_DETECTOR = "spacing-detector"  # only Imager Pixel Spacing: detector plane, magnification uncorrected


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A coded reason and its sentence for people; the sentence holds no header value."""

    code: ReasonCode
    text: str
