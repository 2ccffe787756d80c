"""Names of findings for people.

In: a finding and its manifest. Out: its label with the patient's side, its tracking identifier, its numbers.
"""

from __future__ import annotations

import re

from radlane.domain.classification import FindingClass
from radlane.domain.finding import (
    BoxRegion,
    Conclusion,
    Finding,
    FrameRegion,
    Measurement,
    Presence,
    Probability,
    SegmentRegion,
)
from radlane.domain.output import Segment
from radlane.domain.saliency import Heatmap
from radlane.encode.context import EncodeContext

_SHORT_UNITS = {"[hnsf'U]": "HU", "[arb'U]": "arbitrary units"}  # what people write
_BRACES = str.maketrans("", "", "{}")
_NOTED = re.compile(r"(?<=[^./(])\{")  # a note behind a unit
_MOST_DIGITS = 17  # tell any two numbers apart
_SELF_EXPLAINING = frozenset({"{pixels}", "mm2", "mL"})  # sizes of segments: areas and volumes


def finding_label(context: EncodeContext, finding: Finding) -> str:
    """Return for example "Right lung"; "Lung, side unknown" where the model knows sides and the image does not."""
    segment = segment_of(context, finding)
    noun = segment.label if segment else finding.concept.meaning
    if finding.laterality is not None:
        return f"{finding.laterality.value.capitalize()} {_in_sentence(noun)}"
    described = segment or class_of(context, finding)
    return f"{noun}, side unknown" if described and described.laterality else noun


def explained_finding(conclusion: Conclusion, heatmap: Heatmap) -> Finding:
    """Return the finding that a heat map explains; people are told its label, as the manifest's id may name a side.

    Raises
    ------
    ValueError
        If the finding is not there.
    """
    explained = [finding for finding in conclusion.findings if finding.id == heatmap.finding]
    if not explained:
        raise ValueError("a heat map explains a finding that is there")
    return explained[0]


def segment_of(context: EncodeContext, finding: Finding) -> Segment | None:
    """Return the manifest's segment behind a finding."""
    return next((segment for segment in context.segments if segment.id == finding.id), None)


def class_of(context: EncodeContext, finding: Finding) -> FindingClass | None:
    """Return the manifest's class behind a finding; boxes of one are numbered (`nodule-2`)."""
    ids = (finding.id, finding.id.rpartition("-")[0])
    return next((kind for finding_id in ids for kind in context.classes if kind.id == finding_id), None)


def tracking_id(context: EncodeContext, finding: Finding) -> str:
    """Return the Tracking Identifier; it names the segment by number, since the manifest's id may name a side."""
    ids = [segment.id for segment in context.segments]
    return f"{context.algorithm} {f'segment {ids.index(finding.id) + 1}' if finding.id in ids else finding.id}"


def outline_id(context: EncodeContext, finding: Finding, number: int) -> str:
    """Return the Tracking Identifier of one of a segment's outlines: the segment's own, and which outline it is."""
    return f"{tracking_id(context, finding)} outline {number}"


def exact(number: float) -> str:
    """Return a number with all of its digits: "0.52345671", "1"."""
    return repr(float(number)).removesuffix(".0")


def likelihood(probability: Probability) -> str:
    """Return a probability with two digits, or so many more that the number lies where the whole one does.

    A rounded number that reaches a threshold which the whole one does not would contradict what is said beside it.
    """
    written = (f"{probability.value:.{digits}g}" for digits in range(2, _MOST_DIGITS))
    place = _place(probability, probability.value)
    return next((words for words in written if _place(probability, float(words)) == place), exact(probability.value))


def _place(probability: Probability, value: float) -> int:
    """Return how many of the thresholds a value reaches."""
    grey = probability.indeterminate_from
    return (value >= probability.threshold) + (grey is not None and value >= grey)


def quantity(measurement: Measurement) -> str:
    """Return for example "543,210 pixels" or "1.07"; the unit 1 goes without saying."""
    number = f"{measurement.value:,.0f}" if abs(measurement.value) >= 100 else f"{measurement.value:.3g}"
    if measurement.unit.value == "1":
        return number
    unit = measurement.unit.value
    return f"{number} {_SHORT_UNITS.get(unit) or _NOTED.sub(' ', unit).translate(_BRACES)}"


def summary(context: EncodeContext, finding: Finding) -> str:
    """Return a finding in one line: "Right lung: 543,210 pixels", "Nodule: absent, 0.12 (threshold 0.5)"."""
    is_segment = isinstance(finding.region, SegmentRegion)
    numbers = [_named_quantity(measurement, is_segment=is_segment) for measurement in finding.measurements]
    said = numbers if finding.presence is Presence.PRESENT and numbers else [finding.presence.value]
    if finding.probability is not None:
        said = [*said, f"{likelihood(finding.probability)} (threshold {exact(finding.probability.threshold)})"]
    region = finding.region
    place = [f"frame {region.frame + 1}"] if isinstance(region, BoxRegion) else []
    if isinstance(region, FrameRegion):
        place = [f"frame {context.frames[region.frame].number or 1}"]
    several = place if len(context.frames) > 1 else []
    return f"{finding_label(context, finding)}: {', '.join([*said, *several])}"


def shown_frame(context: EncodeContext, conclusion: Conclusion) -> tuple[str, ...]:
    """Return which frame of a clip is shown, in one line; of anything else nothing."""
    if context.manifest.reads != "cine" or len(context.frames) < 2:
        return ()
    frame = context.frames[conclusion.shown_frame(len(context.frames))]
    return (f"Shown: frame {frame.number or 1}",)


def _named_quantity(measurement: Measurement, *, is_segment: bool) -> str:
    """Return a quantity with what it is of, since a structure has several; of a segment its size speaks for itself."""
    derivation = "" if measurement.derivation is None else f"{measurement.derivation.meaning.lower()} "
    if is_segment and measurement.unit.value in _SELF_EXPLAINING:
        return quantity(measurement)
    noun = " ".join(map(_in_sentence, measurement.concept.meaning.split(" ")))  # abbreviations stay
    return f"{derivation}{noun} {quantity(measurement)}"


def _in_sentence(noun: str) -> str:
    return noun[:1].lower() + noun[1:] if noun[1:].islower() else noun


def worth_of(heatmap: Heatmap) -> tuple[str, ...]:
    """Return what a heat map is worth on its image; nothing where it is no explanation."""
    found = heatmap.faithfulness
    if found is None:
        return () if heatmap.by is None else ("How faithful the map is was not measured.",)
    numbers = f"deletion {found.deletion:.2f} (low is good), insertion {found.insertion:.2f} (high is good)"
    return (f"Faithfulness on this image: {numbers}.",)
