"""The networks of the examples on single images: a skin photograph, a fundus, a mammogram.

Constant weights, nothing was trained: they show how pixels are carried from an image to a network and back, and no
more. What they say means nothing.
"""

from __future__ import annotations

import numpy as np
from boxes import box_around, box_constants
from package import STEEP, Example, node


def skin_photograph() -> Example:
    """Planes that were normalised -> how red the picture is on the whole, and where it is dark, with its box."""
    rows = columns = 128
    nodes = [
        node("Mul", ["image", "std"], ["scaled"]),
        node("Add", ["scaled", "mean"], ["shares"]),  # 0 to 1 again
        node("Conv", ["shares", "redness"], ["red"]),
        node("ReduceMean", ["red"], ["mean_red"], axes=[2, 3], keepdims=0),
        node("Mul", ["mean_red", "steep"], ["classes"]),
        node("Conv", ["shares", "darkness", "dark_bias"], ["spot"]),
        *box_around("spot"),
    ]
    constants = {
        "std": np.float32([0.229, 0.224, 0.225]).reshape(1, 3, 1, 1),
        "mean": np.float32([0.485, 0.456, 0.406]).reshape(1, 3, 1, 1),
        "redness": np.float32([[1, 0, -1], [-1, 0, 1]]).reshape(2, 3, 1, 1),
        "steep": np.float32(STEEP),
        "darkness": np.full((1, 3, 1, 1), -STEEP / 3, np.float32),
        "dark_bias": np.float32([0.4 * STEEP]),
        **box_constants(rows, columns),
    }
    shown = np.full((1, 3, rows, columns), 0.8, np.float32)
    shown[:, 2] = 0.5
    shown[:, :, 30:60, 40:90] = 0.1
    return Example(
        nodes=nodes,
        constants=constants,
        inputs={"image": (1, 3, rows, columns)},
        outputs={"classes": (1, 2), "spot": (1, 1, rows, columns), "boxes": (1, 1, 4), "scores": (1, 1, 1)},
        golden={"image": (shown - constants["mean"]) / constants["std"]},
    )


def fundus() -> Example:
    """Planes from 0 to 1 -> where it is bright, and where it is very bright."""
    rows = columns = 160
    luma = np.float32([0.299, 0.587, 0.114])
    y, x = np.mgrid[:rows, :columns].astype(np.float32) / rows
    return Example(
        nodes=[node("Conv", ["image", "weights", "bias"], ["bright"])],
        constants={
            "weights": np.stack([STEEP * luma, 2 * STEEP * luma]).reshape(2, 3, 1, 1).astype(np.float32),
            "bias": np.float32([-0.5 * STEEP, -1.35 * STEEP]),
        },
        inputs={"image": (1, 3, rows, columns)},
        outputs={"bright": (1, 2, rows, columns)},
        golden={"image": np.stack([x, y, x * y])[None].astype(np.float32)},
    )


def mammogram_mass() -> Example:
    """One plane from 0 to 1 -> the box around all that is brighter than three quarters."""
    rows, columns = 256, 192
    shown = np.zeros((1, 1, rows, columns), np.float32)
    shown[..., 30:220, 60:] = 0.375
    shown[..., 90:110, 120:150] = 0.875
    return Example(
        nodes=[
            node("Sub", ["image", "bright"], ["above"]),
            node("Mul", ["above", "steep"], ["spot"]),
            *box_around("spot"),
        ],
        constants={
            "bright": np.float32(0.75),
            "steep": np.float32(2 * STEEP),
            **box_constants(rows, columns),
        },
        inputs={"image": (1, 1, rows, columns)},
        outputs={"boxes": (1, 1, 4), "scores": (1, 1, 1)},
        golden={"image": shown},
    )


def bright_bars() -> Example:
    """Planes from 0 to 1 -> where it is bright, as a map from 0 to 1."""
    rows, columns = 96, 128
    shown = np.full((1, 3, rows, columns), 0.25, np.float32)
    shown[:, :, 20:26, 10:60] = 0.75
    shown[:, :, 50:58, 70:80] = 1
    return Example(
        nodes=[node("Conv", ["image", "weights", "bias"], ["steps"]), node("Sigmoid", ["steps"], ["bright"])],
        constants={
            "weights": np.full((1, 3, 1, 1), STEEP / 3, np.float32),
            "bias": np.float32([-0.5 * STEEP]),
        },
        inputs={"image": (1, 3, rows, columns)},
        outputs={"bright": (1, 1, rows, columns)},
        golden={"image": shown},
    )
