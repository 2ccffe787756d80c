"""Scenes -> what the network is given, drawn anew each time.

In: `Scene`. Out: grid float32 [128, 128], labels float32 [6], and whether it is a chest.
"""

from __future__ import annotations

from multiprocessing import Pool

import numpy as np
from acquisition import Acquisition, Picture, draw_acquisition, show
from numpy.typing import NDArray
from scenes import Scene, chest, other
from scipy import ndimage

SIZE = 128
PAD = -1.0
SETS = {"train": 1, "held-out": 2, "golden": 3}
THINNEST, LEAST = 0.02, 0.03  # borders that the network learns from, and those that it is asked for
Batch = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]


def scene(job: tuple[int, str, int]) -> Scene:
    """Draw scene i of a set from the state (seed, set, i): 17 of 20 are chests, half of these collimated."""
    seed, name, index = job
    rng = np.random.default_rng((seed, SETS[name], index))
    if index % 20 > 16:
        return other(SIZE, rng)
    least = THINNEST if name == "train" else LEAST
    return chest(SIZE, rng, collimated=index % 2 == 0, least=least)


def make_set(seed: int, name: str, count: int, processes: int = 1) -> list[Scene]:
    """Draw a set; sets never share a picture."""
    with Pool(processes) as pool:
        return pool.map(scene, [(seed, name, index) for index in range(count)], chunksize=50)


def lay(picture: Picture) -> Picture:
    """Centre a picture on the grid, padded with `PAD`, as the manifest says."""
    grid = np.full((SIZE, SIZE), PAD, np.float32)
    row, column = ((SIZE - side) // 2 for side in picture.shape)
    grid[row : row + picture.shape[0], column : column + picture.shape[1]] = picture
    return grid


def shown(one: Scene, acquisition: Acquisition, rng: np.random.Generator, *, vary: bool) -> Picture:
    """Show a scene as the acquisition says; `vary` gives it another look-up curve, sharpness and noise before."""
    picture = one.values.astype(np.float32) / 255
    return lay(show(_varied(picture, rng) if vary else picture, acquisition))


def batch_of(scenes: list[Scene], rng: np.random.Generator, *, vary: bool) -> Batch:
    """Grids [n, 1, y, x], labels [n, 6], chest [n, 1], each with an acquisition of its own."""
    drawn = [draw_acquisition(rng, collimated=one.collimated) for one in scenes]
    grids = [shown(one, how, rng, vary=vary) for one, how in zip(scenes, drawn, strict=True)]
    chests = np.array([[one.chest] for one in scenes], np.float32)
    return np.stack(grids)[:, None], np.stack([how.labels() for how in drawn]), chests


def _varied(picture: Picture, rng: np.random.Generator) -> Picture:
    """A monotonic look-up curve from 0 to 1, blur or sharpening, noise."""
    knots = np.cumsum(rng.dirichlet(np.full(5, 3.0)))
    curved = np.interp(picture, np.linspace(0, 1, 6), np.concatenate([[0], knots])).astype(np.float32)
    soft = ndimage.gaussian_filter(curved, rng.uniform(0.4, 1.2))
    sharp = curved + rng.uniform(-1, 0.8) * (curved - soft)
    noisy = sharp + rng.normal(0, rng.uniform(0, 0.04), picture.shape)
    return np.clip(noisy, 0, 1).astype(np.float32)
