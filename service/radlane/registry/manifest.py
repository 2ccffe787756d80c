"""`model.yaml` -> Manifest.

In: a YAML file, hostile. Out: a validated `Manifest`. A key that radlane does not honour is an error, not a comment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from radlane.domain.calibration import CalibrationFit
from radlane.domain.image import Direction
from radlane.domain.input import (
    ApplyVoi,
    Clip,
    ClipPercentile,
    Crop,
    Geometry,
    Input,
    Intensity,
    InvertMonochrome1,
    Normalise,
    ProjectionGeometry,
    Scale,
    VolumeGeometry,
)
from radlane.domain.model import MAIN, Manifest, Runtime, Stage
from radlane.domain.output import Output, SegmentMeasurement
from radlane.domain.planar import PlanarGeometry, Sampling
from radlane.domain.refs import is_uid
from radlane.errors import ManifestInvalid
from radlane.registry.acceptance import complain_of_acceptance
from radlane.registry.artifacts import complain_of_artifacts, weights_of
from radlane.registry.blanks import require_filled
from radlane.registry.channels import complain_of_channels
from radlane.registry.codes import complain_of_codes
from radlane.registry.contradictions import complain_of_contradictions
from radlane.registry.explanation import complain_of_explanation
from radlane.registry.out_of_distribution import complain_of_out_of_distribution
from radlane.registry.outputs import complain_of_outputs, is_of_volume, segmentations_of
from radlane.registry.plain_text import require_plain
from radlane.registry.planar import complain_of_planar
from radlane.registry.quantity import complain_of_quantity
from radlane.registry.runtime import complain_of_runtime
from radlane.registry.selection import complain_of_selection
from radlane.registry.uncertainty import complain_of_uncertainty

MAX_BYTES = 1 << 20
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?", re.ASCII)
_VERSION_LENGTH = 64  # VR LO: it stands in every object
_UNIONS = (CalibrationFit, Geometry, Intensity, Output, Runtime, Sampling, SegmentMeasurement)
_VARIANTS = tuple(kind.__name__ for union in _UNIONS for kind in get_args(union))
_AXES = ("LR", "AP", "HF")
_MAX_SIDE = 4096  # voxels along an axis of a network's grid
_MAX_TILT = 45.0
_MOST = 1e6  # a number that is no mistake: HU, counts, factors
_UDI = 256  # characters; those that are issued have far fewer


class PlainLoader(yaml.SafeLoader):
    """Safe YAML without aliases, which can grow without bound, and without repeated keys, which lose a value."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose a node that is no alias."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(None, None, "aliases are not read", None)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Construct a mapping whose keys differ."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(set(keys)) != len(keys):
            raise yaml.constructor.ConstructorError(None, None, "a key is repeated", None)
        return super().construct_mapping(node, deep)


def read_manifest(path: Path) -> Manifest:
    """Read and validate a manifest.

    Parameters
    ----------
    path : Path
        `model.yaml` of a package.

    Raises
    ------
    ManifestInvalid
        If it is no `radlane.model/1` manifest; the message names the key, not its value.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ManifestInvalid("The package has no readable model.yaml", why=error.strerror) from error
    if len(data) > MAX_BYTES:
        raise ManifestInvalid("model.yaml is too large", why=f"more than {MAX_BYTES} bytes")
    try:
        content = yaml.load(data, PlainLoader)  # noqa: S506 - a SafeLoader with fewer features
        require_filled(content)
        require_plain(content)
        # as JSON: lists are tuples, and nothing else is coerced ("0" is no number, "yes" no truth, NaN nothing)
        manifest = _adapter().validate_json(json.dumps(content, allow_nan=False), strict=True)
    except ValidationError as error:
        raise ManifestInvalid("model.yaml is not radlane.model/1", why=_first_complaint(error)) from error
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise ManifestInvalid("model.yaml is not plain YAML", why=_problem(error)) from error
    for complaint in _complaints(manifest):
        raise ManifestInvalid("model.yaml contradicts itself", uid=manifest.name, why=complaint)
    return manifest


def manifest_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `model.yaml`."""
    schema = _adapter().json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:radlane:model:1",
        **schema,
        "title": "radlane.model/1",
    }


@cache  # the types do not change; to make it of them takes longer than to read a manifest
def _adapter() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", "")) or type(error).__name__


def _first_complaint(error: ValidationError) -> str:
    """The first error, as key and kind; of values with a kind or op, in the variant that this names."""
    every = error.errors(include_input=False, include_url=False, include_context=False)
    errors = [one for one in every if one["loc"][-1:] != ("str",)] or every  # of a calibration, which may be a text
    fitting = _in_named_variants(errors, ("kind", "op"))
    unknown = [one for one in fitting if one["loc"][-1:] == ("method",)]  # of which there is none such
    first = (_in_named_variants(fitting, ("by", "method")) or unknown or fitting or errors)[0]
    keys = [str(part) for part in first["loc"] if part not in _VARIANTS]
    return f"{'.'.join(keys) or 'the file'}: {first['type']}"


def _in_named_variants(errors: Sequence[ErrorDetails], names: tuple[str, ...]) -> list[ErrorDetails]:
    """The errors without those of variants that the value says it is none of."""
    others = {e["loc"][:-1] for e in errors if e["type"] == "literal_error" and e["loc"][-1] in names}
    return [e for e in errors if not any(e["loc"][: len(variant)] == variant for variant in others)]


def _complaints(manifest: Manifest) -> list[str]:
    """What the types cannot say, each as `key: what is wrong`."""
    stages = _all_stages(manifest)
    wrong = [*_names(manifest), *complain_of_codes(manifest.procedure, stages)]
    wrong += [*complain_of_artifacts(manifest), *_stages(manifest)]
    wrong += [*complain_of_channels(manifest), *complain_of_quantity(manifest), *complain_of_runtime(manifest.runtime)]
    for stage in stages:
        wrong += [*_inputs(stage), *complain_of_outputs(stage, window=_is_windowed(stage))]
    wrong += complain_of_acceptance(manifest)
    wrong += complain_of_contradictions(manifest)
    wrong += [*complain_of_explanation(manifest), *complain_of_uncertainty(manifest)]
    wrong += complain_of_out_of_distribution(manifest, stages)
    if manifest.task not in {"detection" if output.kind == "box-map" else output.kind for output in manifest.outputs}:
        wrong.append("task: the main network has no output of this kind")
    return wrong


def _all_stages(manifest: Manifest) -> tuple[Stage, ...]:
    """The stages before, and the main network as one."""
    return (*manifest.before, Stage(id=MAIN, weights="", inputs=manifest.inputs, outputs=manifest.outputs))


def _names(manifest: Manifest) -> list[str]:
    wrong = []
    if not _NAME.fullmatch(manifest.name):
        wrong.append("name: must be lower-case letters, digits and hyphens")
    if len(manifest.version) > _VERSION_LENGTH or not _VERSION.fullmatch(manifest.version):
        wrong.append(f"version: must be a semantic version of at most {_VERSION_LENGTH} characters")
    udi = manifest.regulatory.udi
    if udi is not None and not (0 < len(udi) <= _UDI and udi.isascii() and udi.isprintable()):
        wrong.append(f"regulatory.udi: 1 to {_UDI} printable characters of ASCII")
    return wrong


def _stages(manifest: Manifest) -> list[str]:
    """How the networks hang together: ids, weights, golden vectors, and what each is cropped by."""
    wrong = []
    ids = [stage.id for stage in manifest.before]
    members = manifest.uncertainty.members
    ids += [member.id for member in members]
    weights = [*(stage.weights for stage in manifest.before), *(member.weights for member in members)]
    if len({*ids, MAIN}) != len(ids) + 1 or not all(_NAME.fullmatch(stage_id) for stage_id in ids):
        wrong.append(
            f"before.id, uncertainty.members.id: lower-case letters, digits, hyphens; they differ, and none is {MAIN}"
        )
    if len(set(weights)) != len(weights) or not set(weights) < weights_of(manifest):
        wrong.append("before.weights, uncertainty.members.weights: each names an artifact of its own")
    if any(not any((test.stage or MAIN) == stage_id for test in manifest.tests) for stage_id in (*ids, MAIN)):
        wrong.append("tests: a network without golden vectors is not run")
    if any(test.stage not in (None, *ids) for test in manifest.tests):
        wrong.append("tests.stage: there is no such stage")
    if manifest.before and not all(is_of_volume(stage) for stage in _all_stages(manifest)):
        wrong.append("before: only networks on volumes follow each other")
    seen: dict[str, set[str]] = {}
    for stage in _all_stages(manifest):
        wrong += [f"inputs.geometry.crop.agreement: {why}" for crop in _crops(stage) for why in _agreement(crop, stage)]
        wrong += [f"inputs.geometry.crop: {why}" for crop in _crops(stage) for why in _crop(crop, seen)]
        wrong += [f"inputs.intensity.clip_percentile.of: {why}" for why in _percentiles_of(stage, seen)]
        seen[stage.id] = {segment.id for output in segmentations_of(stage) for segment in output.segments}
    return wrong


def _is_windowed(stage: Stage) -> bool:
    geometries = [value.geometry for value in stage.inputs]
    return any(isinstance(item, VolumeGeometry) and item.window is not None for item in geometries)


def _crops(stage: Stage) -> list[Crop]:
    geometries = [value.geometry for value in stage.inputs]
    return [item.crop for item in geometries if isinstance(item, VolumeGeometry) and item.crop is not None]


def _crop(crop: Crop, seen: dict[str, set[str]]) -> list[str]:
    wrong = []
    if crop.segment not in seen.get(crop.stage, ()):
        wrong.append("names no segment of an earlier stage")
    if not 0 <= crop.margin <= 1 or not 0 <= crop.slice_share < 1:
        wrong.append("margin and slice_share lie between 0 and 1")
    if not 0 <= crop.slice_share < 1:
        wrong.append("slice_share: from 0, below 1")
    return wrong


def _agreement(crop: Crop, stage: Stage) -> list[str]:
    if crop.agreement == 0:
        return []
    wrong = []
    if not 0 < crop.agreement <= 1:
        wrong.append("from 0 to 1")
    if stage.id != MAIN:
        wrong.append("only of the main network")
    if all(segment.id != crop.segment for output in segmentations_of(stage) for segment in output.segments):
        wrong.append("the network has no segment of this id")
    return wrong


def _percentiles_of(stage: Stage, seen: Mapping[str, object]) -> list[str]:
    """Wrong where percentiles of an earlier stage's grid are not those of an earlier stage, or follow an operation."""
    wrong = []
    for operations in (chain for value in stage.inputs for chain in _intensities(value)):
        for place, operation in enumerate(operations):
            if isinstance(operation, ClipPercentile) and operation.of is not None:
                if operation.of not in seen:
                    wrong.append("names no earlier stage")
                if place > 0:
                    wrong.append("is the first operation: the percentiles are those of the modality's values")
    return wrong


def _inputs(stage: Stage) -> list[str]:
    return [why for wanted in stage.inputs for why in _input(wanted)]


def _input(wanted: Input) -> list[str]:
    of_volume = isinstance(wanted.geometry, VolumeGeometry)
    wrong = [*_clips(wanted), *_normalised(wanted)]
    for channel in wanted.channels:
        wrong += complain_of_selection(channel.select, of_volume=of_volume)
        if not all(is_uid(uid) for uid in channel.select.sop_classes):
            wrong.append("inputs.channels.select.sop_classes: must be UIDs")
    if isinstance(wanted.geometry, ProjectionGeometry):
        return wrong + _projection(wanted, wanted.geometry)
    if isinstance(wanted.geometry, PlanarGeometry):
        return wrong + complain_of_planar(wanted, wanted.geometry)
    return wrong + _volume(wanted, wanted.geometry)


def _intensities(wanted: Input) -> list[tuple[Intensity, ...]]:
    """The operations of the input, and those of channels that have their own."""
    return [wanted.intensity, *(channel.intensity for channel in wanted.channels if channel.intensity is not None)]


def _clips(wanted: Input) -> list[str]:
    wrong = []
    operations = [operation for chain in _intensities(wanted) for operation in chain]
    percentiles = [operation for operation in operations if isinstance(operation, ClipPercentile)]
    if any(not 0 <= clip.lower < clip.upper <= 100 for clip in percentiles):
        wrong.append("inputs.intensity.clip_percentile: needs 0 <= lower < upper <= 100")
    if any(clip.lower >= clip.upper for clip in operations if isinstance(clip, Clip)):
        wrong.append("inputs.intensity.clip: needs lower < upper")
    limits = [limit for clip in operations if isinstance(clip, Clip) for limit in (clip.lower, clip.upper)]
    factors = [part for item in operations if isinstance(item, Scale) for part in (item.factor, item.offset)]
    if any(abs(number) > _MOST for number in (*limits, *factors, wanted.geometry.pad)):
        wrong.append(f"inputs: numbers of clip, scale and pad lie within {_MOST:g}")
    return wrong


def _normalised(wanted: Input) -> list[str]:
    is_planar = isinstance(wanted.geometry, PlanarGeometry)
    if not is_planar and any(isinstance(operation, Normalise) for operation in wanted.intensity):
        return ["inputs.intensity: normalise is of pictures and clips, whose values lie between 0 and 1"]
    return []


def _projection(wanted: Input, geometry: ProjectionGeometry) -> list[str]:
    wrong = []
    if wanted.layout != "NCHW":
        wrong.append("inputs.layout: a projection is NCHW")
    if _number_of_axes(geometry.orientation) != 2:
        wrong.append("inputs.geometry.orientation: must name two axes")
    if min(geometry.size) < 1:
        wrong.append("inputs.geometry.size: must be positive")
    return wrong


def _volume(wanted: Input, geometry: VolumeGeometry) -> list[str]:
    wrong = []
    if wanted.layout != "NCDHW":
        wrong.append("inputs.layout: a volume is NCDHW")
    operations = [operation for chain in _intensities(wanted) for operation in chain]
    if any(isinstance(operation, (ApplyVoi, InvertMonochrome1)) for operation in operations):
        wrong.append("inputs.intensity: a volume has neither voi nor invert_monochrome1")
    if _number_of_axes(geometry.orientation) != 3:
        wrong.append("inputs.geometry.orientation: must name three axes")
    if geometry.size is not None and geometry.spacing_mm is not None:
        wrong.append("inputs.geometry: size or spacing_mm, not both")
    if geometry.crop is not None and geometry.crop_nonzero:
        wrong.append("inputs.geometry: crop or crop_nonzero, not both")
    if geometry.size is not None and not all(1 <= side <= _MAX_SIDE for side in geometry.size):
        wrong.append(f"inputs.geometry.size: 1 to {_MAX_SIDE}")
    if geometry.spacing_mm is not None and not all(0.05 <= side <= 50 for side in geometry.spacing_mm):
        wrong.append("inputs.geometry.spacing_mm: 0.05 to 50")
    if geometry.size is None and geometry.window is None:
        wrong.append("inputs.geometry.window: a grid of any size is seen through a window")
    if not 0 <= geometry.tilt_degrees <= _MAX_TILT:
        wrong.append(f"inputs.geometry.tilt_degrees: 0 to {_MAX_TILT:g}")
    return wrong + _window(geometry)


def _window(geometry: VolumeGeometry) -> list[str]:
    window, wrong = geometry.window, []
    if window is None:
        return []
    if not all(1 <= side <= _MAX_SIDE for side in window.roi):
        wrong.append(f"inputs.geometry.window.roi: 1 to {_MAX_SIDE}")
    if not 0 <= window.overlap <= 0.9:
        wrong.append("inputs.geometry.window.overlap: 0 to 0.9")
    if not 1 <= window.batch <= 64:
        wrong.append("inputs.geometry.window.batch: 1 to 64")
    return wrong


def _number_of_axes(directions: tuple[Direction, ...]) -> int:
    return len({next(axis for axis in _AXES if direction in axis) for direction in directions})
