"""All objects of a run.

In: a conclusion and what is shown of its images. Out: the objects in storing order: leaves first, the root SR last.
"""

from __future__ import annotations

from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.domain.outline import Outlines
from radlane.domain.result import Role
from radlane.encode.capture import Picture, build_capture
from radlane.encode.context import EncodeContext
from radlane.encode.display import build_display, list_display
from radlane.encode.report import build_report
from radlane.encode.segmentation import build_segmentation
from radlane.encode.series import CAPTURE, REPORT, SEGMENTATION, is_display

_ROLES = {kind.modality: kind.role for kind in (SEGMENTATION, CAPTURE, REPORT)}
_NONE = Outlines()


def encode_result(
    context: EncodeContext, conclusion: Conclusion, picture: Picture | None, outlines: Outlines = _NONE
) -> tuple[Dataset, ...]:
    """Encode a conclusion; the same arguments give the same bytes.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        One finding at least; masks on the source's stored grid, labels on the volume's.
    picture : uint8 [y, x], sequence of Cut or None
        The analysed image as it is shown, on its stored grid, or cuts of the volume; None: no Secondary Capture.
    outlines : Outlines
        What the SR of outlines draws; without any there is none.

    Returns
    -------
    tuple of Dataset
        SEG (where any segment has pixels), Secondary Capture, SR of outlines, root SR. The root is the commit mark: it
        is stored last.
    """
    segmentation = build_segmentation(context, conclusion)
    capture = None if picture is None else build_capture(context, conclusion, picture)
    display = build_display(context, conclusion, outlines)
    report = build_report(context, conclusion, segmentation, capture)
    if display is not None:
        list_display(report, display)
    return tuple(dataset for dataset in (segmentation, capture, display, report) if dataset is not None)


def role_of(dataset: Dataset) -> Role:
    """Return what an object that `encode_result` made is for."""
    return Role.DISPLAY if is_display(dataset) else _ROLES[str(dataset.Modality)]
