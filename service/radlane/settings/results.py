"""What results look like at a site."""

from __future__ import annotations

from typing import Literal

from radlane.settings.section import Section


class ResultSettings(Section):
    """What results look like here, what is stored besides, and of studies without a result."""

    segmentation_type: Literal["BINARY", "LABELMAP"] | None = None
    """Segmentation Type of every SEG; what the manifest of a model says if not set."""
    display_report: bool = False
    """Whether results hold an SR of outlines too, for viewers that show no image for the report."""
    report_not_analysed: bool = False
    """Whether an SR says Not Attempted in the archive, where images could not be analysed."""
    report_failed: bool = False
    """Whether an SR says Failed in the archive, where an analysis broke."""
