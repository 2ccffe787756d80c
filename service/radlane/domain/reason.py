"""Why a study was not analysed, or a finding is less than the model could say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReasonCode(StrEnum):
    """Stable names of the reasons; `docs/reasons.md` explains each."""

    NO_MATCHING_SERIES = "no-matching-series"  # nothing of the modality and SOP Class the model reads
    AMBIGUOUS_INPUT = "ambiguous-input"  # several candidates, and the manifest does not say which
    SERIES_UNFIT = "series-unfit"  # the manifest's conditions on the acquisition are not met
    BODY_PART_MISMATCH = "body-part-mismatch"  # Body Part Examined or Anatomic Region says another
    VIEW_MISMATCH = "view-mismatch"  # View Position, View Code or Patient Orientation says another
    FILE_UNREADABLE = "file-unreadable"  # not DICOM, truncated, nested too deep
    TRANSFER_SYNTAX_UNSUPPORTED = "transfer-syntax-unsupported"  # no decoder
    PIXEL_DATA_MISSING = "pixel-data-missing"  # no Pixel Data, or none of its frames
    PIXEL_DATA_CORRUPT = "pixel-data-corrupt"  # the stream does not decode, or is short
    PIXEL_DESCRIPTION_INVALID = "pixel-description-invalid"  # Rows, Columns, Bits lie or contradict each other
    PIXEL_DEPTH_UNSUPPORTED = "pixel-depth-unsupported"  # values that float32 cannot tell apart
    PHOTOMETRIC_UNSUPPORTED = "photometric-unsupported"  # colour where grey is read
    COLOUR_MISSING = "colour-missing"  # a grey picture where the network reads colours
    PIXELS_BLANK = "pixels-blank"  # one value everywhere: there is nothing to analyse
    IMAGE_TOO_LARGE = "image-too-large"  # beyond the limit of pixels
    MULTI_FRAME_UNSUPPORTED = "multi-frame-unsupported"  # several frames where one is read
    GEOMETRY_INVALID = "geometry-invalid"  # a slice without a usable position, orientation or spacing
    SLICES_MIXED = "slices-mixed"  # slices that differ in size, orientation, spacing, kind or frame of reference
    SLICES_DUPLICATE = "slices-duplicate"  # two slices at one place
    SLICES_MISSING = "slices-missing"  # a gap in the stack
    SLICES_IRREGULAR = "slices-irregular"  # slices at unequal distances, or shifted sideways
    SLICES_TOO_FEW = "slices-too-few"  # no stack
    CLIP_TOO_SHORT = "clip-too-short"  # fewer frames, or seconds, than the network is given
    SLICES_FOREIGN = "slices-foreign"  # slices of another patient, study or series
    FRAME_OF_REFERENCE_DIFFERS = "frame-of-reference-differs"  # a channel's images lie in another space
    CHANNEL_COVERAGE = "channel-coverage"  # a channel's images show too little of what the network is given
    CHANNEL_MISSING = "channel-missing"  # no images for a channel: the network was given what the manifest says
    PRIOR_MISSING = "prior-missing"  # no earlier study of the patient has what a channel reads
    PRIOR_FOREIGN = "prior-foreign"  # an earlier study that may be another patient's
    PRIOR_DATE = "prior-date"  # a study that is not surely before the current one, or not in the days asked for
    SUV_UNKNOWN = "suv-unknown"  # weight, dose or times of a PET are absent or cannot be true
    RESCALE_MIXED = "rescale-mixed"  # slices whose values mean different things
    RESCALE_UNSUPPORTED = "rescale-unsupported"  # values by a table, or not in the modality's units
    GANTRY_TILTED = "gantry-tilted"  # a sheared stack: a note, or beyond what the model accepts
    AGE_MISMATCH = "age-mismatch"  # the patient is older or younger than the model accepts
    AGE_UNKNOWN = "age-unknown"  # nobody says how old the patient is, and the model asks
    POLARITY_MISMATCH = "polarity-mismatch"  # Photometric Interpretation says another polarity
    INTENT_MISMATCH = "intent-mismatch"  # Presentation Intent Type says another
    MATRIX_MISMATCH = "matrix-mismatch"  # more or fewer rows or columns
    SLICE_COUNT_MISMATCH = "slice-count-mismatch"  # more or fewer slices
    SPACING_MISMATCH = "spacing-mismatch"  # finer or coarser, in the plane or between slices
    FIELD_OF_VIEW_MISMATCH = "field-of-view-mismatch"  # larger or smaller, in the plane or along the slices
    PIXELS_EMPTY = "pixels-empty"  # padding or one value in too much of the image
    PIXELS_SATURATED = "pixels-saturated"  # too much of the image at an end of its values
    PIXELS_INVERTED = "pixels-inverted"  # dark where the header's polarity says bright
    AIR_MISMATCH = "air-mismatch"  # air has another value than the model accepts
    AIR_UNKNOWN = "air-unknown"  # there is no air to be seen, and the model asks
    BODY_CUT = "body-cut"  # the volume cuts off more of the body than the model accepts
    BODY_NOT_FOUND = "body-not-found"  # no body in the volume
    OUT_OF_DISTRIBUTION = "out-of-distribution"  # features too far from those of valid images
    INPUT_NOT_ACCEPTABLE = "input-not-acceptable"  # the model's own gate refuses the pixels
    OUTPUT_IMPLAUSIBLE = "output-implausible"  # the network's answer fails the manifest's plausibility rules
    LATERALITY_UNKNOWN = "laterality-unknown"  # no usable Patient Orientation: findings without a side
    FRAME_TIMES_UNKNOWN = "frame-times-unknown"  # nobody says when frames were taken: nothing in seconds
    SPACING_UNKNOWN = "spacing-unknown"  # no usable Pixel Spacing: areas in pixels
    SPACING_UNCALIBRATED = "spacing-uncalibrated"  # Pixel Spacing alone: nobody says whether it is corrected
    VALUE_UNIT_UNKNOWN = "value-unit-unknown"  # nobody says what the values are: intensities are left out
    SEGMENT_AT_BORDER = "segment-at-border"  # a structure may be cut off: areas are those of the part in the image
    PART_UNSEEN = "part-unseen"  # a picture was cropped: what lies beside its centre was not looked at
    BOX_LEFT_OUT = "box-left-out"  # a box that counts lies beside the image, or is one too many
    UNCERTAIN = "uncertain"  # the model is not sure enough of a class to say whether it is there
    HEADER_CONTRADICTED = "header-contradicted"  # the header denies what was found
    RAN_ON_CPU = "ran-on-cpu"  # the GPU had too little memory for a network: it ran on the CPU, in part at least
    NOT_EXPLAINED = "not-explained"  # an explanation was asked for, and there is none
    SOP_CLASS_REFUSED = "sop-class-refused"  # an archive does not take a class: an object of another one stands for it
    SPACING_DETECTOR = "spacing-detector"  # only Imager Pixel Spacing: detector plane, magnification uncorrected


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A coded reason and its sentence for people; the sentence holds no header value."""

    code: ReasonCode
    text: str
