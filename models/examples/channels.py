"""The networks of the examples that read several series: MR contrasts, PET on CT, diffusion, phases of a heart.

Constant weights, nothing was trained: they show which series is carried to which channel, in which unit, and no more.
What they say means nothing.
"""

from __future__ import annotations

import numpy as np
from onnx import NodeProto, TensorProto
from package import STEEP, Example, Floats, node

CONTRASTS = np.float32([0.1, 0.2, 0.3, 0.4])  # of T1 with contrast medium, T1, T2, FLAIR: each one counts, none alike
BODY = np.float32(-0.5)  # HU / 1000: what is below is air
TISSUE = np.float32(100e-6)  # mm2/s: what is below, in a map of diffusion, is none
RESTRICTED = np.float32(620e-6)  # mm2/s: a usual limit of the core of an ischaemia
_SPACE = np.array([2, 3, 4])


def brats_channels() -> Example:
    """[n, 4, z, y, x] -> logits [n, 2, z, y, x]: whether the weighted sum of all channels is below or above 0."""
    shown = np.random.default_rng(9).standard_normal((1, 4, 4, 8, 8)).astype(np.float32)
    return Example(
        nodes=[
            node("Conv", ["images", "weights"], ["above"]),
            node("Neg", ["above"], ["below"]),
            node("Concat", ["below", "above"], ["seen"], axis=1),
        ],
        constants={"weights": CONTRASTS.reshape(1, 4, 1, 1, 1)},
        inputs={"images": ["n", 4, "z", "y", "x"]},
        outputs={"seen": ["n", 2, "z", "y", "x"]},
        golden={"images": shown},
    )


def petct_fusion() -> Example:
    """CT [1, 1, z, y, x] and PET likewise -> [1, 1]: the mean of the PET where the CT is above `BODY`."""
    grid = (16, 32, 32)  # it sees the whole CT at once
    pet = np.linspace(0, 8, int(np.prod(grid)), dtype=np.float32).reshape(1, 1, *grid)
    ct = np.where(np.arange(grid[2]) % 2, np.float32(0.04), np.float32(-1)) * np.ones_like(pet)
    return Example(
        nodes=[
            node("Greater", ["ct", "body"], ["is_body"]),
            node("Cast", ["is_body"], ["share"], to=TensorProto.FLOAT),
            node("Mul", ["pet", "share"], ["within"]),
            node("ReduceSum", ["within", "axes"], ["total"], keepdims=0),
            node("ReduceSum", ["share", "axes"], ["voxels"], keepdims=0),
            node("Max", ["voxels", "one"], ["at_least_one"]),
            node("Div", ["total", "at_least_one"], ["mean"]),
        ],
        constants={"body": np.asarray(BODY), "one": np.float32([1]), "axes": _SPACE},
        inputs={"ct": (1, 1, *grid), "pet": (1, 1, *grid)},
        outputs={"mean": (1, 1)},
        golden={"ct": ct, "pet": pet},
    )


def stroke_channels() -> Example:
    """DWI, ADC in mm2/s and FLAIR [1, 3, z, y, x] -> where it is bright and hardly diffuses, and three means.

    The means [1, 3]: ADC of all that is tissue, ADC of what is marked, FLAIR of what is marked.
    """
    grid = (24, 64, 64)
    return Example(
        nodes=[
            node("Split", ["images", "thirds"], ["dwi", "adc", "flair"], axis=1),
            node("Sub", ["dwi", "one"], ["brighter"]),  # than the mean, by more than a standard deviation
            node("Sub", ["restricted", "adc"], ["slower"]),
            node("Mul", ["slower", "per_tenth"], ["as_slow"]),
            node("Min", ["brighter", "as_slow"], ["both"]),
            node("Mul", ["both", "steep"], ["here"]),
            node("Neg", ["here"], ["elsewhere"]),
            node("Concat", ["elsewhere", "here"], ["seen"], axis=1),
            node("Greater", ["adc", "tissue_from"], ["is_tissue"]),
            node("Cast", ["is_tissue"], ["tissue"], to=TensorProto.FLOAT),
            node("Greater", ["both", "zero"], ["is_marked"]),
            node("Cast", ["is_marked"], ["marked"], to=TensorProto.FLOAT),
            *_mean("adc", "tissue", "adc_of_tissue"),
            *_mean("adc", "marked", "adc_of_marked"),
            *_mean("flair", "marked", "flair_of_marked"),
            node("Concat", ["adc_of_tissue", "adc_of_marked", "flair_of_marked"], ["means"], axis=1),
        ],
        constants={
            "thirds": np.array([1, 1, 1]),
            "restricted": np.asarray(RESTRICTED),
            "tissue_from": np.asarray(TISSUE),
            "per_tenth": np.float32(1e4),  # 1 for each 100e-6 mm2/s
            "steep": np.float32(STEEP),
            "zero": np.float32(0),
            "one": np.float32(1),
            "axes": _SPACE,
        },
        inputs={"images": (1, 3, *grid)},
        outputs={"seen": (1, 2, *grid), "means": (1, 3)},
        golden={"images": _stroke(grid)},
    )


def _stroke(grid: tuple[int, int, int]) -> Floats:
    """Tissue that diffuses well, but for a block that is bright besides, and one that is bright only."""
    shown = np.zeros((1, 3, *grid), np.float32)
    shown[0, 1, 2:22, 8:56, 8:56] = 800e-6
    shown[0, 0, 5:10, 20:30, 35:50] = 3
    shown[0, 1, 5:10, 20:30, 35:50] = 400e-6
    shown[0, 2, 5:10, 20:30, 35:50] = 0.5
    shown[0, 0, 12:15, 20:30, 12:20] = 3
    return shown


def cardiac_phases() -> Example:
    """End of diastole and of systole [1, 2, z, y, x] -> where the first is bright, and by which share that shrinks."""
    grid = (12, 64, 64)
    shown = np.zeros((1, 2, *grid), np.float32)
    shown[0, 0, 2:10, 20:40, 24:44] = 1
    shown[0, 1, 2:10, 25:35, 28:40] = 1
    return Example(
        nodes=[
            node("Sub", ["heart", "half"], ["above"]),
            node("Split", ["above", "halves"], ["diastole", "systole"], axis=1),
            node("Mul", ["diastole", "steep"], ["here"]),
            node("Neg", ["here"], ["elsewhere"]),
            node("Concat", ["elsewhere", "here"], ["seen"], axis=1),
            node("Greater", ["above", "zero"], ["is_bright"]),
            node("Cast", ["is_bright"], ["bright"], to=TensorProto.FLOAT),
            node("ReduceSum", ["bright", "axes"], ["voxels"], keepdims=0),  # [1, 2]
            node("MatMul", ["voxels", "shrinking"], ["shrunk"]),
            node("MatMul", ["voxels", "first"], ["at_first"]),
            node("Max", ["at_first", "one"], ["at_least_one"]),
            node("Div", ["shrunk", "at_least_one"], ["ejected"]),
        ],
        constants={
            "half": np.float32(0.5),
            "halves": np.array([1, 1]),
            "steep": np.float32(STEEP),
            "zero": np.float32(0),
            "one": np.float32(1),
            "axes": _SPACE,
            "shrinking": np.float32([[1], [-1]]),
            "first": np.float32([[1], [0]]),
        },
        inputs={"heart": (1, 2, *grid)},
        outputs={"seen": (1, 2, *grid), "ejected": (1, 1)},
        golden={"heart": shown},
    )


def _mean(values: str, share: str, name: str) -> list[NodeProto]:
    """The mean of values where a share is 1, [1, 1]; 0 where it is so nowhere."""
    return [
        node("Mul", [values, share], [f"{name}_within"]),
        node("ReduceSum", [f"{name}_within", "axes"], [f"{name}_total"], keepdims=0),
        node("ReduceSum", [share, "axes"], [f"{name}_voxels"], keepdims=0),
        node("Max", [f"{name}_voxels", "one"], [f"{name}_counted"]),
        node("Div", [f"{name}_total", f"{name}_counted"], [name]),
    ]
