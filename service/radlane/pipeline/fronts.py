"""A front before a network, where it is faster and right.

In: a session. Out: the same one, behind its front (`inference.front`) where that makes what `imaging` makes: of
radiographs within `FARTHEST`, of windows to the last bit. It is tried on images that are drawn, each time a network is
loaded; a front that makes something else is not used, which is logged.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from radlane.domain.image import Direction, Image, Orientation
from radlane.domain.input import Input, ProjectionGeometry
from radlane.domain.model import Network
from radlane.domain.refs import InstanceRef
from radlane.errors import InferenceFailed, ModelMismatch
from radlane.imaging.levels import find_levels
from radlane.imaging.tensor import OPPOSITE, to_raw, to_tensor
from radlane.inference.devices import Device, load_runtime
from radlane.inference.front import Front, is_of_radiographs, is_of_windows
from radlane.inference.running import DEADLINE_S
from radlane.inference.session import Session, load_graph, until
from radlane.inference.shapes import sides_at_once

FASTER = frozenset({"cuda"})
"""Devices on which a front is faster than the host; on the CPU it takes longer (docs/serving.md)."""

FARTHEST = 1e-5
"""How far a value may be from the host's, of the largest number that the network is given."""

_LOG = logging.getLogger(__name__)
_DRAWN = InstanceRef(study_instance_uid="", series_instance_uid="", sop_instance_uid="", sop_class_uid="")


def give_front(session: Session, network: Network, device: Device, threads: int) -> Session:
    """Put a front before a network of radiographs or of windows, where it runs on a device of `FASTER`."""
    if session.device not in FASTER or not (is_of_radiographs(network) or is_of_windows(network)):
        return session
    return with_front(session, network, device, threads)


def with_front(session: Session, network: Network, device: Device, threads: int) -> Session:
    """Put a front before a network, wherever it runs; return the bare session where the front is not right."""
    front = Front(network, session.device, lambda graph: load_graph(load_runtime(), graph, network, device, threads))
    try:
        is_right = _is_near(front, network) if front.is_of_radiographs else _is_same(front, network)
    except (InferenceFailed, ModelMismatch) as error:
        _LOG.warning("a network is used without its front", extra={"model": network.model, "code": error.code})
        return session
    if not is_right:
        _LOG.warning("a front is not used: it is not what the host makes", extra={"model": network.model})
        return session
    return session.behind(front)


def _is_near(front: Front, network: Network) -> bool:
    return all(_distance(front, image, network) <= FARTHEST for image in drawn(network.inputs[0]))


def _is_same(front: Front, network: Network) -> bool:
    """Whether windows of all codes are what their table says."""
    sides = [side or 1 for side in sides_at_once(network.inputs[0])]
    for dtype in (np.uint8, np.uint16):
        table = np.random.default_rng(7).normal(size=1 << 8 * np.dtype(dtype).itemsize).astype(np.float32)
        codes = np.resize(np.arange(len(table)).astype(dtype), (1, 1, *sides))
        with until(DEADLINE_S, network.model, f"a front ran longer than {DEADLINE_S:g} s") as options:
            found = front.looking_up(table)(codes, options).numpy()
        if not np.array_equal(found, table[codes]):
            return False
    return True


def _distance(front: Front, image: Image, network: Network) -> float:
    """How far the front's values of an image are from the host's, of the largest of them."""
    (wanted,) = network.inputs
    with until(DEADLINE_S, network.model, f"a front ran longer than {DEADLINE_S:g} s") as options:
        found = front.tensor(to_raw(image, wanted).feeds, options)
    expected = to_tensor(image, wanted).values
    return float(np.abs(found - expected).max() / max(float(np.abs(expected).max()), np.finfo(np.float32).tiny))


def drawn(wanted: Input) -> Iterator[Image]:
    """Images in both types of codes, larger and smaller than the grid, turned by a half and by a quarter: a front that
    mistook a side is not right.
    """
    rng = np.random.default_rng(7)
    geometry = wanted.geometry
    assert isinstance(geometry, ProjectionGeometry)  # `is_of_radiographs`
    row, column = geometry.orientation
    against = Direction(OPPOSITE[row]), Direction(OPPOSITE[column])
    for dtype, factor, (first, second) in ((np.uint16, 2.3, against), (np.uint8, 0.4, (column, against[0]))):
        rows, columns = (max(2, round(side * factor)) for side in geometry.size)
        stored = find_levels(rng.integers(0, 250, (rows + 3, columns)).astype(dtype))
        values = stored.values.astype(np.float32)
        yield Image(
            ref=_DRAWN,
            values=stored.spread(values),
            padding=None,
            monochrome1=True,
            voi=None,
            orientation=Orientation(row=first, column=second),
            spacing=None,
            levels=replace(stored, values=values),
        )
