"""A network -> its first golden vector, and the folder of a package that is begun.

In: an `OnnxFile`. Out: what it says to numbers that are drawn at random, always the same ones, and the files.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from radlane.domain.classification import ClassificationOutput
from radlane.domain.image import Direction
from radlane.domain.input import Channel, Geometry, Input, ProjectionGeometry, VolumeGeometry
from radlane.domain.model import MAIN, Artifact, Network, SelfTest
from radlane.domain.output import SegmentationOutput
from radlane.domain.planar import CineGeometry, EvenSampling, PictureGeometry
from radlane.domain.select import Select
from radlane.errors import ImportRefused
from radlane.inference.devices import choose_device
from radlane.inference.session import open_session
from radlane.pipeline.examination import ExaminationLimits, examine
from radlane.registry.arrays import write_arrays
from radlane.registry.draft import WEIGHTS, Draft, Observed, write_draft
from radlane.registry.forms import Form, form_of
from radlane.registry.onnx_file import GraphValue, OnnxFile
from radlane.registry.package import MAX_GOLDEN_BYTES, read_artifact, read_golden
from radlane.registry.skeleton import Asked, require_segmentation, require_servable, shape_to_try, sketch

_SEED = 20_261_126
_RTOL = 0.001
_LIMITS = ExaminationLimits(seconds=300.0)
_ANSWERS = "answers.npz"
_NOWHERE = Select(modalities=(), sop_classes=(), body_parts=(), regions=(), views=(), view_codes=())
_NPY = ".npy"  # numpy reads an array by its name with and without
_LONGEST_NAME = 0xFFFF - len(_NPY)  # bytes, of a member of a zip file
_MOST = 1 << 24  # voxels of an input that is drawn: 64 MiB


def begin_package(network: OnnxFile, asked: Asked, out: Path, threads: int) -> tuple[Draft, dict[str, object]]:
    """Write a package skeleton for a network of which only the graph is known.

    Returns
    -------
    draft : Draft
        What is known.
    content : dict
        The manifest's content, with its FILL IN.

    Raises
    ------
    ImportRefused
        If radlane cannot serve such a network, or it does not run.
    UsageError
        If `out` is there already.
    """
    source = require_servable(network)
    observed = observe(network, shape_to_try(source, asked.size), threads)
    draft = sketch(network, observed.arrays, asked)
    return draft, write_draft(out, draft, observed)


def write_import(
    draft: Draft, roi: tuple[int, ...], channels: int | None, out: Path, threads: int
) -> dict[str, object]:
    """Write a package skeleton for a model that another project describes.

    Parameters
    ----------
    draft : Draft
        What that project says.
    roi : tuple of int
        What the network sees at once.
    channels : int or None
        How many its output has to have: labels that nobody names, or that the network does not know, are refused.

    Raises
    ------
    ImportRefused
        Also where the network is another than the description says.
    """
    source = require_servable(draft.weights)
    form = form_of(source.shape)
    if form is None or form.layout not in ("NCDHW", "NCTHW"):  # three channels of a volume look like a clip in colour
        raise _refused("it does not read a volume", "Bring the network that is described")
    observed = observe(draft.weights, shape_to_try(source, roi), threads)
    name = require_segmentation(draft.weights, observed.arrays)
    found = observed.arrays[name].shape[1]
    if channels is not None and found != channels:
        raise ImportRefused(
            "The network is not the one that is described",
            why=f"its output has {found} channels, and {channels} are described",
            remedy="Bring the description and the network of one training together",
        )
    return write_draft(out, draft, observed)


def observe(network: OnnxFile, shape: tuple[int, ...], threads: int) -> Observed:
    """Run a network on random numbers until it says something, examined and with limits as in admission.

    Raises
    ------
    ImportRefused
        If it is not what may run, does not run, says nothing but zero, or says more than a golden vector holds.
    ModelUnavailable
        If the process in which it runs could not be started.
    """
    if math.prod(shape) > _MOST:
        raise _refused("its input is larger than a golden vector may be", "Ask for a smaller --size")
    names = {value.name for value in (*network.inputs, *network.outputs)}
    if any(f"{name}{_NPY}" in names or len(name.encode()) > _LONGEST_NAME for name in names):
        raise _unnamed()
    with TemporaryDirectory(prefix="radlane-") as scratch:
        foreign = Foreign(folder=Path(scratch), network=_described(network, shape), shape=shape)
        (foreign.folder / WEIGHTS).write_bytes(network.data)
        last = examine(foreign, replace(_LIMITS, threads=threads), get_context("spawn"))[-1]
        if last.code is not None:
            sides = " x ".join(map(str, shape[2:]))
            where = f" on {sides}" if last.name in ("dry-run", "golden") else ""
            raise _refused(f"it does not run{where}: {last.code}, {last.detail}", "docs/admission.md says what may run")
        test = SelfTest(path=_ANSWERS, rtol=_RTOL, atol=0.0)
        arrays = read_golden(foreign.folder.joinpath, test).arrays
    if names - arrays.keys():
        raise _unnamed()
    outputs = [arrays[name] for name in foreign.network.tensors]
    return _small(Observed(arrays=arrays, rtol=_RTOL, atol=_tolerance(outputs)))


@dataclass(frozen=True, kw_only=True)
class Foreign:
    """A network of which no manifest speaks yet, such that it crosses to the process that examines it.

    Attributes
    ----------
    folder : Path
        Where it lies, and where its answers are written.
    """

    folder: Path
    network: Network
    shape: tuple[int, ...]

    def checks(self, limits: ExaminationLimits) -> Mapping[str, Callable[[], None]]:
        """Give the checks of admission; what a manifest may allow is allowed, and the golden vector is made."""
        from radlane.pipeline.graphs import check_foreign, check_model

        data = read_artifact(self.folder.joinpath, self.network.weights)
        return {
            "graph": lambda: check_foreign(data),
            "checker": lambda: check_model(data),
            "dry-run": lambda: self._answer(limits),
            "golden": lambda: None,
        }

    def _answer(self, limits: ExaminationLimits) -> None:
        session = open_session(self.folder / WEIGHTS, self.network, choose_device("cpu", ()), limits.threads)
        source = self.network.inputs[0].name
        for drawn in _drawn(self.shape):
            outputs = session.run({source: drawn}, limits.seconds)
            atol = _tolerance(outputs.values())
            if all(np.abs(found).max(initial=0) > 2 * atol for found in outputs.values()):
                write_arrays(self.folder / _ANSWERS, {source: drawn, **outputs}, compressed=False)
                return
        raise _refused("it says nothing but zero to random numbers", "Export it with its trained weights")


def _drawn(shape: tuple[int, ...]) -> list[NDArray[np.float32]]:
    """Inputs to try: noise about zero, noise from 0 to 1, and one that grows along each axis."""
    random = np.random.default_rng(_SEED)
    noise = random.standard_normal(shape, np.float32)
    ramp = sum(np.meshgrid(*(np.linspace(0, 1, side, dtype=np.float32) for side in shape[1:]), indexing="ij"))
    return [noise, random.random(shape, np.float32), np.asarray(ramp, np.float32).reshape(shape)]


def _tolerance(outputs: object) -> float:
    """Return a thousandth of the largest value, as 1, 2 or 5 and zeros; from 0.0001 to 0.1."""
    peak = max(float(np.abs(found).max(initial=0)) for found in outputs)  # type: ignore[attr-defined]
    wanted = min(max(peak / 500, 1e-4), 0.1)
    power = 10.0 ** math.floor(math.log10(wanted))
    return float(f"{next(step for step in (5, 2, 1) if step * power <= wanted * 1.0001) * power:.6g}")


def _small(observed: Observed) -> Observed:
    if sum(found.nbytes for found in observed.arrays.values()) > MAX_GOLDEN_BYTES - 4096:
        raise _refused("input and outputs together are larger than a golden vector may be", "Ask for a smaller --size")
    return observed


def _described(network: OnnxFile, shape: tuple[int, ...]) -> Network:
    """Return the network as a manifest would have it, with what nobody knows yet left open."""
    source = network.inputs[0]
    form = form_of(source.shape)
    assert form is not None  # `require_servable` let it pass
    wanted = Input(
        name=source.name,
        layout=form.layout,
        dtype="float32",
        channels=tuple(Channel(id=f"channel-{place}", select=_NOWHERE) for place in range(form.series)),
        geometry=_geometry(form, shape),
        intensity=(),
    )
    artifact = Artifact(role="weights", path=WEIGHTS, sha256=network.sha256, size=len(network.data))
    outputs = tuple(_output(output, len(shape)) for output in network.outputs)
    return Network(id=MAIN, model="this network", weights=artifact, inputs=(wanted,), outputs=outputs, tests=())


def _geometry(form: Form, shape: tuple[int, ...]) -> Geometry:
    """How what is drawn lies on the grid: as it is, whatever the manifest will say of patients."""
    if form.kind == "volume":
        towards = (Direction.H, Direction.P, Direction.L)
        return VolumeGeometry(kind="volume", orientation=towards, interpolation="linear")
    *frames, rows, columns = (side or 0 for side in form.sides(shape))
    size = rows, columns
    if form.kind == "projection":
        return ProjectionGeometry(kind="projection", orientation=(Direction.L, Direction.F), size=size)
    if form.kind == "picture":
        return PictureGeometry(kind="picture", size=size, fit="stretch", colour="rgb")
    sampling = EvenSampling(by="evenly")
    return CineGeometry(kind="cine", size=size, fit="stretch", colour="rgb", frames=frames[0], sampling=sampling)


def _output(value: GraphValue, rank: int) -> SegmentationOutput | ClassificationOutput:
    channels = (value.shape[1] if value.shape is not None and len(value.shape) > 1 else None) or 1
    if value.shape is not None and len(value.shape) != rank:
        nothing = tuple(range(channels))
        return ClassificationOutput(
            name=value.name, kind="classification", activation="none", background=nothing, classes=()
        )
    return SegmentationOutput(
        name=value.name,
        kind="segmentation",
        activation="none",
        background=tuple(range(channels)),
        threshold=0.0,
        segments=(),
        measurements=(),
    )


def _unnamed() -> ImportRefused:
    return _refused("names of its tensors are none that a golden vector holds", "Give them plain names")


def _refused(why: str, remedy: str) -> ImportRefused:
    return ImportRefused("The network cannot be run once", why=why, remedy=remedy)
