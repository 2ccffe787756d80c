"""What is wrong with what a manifest has headers say against its findings.

In: a manifest. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

from radlane.domain.classification import ClassificationOutput
from radlane.domain.detection import BoxMapOutput, DetectionOutput
from radlane.domain.model import Manifest
from radlane.domain.select import Condition
from radlane.registry.selection import complain_of_condition

_MOST = 32
_LONGEST = 256  # characters of the sentence for people


def complain_of_contradictions(manifest: Manifest) -> list[str]:
    """Return what is wrong."""
    kinds = (ClassificationOutput, DetectionOutput, BoxMapOutput)
    ids = {kind.id for output in manifest.outputs if isinstance(output, kinds) for kind in output.classes}
    wrong = []
    if len(manifest.contradictions) > _MOST:
        wrong.append(f"contradictions: {_MOST} at most")
    for stated in manifest.contradictions:
        if stated.finding not in ids:
            wrong.append("contradictions.finding: names no class")
        if not (0 < len(stated.text) <= _LONGEST and stated.text.isprintable() and stated.text == stated.text.strip()):
            wrong.append(f"contradictions.text: one line of at most {_LONGEST} characters")
        if _holds_of_silence(stated.header):
            wrong.append("contradictions.header: a silent header denies nothing: no unlike alone, no absent: fits")
        wrong += [f"contradictions.header.{why}" for why in complain_of_condition(stated.header)]
    return wrong


def _holds_of_silence(condition: Condition) -> bool:
    asks = condition.like or condition.least is not None or condition.most is not None
    return condition.absent == "fits" or (bool(condition.unlike) and not asks)
