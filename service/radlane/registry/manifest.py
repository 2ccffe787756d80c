"""`model.yaml` -> Manifest.

In: a YAML file, hostile. Out: a validated `Manifest`. A key that radlane does not honour is an error, not a comment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable
from pathlib import Path, PurePosixPath
from typing import Any, get_args

import yaml
from pydantic import TypeAdapter, ValidationError

from radlane.domain.model import AreaRatio, Intensity, Manifest, Output, SegmentationOutput, SegmentMeasurement
from radlane.domain.refs import is_uid
from radlane.errors import ManifestInvalid

MAX_BYTES = 1 << 20
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MAX_WEIGHTS = (1 << 31) - 1  # a protobuf message cannot be larger
_CODE_VALUE, _CODE_MEANING = 16, 64  # VR SH and LO
_MAX_TOLERANCE = 0.1  # beyond it a golden vector says little of a probability, a logit or a length
_VARIANTS = tuple(kind.__name__ for kind in (*get_args(Intensity), *get_args(Output), *get_args(SegmentMeasurement)))


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
        data = path.read_bytes()
    except OSError as error:
        raise ManifestInvalid("The package has no readable model.yaml", why=error.strerror) from error
    if len(data) > MAX_BYTES:
        raise ManifestInvalid("model.yaml is too large", why=f"more than {MAX_BYTES} bytes")
    try:
        content = yaml.load(data, PlainLoader)  # noqa: S506 - a SafeLoader with fewer features
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


def _adapter() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", "")) or type(error).__name__


def _first_complaint(error: ValidationError) -> str:
    """The first error, as key and kind; of values with a kind or op, in the variant that this names."""
    errors = error.errors(include_input=False, include_url=False, include_context=False)
    others = {e["loc"][:-1] for e in errors if e["type"] == "literal_error" and e["loc"][-1] in ("kind", "op")}
    fitting = [e for e in errors if not any(e["loc"][: len(variant)] == variant for variant in others)]
    first = (fitting or errors)[0]
    keys = [str(part) for part in first["loc"] if part not in _VARIANTS]
    return f"{'.'.join(keys) or 'the file'}: {first['type']}"


def _complaints(manifest: Manifest) -> list[str]:
    """What the types cannot say, each as `key: what is wrong`."""
    return [*_names(manifest), *_codes(manifest), *_artifacts(manifest), *_inputs(manifest), *_outputs(manifest)]


def _names(manifest: Manifest) -> list[str]:
    wrong = []
    if not _NAME.fullmatch(manifest.name):
        wrong.append("name: must be lower-case letters, digits and hyphens")
    if not _VERSION.fullmatch(manifest.version):
        wrong.append("version: must be a semantic version")
    return wrong


def _codes(manifest: Manifest) -> list[str]:
    segmentations = [output for output in manifest.outputs if isinstance(output, SegmentationOutput)]
    codes = [("procedure", manifest.procedure)]
    for select in (channel.select for value in manifest.inputs for channel in value.channels):
        codes += [("inputs.channels.select.regions", region) for region in select.regions]
        codes += [("inputs.channels.select.view_codes", view) for view in select.view_codes]
    for output in segmentations:
        codes += [("segments.category", segment.category) for segment in output.segments]
        codes += [("segments.type", segment.type) for segment in output.segments]
        codes += [("measurements.concept", measurement.concept) for measurement in output.measurements]
    return [
        f"{key}: scheme and value hold 1 to {_CODE_VALUE} characters, the meaning 1 to {_CODE_MEANING}"
        for key, code in codes
        if not 0 < len(code.scheme) <= _CODE_VALUE
        or not 0 < len(code.value) <= _CODE_VALUE
        or not 0 < len(code.meaning) <= _CODE_MEANING
    ]


def _artifacts(manifest: Manifest) -> list[str]:
    wrong = []
    if any(not 0 < artifact.size <= _MAX_WEIGHTS for artifact in manifest.artifacts):
        wrong.append("artifacts.size: must be above 0 and below 2 GiB")
    if any(not 0 <= tolerance <= _MAX_TOLERANCE for test in manifest.tests for tolerance in (test.rtol, test.atol)):
        wrong.append(f"tests: tolerances lie between 0 and {_MAX_TOLERANCE}")
    if len(manifest.artifacts) != 1:
        wrong.append("artifacts: exactly one file of weights is read")
    if not manifest.tests:
        wrong.append("tests: a model without golden vectors is not run")
    if any(not _SHA256.fullmatch(artifact.sha256) for artifact in manifest.artifacts):
        wrong.append("artifacts.sha256: must be 64 lower-case hexadecimal digits")
    for path in [*(artifact.path for artifact in manifest.artifacts), *(test.path for test in manifest.tests)]:
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or "\\" in path or not parts.name:
            wrong.append("path: must stay inside the package")
    return wrong


def _inputs(manifest: Manifest) -> list[str]:
    wrong = []
    if len(manifest.inputs) != 1 or len(manifest.inputs[0].channels) != 1:
        return ["inputs: one input with one channel is read"]
    geometry = manifest.inputs[0].geometry
    if not all(is_uid(uid) for uid in manifest.inputs[0].channels[0].select.sop_classes):
        wrong.append("inputs.channels.select.sop_classes: must be UIDs")
    axes = {next(axis for axis in ("LR", "AP", "HF") if direction in axis) for direction in geometry.orientation}
    if len(axes) != 2:
        wrong.append("inputs.geometry.orientation: must name two axes")
    if min(geometry.size) < 1:
        wrong.append("inputs.geometry.size: must be positive")
    clips = [operation for operation in manifest.inputs[0].intensity if operation.op == "clip_percentile"]
    if any(not 0 <= clip.lower < clip.upper <= 100 for clip in clips):
        wrong.append("inputs.intensity.clip_percentile: needs 0 <= lower < upper <= 100")
    return wrong


def _outputs(manifest: Manifest) -> list[str]:
    wrong = []
    names = [output.name for output in manifest.outputs]
    segmentations = [output for output in manifest.outputs if isinstance(output, SegmentationOutput)]
    if len(set(names)) != len(names):
        wrong.append("outputs.name: must differ")
    if len(segmentations) != 1:
        wrong.append("outputs: exactly one segmentation is read")
    if any(output.activation == "sigmoid" and not 0 <= output.threshold <= 1 for output in manifest.outputs):
        wrong.append("outputs.threshold: a probability lies between 0 and 1")
    for output in segmentations:
        wrong += _segments(output)
    return wrong


def _segments(output: SegmentationOutput) -> list[str]:
    wrong = []
    ids = [segment.id for segment in output.segments]
    channels = [segment.channel for segment in output.segments]
    ratios = [measurement for measurement in output.measurements if isinstance(measurement, AreaRatio)]
    if not ids or len(set(ids)) != len(ids) or sorted(channels) != list(range(len(channels))):
        wrong.append("outputs.segments: ids must differ and channels run from 0")
    if any(not 0 <= segment.absent_below <= segment.implausible_above <= 1 for segment in output.segments):
        wrong.append("outputs.segments: needs 0 <= absent_below <= implausible_above <= 1")
    if any(not 0 <= shade <= 255 for segment in output.segments for shade in segment.rgb):
        wrong.append("outputs.segments.rgb: 0 to 255")
    if any({ratio.numerator, ratio.denominator} - set(ids) for ratio in ratios):
        wrong.append("outputs.measurements: a ratio names segments that are not there")
    return wrong
