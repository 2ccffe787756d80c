"""Where the header of an image denies what was found in its pixels.

In: a manifest, findings, the header of the analysed image. Out: reasons, in the manifest's words.
"""

from __future__ import annotations

import re

from pydicom import Dataset

from radlane.domain.finding import Conclusion, Presence
from radlane.domain.model import Manifest
from radlane.domain.reason import Reason, ReasonCode
from radlane.imaging.reading import text
from radlane.pipeline.criteria import holds


def contradicted(manifest: Manifest, conclusion: Conclusion, header: Dataset) -> tuple[Reason, ...]:
    """Return a reason for each contradiction that the manifest names and the header has.

    Parameters
    ----------
    manifest : Manifest
        The model's manifest.
    conclusion : Conclusion
        What was found; only what is present can be denied.
    header : pydicom.Dataset
        Of the analysed image; of several the first.
    """
    there = [finding.id for finding in conclusion.findings if finding.presence is Presence.PRESENT]
    return tuple(
        Reason(code=ReasonCode.HEADER_CONTRADICTED, text=stated.text)
        for stated in manifest.contradictions
        if any(re.fullmatch(rf"{re.escape(stated.finding)}(-\d+)?", found) for found in there)  # a box: `nodule-2`
        and holds(stated.header, text(header, stated.header.attribute))
    )
