"""The objects of an amendment: heat maps that were asked for after a result was stored, and its report once more.

In: the conclusion with all of its heat maps, and the objects that were made before. Out: the new leaves, and the new
root SR last. Nothing that was made before is made again: the report refers to it by its UIDs.
Reference: PS3.3 section C.17.2 (Predecessor Documents Sequence); docs/adr/0026.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.domain.finding import Conclusion
from radlane.domain.result import Role
from radlane.encode.capture import Picture
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import Evidence
from radlane.encode.report import build_report
from radlane.encode.result import build_heatmap, role_of

_MAPS = frozenset({Role.PARAMETRIC_MAP, Role.EXPLANATION})
_PICTURES = frozenset({Role.CAPTURE, Role.DISPLAY})


def encode_amendment(
    context: EncodeContext, conclusion: Conclusion, before: Sequence[Dataset], explained: Sequence[Picture]
) -> tuple[Dataset, ...]:
    """Encode what an amendment adds; the same arguments give the same bytes.

    Parameters
    ----------
    context : EncodeContext
        The amendment; it names its predecessors.
    conclusion : Conclusion
        That of the run, with its own heat maps first and those that are added after them.
    before : sequence of Dataset
        The leaves that the run has in this form: SEG, pictures, heat maps.
    explained : sequence of Picture
        What each of the added heat maps is shown on, in their order.

    Returns
    -------
    tuple of Dataset
        Parametric Map (where the frames have places in space, and the form of the result has some) and Secondary
        Capture of each added heat map, root SR.

    Raises
    ------
    ValueError
        If there are more pictures than heat maps.
    """
    segmentation = next((one for one in before if role_of(one) is Role.SEGMENTATION), None)
    first = len(conclusion.heatmaps) - len(explained)
    if first < 0:
        raise ValueError("there are more pictures than heat maps")
    made: list[Dataset] = []
    explanations = {name: tuple(maps) for name, maps in _known_maps(conclusion, before).items()}
    for number, shown in enumerate(explained, start=first + 1):
        finding = conclusion.heatmaps[number - 1].finding or ""
        added = build_heatmap(context, conclusion, number, shown)
        explanations[finding] = (*explanations.get(finding, ()), *added)
        made += added
    evidence = Evidence(
        frames=context.frames,
        segmentation=segmentation,
        explanations=explanations,
        further=context.further,
        earlier=context.earlier,
    )
    pictures = [one for one in before if role_of(one) in _PICTURES]
    return (*made, build_report(context, conclusion, evidence, pictures))


def _known_maps(conclusion: Conclusion, before: Sequence[Dataset]) -> dict[str, list[Dataset]]:
    """Return what explains each finding already; the Instance Number of a map is its place among them."""
    found: dict[str, list[Dataset]] = {}
    maps = [one for one in before if role_of(one) in _MAPS]
    for one in sorted(maps, key=lambda dataset: integer(dataset, "InstanceNumber") or 0):
        heatmap = conclusion.heatmaps[(integer(one, "InstanceNumber") or 0) - 1]
        found.setdefault(heatmap.finding or "", []).append(one)
    return found
