"""A table of a network's numbers on labelled data -> a calibration for its manifest.

In: CSV with a header. A column for each channel, named by its number from 0, has the raw values. What was there: with a
softmax one column `label` with the number of the channel, otherwise a column `label:ID` of 0 and 1 for each class.
Out: what stands in `calibration` of the output.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from radlane.domain.calibration import CalibrationFit
from radlane.domain.classification import ClassificationOutput
from radlane.domain.model import Manifest
from radlane.errors import UsageError
from radlane.inference.calibration_fit import Labelled, Method, fit_calibration
from radlane.inference.layouts import channels_of

_LABEL = "label"
_MOST_ROWS = 10_000_000


def calibrate_output(manifest: Manifest, name: str, table: Path, method: Method, fitted_on: str) -> CalibrationFit:
    """Fit the numbers of a classification.

    Parameters
    ----------
    manifest : Manifest
        The model's.
    name : str
        ONNX output; empty: the only classification.
    table : Path
        CSV, as above.
    method : {'temperature', 'platt', 'isotonic'}
        What is fitted.
    fitted_on : str
        The data, as people name them.

    Raises
    ------
    UsageError
        If there is no such output, the table is none that fits it, or nothing can be fitted to it.
    """
    found = [one for one in manifest.outputs if isinstance(one, ClassificationOutput) and name in ("", one.name)]
    if len(found) != 1:
        raise UsageError("The model has not one classification of this name", remedy="Name the output")
    return fit_calibration(method, read_labelled(table, found[0], fitted_on))


def read_labelled(table: Path, output: ClassificationOutput, fitted_on: str) -> Labelled:
    """Read a table of raw values and of what was there.

    Raises
    ------
    UsageError
        If it cannot be read, lacks a column, or a value is none; the message names row and column, not the value.
    """
    count = channels_of(output)
    kinds = {kind.channel: kind.id for kind in output.classes}
    ids = tuple(kinds.get(channel) for channel in range(count))
    channels = [str(channel) for channel in range(count)]
    shared = output.activation == "softmax"
    labels = [_LABEL] if shared else [f"{_LABEL}:{kind.id}" for kind in output.classes]
    values = _columns(table, [*channels, *labels])
    raw, told = values[:, :count], values[:, count:]
    truth = np.zeros(raw.shape, np.bool_)
    if shared:
        truth = told == np.arange(count)
    else:
        truth[:, [kind.channel for kind in output.classes]] = told == 1
    if not (truth.sum(axis=1) == 1).all() if shared else not np.isin(told, (0, 1)).all():
        raise UsageError("A label of the table is none", why="0 or 1 of each class, with a softmax a channel's number")
    if output.activation == "none" and not ((raw >= 0) & (raw <= 1)).all():
        raise UsageError("A value of the table is no probability", why="the output has no activation")
    return Labelled(raw=raw.astype(np.float32), truth=truth, activation=output.activation, ids=ids, fitted_on=fitted_on)


def _columns(table: Path, names: list[str]) -> NDArray[np.float64]:
    """Return columns of a table, float64 [n, columns]."""
    try:
        with table.open(newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            missing = [name for name in names if name not in (reader.fieldnames or ())]
            if missing:
                raise UsageError("The table lacks a column", why=f"there is no {missing[0]}")
            rows = [[_number(row[name], reader.line_num, name) for name in names] for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError("The table cannot be read as CSV") from error
    if not 0 < len(rows) <= _MOST_ROWS:
        raise UsageError("The table has no rows")
    return np.array(rows, np.float64)


def _number(text: str | None, line: int, name: str) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UsageError("A value of the table is no number", why=f"line {line}, column {name}")
    return value
