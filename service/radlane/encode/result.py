"""All objects of a run.

In: a conclusion and what is shown of its images. Out: the objects in storing order: leaves first, the root SR last.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.domain.finding import Conclusion
from radlane.domain.form import PARAMETRIC_MAP
from radlane.domain.outline import Outlines
from radlane.domain.result import Role
from radlane.encode.capture import Picture, build_capture
from radlane.encode.context import EncodeContext
from radlane.encode.display import build_display
from radlane.encode.evidence import Evidence
from radlane.encode.explanation import build_explanation
from radlane.encode.parametric_map import build_parametric_map
from radlane.encode.report import build_report
from radlane.encode.segmentation import build_segmentation
from radlane.encode.series import KINDS

_ROLES = {kind.number: kind.role for kind in KINDS}
_NONE = Outlines()


def encode_result(
    context: EncodeContext,
    conclusion: Conclusion,
    picture: Picture | None,
    explained: Sequence[Picture] = (),
    outlines: Outlines = _NONE,
) -> tuple[Dataset, ...]:
    """Encode a conclusion; the same arguments give the same bytes.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        One finding at least; masks on the source's stored grid, labels and heat maps on the frames'.
    picture : uint8 [y, x], sequence of Cut or None
        The analysed image as it is shown, on its stored grid, or cuts of the volume; None: no Secondary Capture.
    explained : sequence of Picture
        What each heat map is shown on, in their order; cuts with its heat.
    outlines : Outlines
        What the SR of outlines draws; without any there is none.

    Returns
    -------
    tuple of Dataset
        SEG (where any segment has pixels), Secondary Capture, Parametric Map (where the frames have places in space,
        and the form of the result has some) and Secondary Capture of each heat map, SR of outlines, root SR. The root
        is the commit mark: it is stored last.

    Raises
    ------
    ValueError
        If there is not one picture for each heat map.
    """
    segmentation = build_segmentation(context, conclusion)
    capture = None if picture is None else build_capture(context, conclusion, picture)
    explanations: dict[str, tuple[Dataset, ...]] = {}
    for number, (heatmap, shown) in enumerate(zip(conclusion.heatmaps, explained, strict=True), start=1):
        about = heatmap.finding or ""
        known = explanations.get(about, ())
        explanations[about] = (*known, *build_heatmap(context, conclusion, number, shown))
    evidence = Evidence(
        frames=context.frames,
        segmentation=segmentation,
        explanations=explanations,
        further=context.further,
        earlier=context.earlier,
    )
    display = build_display(context, conclusion, outlines)
    pictures = [one for one in (capture, display) if one is not None]
    report = build_report(context, conclusion, evidence, pictures)
    maps = [one for made in explanations.values() for one in made]
    return tuple(dataset for dataset in (segmentation, capture, *maps, display, report) if dataset is not None)


def build_heatmap(context: EncodeContext, conclusion: Conclusion, number: int, shown: Picture) -> tuple[Dataset, ...]:
    """Build the objects of a heat map: its numbers, where the frames and the form allow that, and its picture.

    `number` is its place in `conclusion.heatmaps`, from 1.
    """
    with_map = PARAMETRIC_MAP not in context.form.refused
    numbers = build_parametric_map(context, conclusion, number) if with_map else None
    picture = build_explanation(context, conclusion, number, shown)
    return (picture,) if numbers is None else (numbers, picture)


def role_of(dataset: Dataset) -> Role:
    """Return what an object that radlane made is for: each role has a series of its own, and a number of it."""
    return _ROLES[integer(dataset, "SeriesNumber") or 0]
