"""The images of a result: what the SEG and the picture repeat of the analysed image."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydicom.dataset import Dataset
from pydicom.uid import SecondaryCaptureImageStorage

from radlane.attribute import integer
from radlane.encode.burned_in import burned_in
from radlane.encode.checks.frame_pixels import is_native, pixel_data
from radlane.encode.checks.problem import Problem, problem, references
from radlane.encode.checks.runs import Run
from radlane.encode.lossy import LOSSLESS, LOSSY, lossy_compression
from radlane.encode.reading import items, text

_BLOCK = 1 << 14  # pixels that are compared at once


def check_capture(run: Run) -> Iterator[Problem]:
    """A picture names the analysed images as its source, and shows something."""
    images = {text(image, "SOPInstanceUID") for image in run.images}
    for capture in pictures(run):
        named = {uid for uid, _ in references(items(capture, "SourceImageSequence"))}
        if not named or (images and named != images):
            yield problem("capture-source", capture, "the picture does not name the analysed images as its source")
        if _is_blank(capture):
            yield problem("capture-blank", capture, "the picture has one colour everywhere, or no pixels")


def check_burned_in(run: Run) -> Iterator[Problem]:
    """What is burned into the image, or may be, is burned into the picture, which never claims more than is known."""
    expected = burned_in(run.images) or ""
    allowed = {expected, ""} if expected == "NO" else {expected}
    for capture in pictures(run):
        if run.images and text(capture, "BurnedInAnnotation") not in allowed:
            yield problem("burned-in", capture, "Burned In Annotation is not the analysed image's")


def check_lossy(run: Run) -> Iterator[Problem]:
    """What is derived from a lossy image says so, and nothing else does; a picture claims no more than is known."""
    known = lossy_compression((*run.images, *run.earlier))
    for dataset in run.objects:
        stated = text(dataset, "LossyImageCompression")
        told = (stated == LOSSY) == (known == LOSSY) or text(dataset, "Modality") == "SR"
        claimed = stated == LOSSLESS and known is None and is_picture(dataset)
        if run.images and (not told or claimed):
            yield problem("lossy-mismatch", dataset, "Lossy Image Compression is not what is known of the image")


def pictures(run: Run) -> tuple[Dataset, ...]:
    """Return the Secondary Captures of a run."""
    return tuple(filter(is_picture, run.objects))


def is_picture(dataset: Dataset) -> bool:
    """Whether an object is a Secondary Capture: Parametric Maps have its modality too."""
    return text(dataset, "SOPClassUID") == SecondaryCaptureImageStorage


def _is_blank(capture: Dataset) -> bool:
    """Whether native pixels are all the same; others are not looked at."""
    samples = integer(capture, "SamplesPerPixel") or 1
    pixels = np.frombuffer(pixel_data(capture), np.uint8)
    if not is_native(capture) or integer(capture, "BitsAllocated") != 8 or samples < 1:
        return False
    whole = pixels[: pixels.size // samples * samples].reshape(-1, samples)
    blocks = range(0, len(whole), _BLOCK)  # pictures differ soon
    return not any((whole[start : start + _BLOCK] != whole[:1]).any() for start in blocks)
