"""What is wrong with a choice of frames.

In: an output. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.registry.calibration import complain_of_calibration
from radlane.registry.classes import complain_of_classes


def complain_of_frame_choice(output: FrameChoiceOutput) -> list[str]:
    """Return what is wrong: its finding obeys the rules of a class."""
    wrong = [*complain_of_classes([output.chosen]), *complain_of_calibration(output, [output.chosen])]
    return [complaint.replace("outputs.classes.", "outputs.") for complaint in wrong]
