"""Connected components of a large volume that is never labelled as a whole.

In: an array, and what of it belongs together. Out: the components' sizes, and their numbers slab by slab. Numbers of 32
bits for all voxels would be twice a volume of 16 bits; here a slab has them at a time, and is labelled twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

_SLAB = 1 << 23  # voxels that have a number at once

Belongs = Callable[[NDArray[np.uint8]], NDArray[np.bool_]]
"""Which voxels of a slab are looked at; asked twice, with the same answer."""


@dataclass(frozen=True, kw_only=True)
class Components:
    """Components in the order of their first voxels.

    Attributes
    ----------
    sizes : int64 [n]
        Voxels of each.
    at_faces : bool [n]
        Whether it reaches a face of the array.
    numbers : int64 [m]
        Component of each part, a component of one slab.
    """

    sizes: NDArray[np.int64]
    at_faces: NDArray[np.bool_]
    numbers: NDArray[np.int64]
    _array: NDArray[np.uint8]
    _belongs: Belongs
    _neighbours: NDArray[np.bool_]

    def slabs(self) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.int32]]]:
        """Yield each slab of the array, a view, and the component of each voxel, int32 [z, y, x]; -1: of none."""
        first = 0
        for slab in _slabs(self._array):
            labelled, count = ndimage.label(self._belongs(slab), self._neighbours)
            own = np.concatenate([[-1], self.numbers[first : first + count]]).astype(np.int32)
            yield slab, own[labelled]
            first += count


def find_components(array: NDArray[np.uint8], belongs: Belongs, *, corners: bool) -> Components:
    """Find components.

    Parameters
    ----------
    array : uint8 [z, y, x]
        What is looked at; it may be changed slab by slab while the components are gone through.
    belongs : callable
        Which voxels of a slab.
    corners : bool
        Whether voxels that share an edge or a corner belong together (26 neighbours), or only those that share a face
        (6).
    """
    neighbours = ndimage.generate_binary_structure(3, 3 if corners else 1)
    sizes, faces, links = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros((0, 2), np.int64)]
    first, above = 0, None
    slabs = list(_slabs(array))
    for place, slab in enumerate(slabs):
        labelled, count = ndimage.label(belongs(slab), neighbours)
        sizes.append(_sizes(labelled, count))
        ends = [end for end, is_face in ((0, place == 0), (-1, place == len(slabs) - 1)) if is_face]
        faces.append(first + _at_faces(labelled, ends))
        if above is not None:
            links.append(_touching(*above, labelled[0], first, corners=corners))
        above = labelled[-1].copy(), first
        first += count
    numbers, count = _joined(np.concatenate(links), first)
    at_faces = np.zeros(count, np.bool_)
    at_faces[numbers[np.concatenate(faces)]] = True
    total = np.bincount(numbers, np.concatenate(sizes), minlength=count).astype(np.int64)
    return Components(
        sizes=total, at_faces=at_faces, numbers=numbers, _array=array, _belongs=belongs, _neighbours=neighbours
    )


def _slabs(array: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    depth = max(1, _SLAB // max(1, array[0].size))
    for begin in range(0, len(array), depth):
        yield array[begin : begin + depth]


def _sizes(labelled: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """Voxels of each part of a slab; plane by plane: numpy would make int64 of all."""
    found = np.zeros(count + 1, np.int64)
    for plane in labelled:
        found += np.bincount(plane.ravel(), minlength=count + 1)
    return found[1:]


def _at_faces(labelled: NDArray[np.int32], ends: Sequence[int]) -> NDArray[np.int64]:
    """Parts of a slab that reach a face of the array, from 0; `ends` are its planes that are faces."""
    sides = [labelled[:, 0], labelled[:, -1], labelled[:, :, 0], labelled[:, :, -1]]
    sides += [labelled[end] for end in ends]
    found = np.unique(np.concatenate([np.unique(side) for side in sides]))
    return found[found > 0].astype(np.int64) - 1


def _touching(
    upper: NDArray[np.int32], upper_first: int, lower: NDArray[np.int32], lower_first: int, *, corners: bool
) -> NDArray[np.int64]:
    """Pairs of parts of two planes that lie on each other, int64 [pair, 2], each once."""
    height, width = upper.shape
    reach = (-1, 0, 1) if corners else (0,)
    found = [np.zeros(0, np.int64)]
    for down in reach:
        for across in reach:
            above = upper[max(0, down) : height + min(0, down), max(0, across) : width + min(0, across)]
            below = lower[max(0, -down) : height + min(0, -down), max(0, -across) : width + min(0, -across)]
            both = (above > 0) & (below > 0)
            # a pair as one number: numpy sorts rows of two much more slowly
            found.append(np.unique((above[both].astype(np.int64) << 32) + below[both]))
    pairs = np.unique(np.concatenate(found))
    return np.stack([(pairs >> 32) + (upper_first - 1), (pairs & 0xFFFFFFFF) + (lower_first - 1)], axis=1)


def _joined(links: NDArray[np.int64], parts: int) -> tuple[NDArray[np.int64], int]:
    """The component of each part, numbered in the order of their first parts, and how many there are."""
    graph = coo_array((np.ones(len(links), np.bool_), (links[:, 0], links[:, 1])), shape=(parts, parts))
    count, found = connected_components(graph, directed=False)
    _, begins = np.unique(found, return_index=True)
    ranks = np.empty(count, np.int64)
    ranks[np.argsort(begins)] = np.arange(count)
    return ranks[found], int(count)
