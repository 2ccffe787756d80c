"""What is wrong with how a manifest calibrates numbers of classes.

In: an output. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from radlane.domain.calibration import CalibrationFit, IsotonicFit, IsotonicKnots, PlattFit, TemperatureFit, fitted_on
from radlane.domain.classification import ClassificationOutput, FindingClass
from radlane.domain.detection import BoxMapOutput, BoxOutput, DetectionOutput
from radlane.domain.frame_choice import FrameChoiceOutput

_LONGEST = 256  # characters of what people are told of a calibration
_MOST_KNOTS = 1000
_STEEPEST = 100.0  # what is beyond is a step, and no fit of anything
_KEY = "outputs.calibration"

Calibrated = ClassificationOutput | BoxOutput | FrameChoiceOutput


def complain_of_calibration(output: Calibrated, classes: Sequence[FindingClass]) -> list[str]:
    """Return what is wrong with the name of the data that numbers were fitted to, and with the fit."""
    words, fit = fitted_on(output.calibration), output.calibration
    wrong = []
    if words is not None and not (0 < len(words) <= _LONGEST and words.isprintable() and words == words.strip()):
        wrong.append(f"{_KEY}: names the data in one line of at most {_LONGEST} characters; left out for none")
    if not isinstance(fit, CalibrationFit):
        return wrong
    if fit.n < 1:
        wrong.append(f"{_KEY}.n: how many it was fitted on, from 1")
    if not all(0 <= error <= 1 for error in (fit.ece.before, fit.ece.after)):
        wrong.append(f"{_KEY}.ece: from 0 to 1")
    if isinstance(fit, TemperatureFit):
        return wrong + _temperature(output, fit)
    return wrong + _of_classes(output, fit, classes)


def _temperature(output: Calibrated, fit: TemperatureFit) -> list[str]:
    wrong = []
    if not 1 / _STEEPEST <= fit.temperature <= _STEEPEST:
        wrong.append(f"{_KEY}.temperature: above 0, from {1 / _STEEPEST:g} to {_STEEPEST:g}")
    is_shared = isinstance(output, ClassificationOutput | DetectionOutput) and bool(output.background)
    if is_shared and output.activation == "none":
        wrong.append(f"{_KEY}.method: a temperature needs the logits of a softmax; let the graph end before it")
    return wrong


def _of_classes(output: Calibrated, fit: PlattFit | IsotonicFit, classes: Sequence[FindingClass]) -> list[str]:
    """What is wrong with a fit to each class by itself."""
    wrong = []
    if output.activation == "softmax" and not isinstance(output, BoxMapOutput):
        wrong.append(f"{_KEY}.method: after a softmax the classes share one probability; temperature calibrates that")
    fitted = [one.id for one in fit.classes]
    if sorted(fitted) != sorted({kind.id for kind in classes}):
        wrong.append(f"{_KEY}.classes.id: each class of the output once, and no other")
    if isinstance(fit, IsotonicFit):
        return wrong + sorted({why for one in fit.classes for why in _knots(one)})
    if not all(0 < line.slope <= _STEEPEST for line in fit.classes):
        wrong.append(
            f"{_KEY}.classes.slope: above 0, up to {_STEEPEST:g}: a higher number is never a lower probability"
        )
    if not all(abs(line.intercept) <= _STEEPEST for line in fit.classes):
        wrong.append(f"{_KEY}.classes.intercept: within {_STEEPEST:g}")
    return wrong


def _knots(one: IsotonicKnots) -> list[str]:
    wrong = []
    if not 2 <= len(one.x) == len(one.y) <= _MOST_KNOTS:
        wrong.append(f"{_KEY}.classes.x: 2 to {_MOST_KNOTS} numbers, and as many of y")
    if not all(0 <= number <= 1 for number in (*one.x, *one.y)):
        wrong.append(f"{_KEY}.classes: x and y are probabilities, from 0 to 1")
    if any(low >= high for low, high in pairwise(one.x)):
        wrong.append(f"{_KEY}.classes.x: each is above the one before it")
    if any(low > high for low, high in pairwise(one.y)):
        wrong.append(f"{_KEY}.classes.y: none is below the one before it")
    return wrong
