"""Geometries, inputs and outputs of networks on pictures and clips, for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.cine import Cine
from radlane.domain.code import Code
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.image import Picture
from radlane.domain.input import Channel, Input, Intensity
from radlane.domain.planar import CineGeometry, EvenSampling, PictureGeometry
from radlane.domain.refs import InstanceRef
from radlane.domain.select import Select

FULL_VESSEL = Code(scheme="99RADLANE", value="full-vessel", meaning="Full vessel")
REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
_LAYOUTS = {"picture": "NCHW", "cine": "NCTHW"}


def picture_geometry(**changes: Any) -> PictureGeometry:
    return replace(PictureGeometry(kind="picture", size=(6, 8), fit="pad", colour="rgb"), **changes)


def cine_geometry(**changes: Any) -> CineGeometry:
    made = CineGeometry(kind="cine", size=(6, 8), fit="pad", colour="rgb", frames=4, sampling=EvenSampling(by="evenly"))
    return replace(made, **changes)


def planar_input(geometry: PictureGeometry | CineGeometry, *intensity: Intensity, layout: str | None = None) -> Input:
    select = Select(modalities=("XC",), sop_classes=("1.2",), body_parts=(), regions=(), views=(), view_codes=())
    return Input(
        name="image",
        layout=layout or _LAYOUTS[geometry.kind],  # type: ignore[arg-type]
        dtype="float32",
        channels=(Channel(id="photograph", select=select),),
        geometry=geometry,
        intensity=intensity,
    )


def frame_choice(**changes: Any) -> FrameChoiceOutput:
    made = FrameChoiceOutput(
        name="filling", kind="frame-choice", activation="none", id="full", concept=FULL_VESSEL, threshold=0.5
    )
    return replace(made, **changes)


def seen_picture(values: NDArray[np.float32], **changes: Any) -> Picture:
    return replace(Picture(ref=REF, values=values, spacing=None, laterality=None), **changes)


def seen_clip(values: NDArray[Any], **changes: Any) -> Cine:
    made = Cine(
        ref=REF,
        numbers=tuple(range(1, len(values) + 1)),
        values=values,
        bits=8,
        slope=1.0,
        intercept=0.0,
        monochrome1=False,
        times_s=None,
        spacing=None,
        laterality=None,
    )
    return replace(made, **changes)
