"""Radiographs as they are stored, and networks behind a front."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Direction, Image, Orientation
from radlane.domain.input import Channel, Input, Intensity, ProjectionGeometry
from radlane.domain.refs import InstanceRef
from radlane.domain.select import Select
from radlane.imaging.levels import find_levels
from radlane.inference.devices import choose_device, load_runtime

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
CPU = choose_device("cpu", ())
NOTHING = Select(modalities=(), sop_classes=(), body_parts=(), regions=(), views=(), view_codes=())


def radiograph_of(pixels: NDArray[Any], orientation: str | None = "LF", **facts: Any) -> Image:
    """A radiograph without rescaling, whose levels are known."""
    found = find_levels(pixels)
    values = found.values.astype(np.float32)
    directions = Orientation(row=Direction(orientation[0]), column=Direction(orientation[1])) if orientation else None
    known: dict[str, Any] = {"ref": REF, "monochrome1": False, "voi": None, "spacing": None, "padding": None}
    levels = type(found)(**{**vars(found), "values": values})
    return Image(**{**known, "values": found.spread(values), "orientation": directions, "levels": levels, **facts})


def input_of(size: tuple[int, int], *intensity: Intensity, pad: float = 0.0) -> Input:
    """An input of a network on radiographs, named `image`."""
    geometry = ProjectionGeometry(kind="projection", orientation=(Direction.L, Direction.F), size=size, pad=pad)
    channels = (Channel(id="a", select=NOTHING),)
    return Input(
        name="image", layout="NCHW", dtype="float32", channels=channels, geometry=geometry, intensity=intensity
    )


def loaded_graph(graph: bytes) -> Any:
    """A graph, loaded on the CPU."""
    return load_runtime().InferenceSession(graph, providers=["CPUExecutionProvider"])
