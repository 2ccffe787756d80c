"""Images and volumes from arrays, as the imaging stage would read them, for what looks at pixels alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread

from radlane.domain.image import Image
from radlane.domain.refs import InstanceRef
from radlane.domain.volume import Grid, Volume
from radlane.imaging.decode import decode_frame
from radlane.imaging.radiograph import read_radiograph
from support.radiographs import real
from support.sources import ROOT
from support.volumes import ref_of

REF = InstanceRef(study_instance_uid="1.2", series_instance_uid="1.2.3", sop_instance_uid="1.2.3.4", sop_class_uid="1")


def image(values: NDArray[Any], **facts: Any) -> Image:
    """A radiograph without padding, MONOCHROME2, of unknown orientation and spacing; facts are those of `Image`."""
    known: dict[str, Any] = dict.fromkeys(("padding", "voi", "orientation", "spacing"))
    return Image(**{"ref": REF, "values": np.asarray(values, np.float32), "monochrome1": False, **known, **facts})


def volume(values: NDArray[Any], **facts: Any) -> Volume:
    """A straight volume of voxels of 1 mm in HU, whose axes grow to the head, the back and the left."""
    affine = np.eye(4)[:, [2, 1, 0, 3]]
    known = {"slope": 1.0, "intercept": 0.0, "padding": None, "tilt_degrees": 0.0}
    known |= {"refs": (REF,) * len(values), "frame_of_reference_uid": "1.2.9", "values": values}
    return Volume(**{**known, "grid": Grid(shape=values.shape, affine=affine), **facts})


def real_image(name: str) -> Image:
    """A radiograph of pydicom-data, whole."""
    dataset = dcmread(real(name))
    return read_radiograph(dataset, ref_of(dataset), decode_frame)[0]


@contextmanager
def beside(*models: str) -> Iterator[None]:
    """Make the modules that lie beside models importable; they are forgotten afterwards, and so is where they lay."""
    folders = [ROOT / "models" / model for model in models]
    names = {path.stem for folder in folders for path in folder.glob("*.py")}
    before, path = {name: sys.modules.pop(name) for name in names & sys.modules.keys()}, sys.path[:]
    sys.path[:0] = map(str, folders)
    try:
        yield
    finally:
        sys.path[:] = path
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(before)


@contextmanager
def generator(model: str) -> Iterator[ModuleType]:
    """The generator of a model's synthetic images."""
    with beside(model):
        yield import_module("phantom")
