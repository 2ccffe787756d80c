"""A MONAI bundle (configs/metadata.json, configs/inference.json or .yaml, models/model.onnx) -> `Import`.

In: a folder or .zip, hostile; none of its Python is run. Out: the package as far as the bundle says it. A network of
MONAI sees an image as [x, y, z], its axes growing towards the letters of Orientation. Reference: Project-MONAI/MONAI,
docs/source/mb_specification.rst (network_data_format, channel_def), `monai/bundle/`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from radlane.errors import ImportRefused
from radlane.registry.blanks import FILL_IN
from radlane.registry.channels import MOST_CHANNELS
from radlane.registry.draft import (
    VOLUME,
    ChannelDraft,
    Draft,
    Import,
    channels_of,
    input_of,
    known,
    require_names,
    segment_of,
    slug,
)
from radlane.registry.foreign import Foreign
from radlane.registry.monai_config import Config
from radlane.registry.monai_results import (
    LOWEST,
    Decided,
    Window,
    read_inferer,
    read_postprocessing,
    require_usual_run,
)
from radlane.registry.monai_transforms import Seen, read_preprocessing
from radlane.registry.nnunet import only_network
from radlane.registry.onnx_file import MAX_BYTES, read_onnx
from radlane.registry.reading import mapping, refuse, sequence
from radlane.registry.skeleton import count_channels, require_servable

METADATA = "configs/metadata.json"
_INFERENCE = ("configs/inference.json", "configs/inference.yaml", "configs/inference.yml")
_WEIGHTS = "models/model.onnx"
_BACKGROUND = ("background", "bg")
_MODALITIES = {"CT": "CT", "MR": "MR", "MRI": "MR", "PET": "PT", "PT": "PT"}
_TURNED = (
    "The bundle does not turn images (it has no Orientation): the network knows them as the files of its training were "
    "stored. inputs.geometry.orientation says where its axes [x, y, z] run, and a wrong letter is a wrong side."
)
_UNSPACED = "The bundle does not resample images: the network is given the source's own spacing."


def is_bundle(source: Foreign) -> bool:
    """Whether this is a MONAI bundle; raises `ImportRefused` if there are several."""
    return source.only(METADATA) is not None


def import_bundle(source: Foreign, name: str, version: str, stored: Sequence[str] | None) -> Import:
    """Read a bundle.

    Parameters
    ----------
    source : Foreign
        The bundle.
    name, version : str
        Of the package; empty: the bundle's own.
    stored : sequence of str or None
        Where the axes [x, y, z] of the training images run, where the bundle does not turn them.

    Raises
    ------
    ImportRefused
        For what a manifest cannot say.
    """
    source = source.within((source.only(METADATA) or METADATA).removesuffix(METADATA).removesuffix("/"))
    metadata, config = source.document(METADATA), _config(source)
    require_usual_run(config)
    image, pred, names = _data_format(metadata)
    key, modality, named = image
    network = read_onnx(source.read(_WEIGHTS if _WEIGHTS in source.names else only_network(source), MAX_BYTES))
    source_name = require_servable(network).name
    count = count_channels(network.inputs[0])
    if count != len(named):
        raise refuse("num_channels", "the network has another number of input channels")
    seen = read_preprocessing(config, key, count)
    window = read_inferer(config, has_size=seen.size is not None)
    decided = read_postprocessing(config, pred)
    if stored is not None and seen.orientation is None:
        seen.orientation = list(stored)
    roi = window.roi or tuple(seen.size or ())
    draft = Draft(
        name=slug(name or str(metadata.get("name") or "")) or "bundle",
        version=version or str(metadata.get("version") or "1.0.0"),
        weights=network,
        wanted=input_of(source_name, _channels(named, modality), _geometry(seen, window), seen.intensity),
        output=_output(network.outputs[0].name, names, decided),
        facts=_facts(metadata),
        notes=_notes(seen, decided),
    )
    return Import(draft=draft, roi=roi, channels=len(names))


def _config(source: Foreign) -> Config:
    found = [name for name in _INFERENCE if name in source.names]
    if len(found) != 1:
        raise ImportRefused(
            "The bundle has not exactly one configs/inference.json or .yaml",
            why=f"there are {len(found)}: nothing says how it is run",
        )
    return Config(content=source.document(found[0]))


def _channels(named: Sequence[str], modality: str | None) -> tuple[ChannelDraft, ...]:
    return (ChannelDraft(modality=modality),) if len(named) == 1 else channels_of(named, modality)


def _data_format(metadata: Mapping[str, Any]) -> tuple[tuple[str, str | None, list[str]], str, list[str]]:
    """Key, modality and channels of the image, key of the output, and the name of each of its channels."""
    described = mapping(metadata.get("network_data_format"), "network_data_format of metadata.json")
    inputs, outputs = (mapping(described.get(key), f"{key} of metadata.json") for key in ("inputs", "outputs"))
    if len(inputs) != 1 or len(outputs) != 1:
        raise refuse("network_data_format", f"it has {len(inputs)} inputs and {len(outputs)} outputs, not one of each")
    (image, of_image), (pred, of_pred) = *inputs.items(), *outputs.items()
    of_image, of_pred = mapping(of_image, "inputs of metadata.json"), mapping(of_pred, "outputs of metadata.json")
    read = of_image.get("num_channels")
    if of_image.get("type", "image") != "image" or not isinstance(read, int) or not 1 <= read <= MOST_CHANNELS:
        raise refuse("network_data_format", f"its input is no image with 1 to {MOST_CHANNELS} channels")
    if of_pred.get("format", "segmentation") not in ("segmentation", "labels"):
        raise refuse("network_data_format", "its output is no segmentation")
    if len(sequence(of_image.get("spatial_shape"), "spatial_shape of metadata.json")) != 3:
        raise refuse("network_data_format", "its input is no volume")
    channels = mapping(of_pred.get("channel_def"), "channel_def of metadata.json")
    count = of_pred.get("num_channels")
    if sorted(channels) != sorted(str(channel) for channel in range(len(channels))) or count != len(channels):
        raise refuse(
            "channel_def",
            "it does not name every channel from 0 on: a segment would be lost",
            "Name each of num_channels channels in metadata.json",
        )
    names = [str(channels[str(channel)]) for channel in range(len(channels))]
    modality = _MODALITIES.get(str(of_image.get("modality", "")).upper())
    said = of_image.get("channel_def")
    known = {str(key): str(name) for key, name in said.items()} if isinstance(said, dict) else {}
    return (image, modality, [known.get(str(place), "") for place in range(read)]), pred, names


def _geometry(seen: Seen, window: Window) -> dict[str, Any]:
    grid: dict[str, Any] = {"size": seen.size} if seen.size else {"spacing_mm": seen.spacing}
    geometry: dict[str, Any] = {
        "kind": "volume",
        "orientation": seen.orientation or FILL_IN,
        **grid,
        "interpolation": seen.interpolation,
        "tilt_degrees": 0.0,
        "pad": 0.0,  # beyond the image: SlidingWindowInferer pads what the transforms made (cval)
        "padding": "as-stored",  # inside it MONAI knows no padding
    }
    if window.roi:
        geometry["window"] = {"roi": list(window.roi), "overlap": window.overlap, "blend": window.blend}
    return geometry


def _output(name: str, names: Sequence[str], decided: Decided) -> dict[str, Any]:
    has_background = names[0].lower() in _BACKGROUND
    background = [0] if has_background and len(names) > 1 else []
    threshold = LOWEST if decided.activation == "none" else 0.0
    if decided.argmax and not background:
        raise refuse(
            "channel_def", "the highest channel decides, and channel 0, which is then no label, is no background"
        )
    if not decided.argmax:
        threshold = decided.threshold if decided.threshold is not None else threshold
        if len(names) > 1 and (decided.activation != "softmax" or threshold < 0.5 or not background):
            raise refuse(
                "A threshold for each of several channels",
                "they may overlap, each voxel of radlane's belongs to one segment, and an organ would be lost",
                "Serve one package for each channel",
            )
        if decided.activation == "sigmoid" and not 0 < threshold <= 1:
            raise refuse("postprocessing", "its threshold is not between 0 and 1")
    channels = [channel for channel in range(len(names)) if channel not in background]
    require_names([names[channel] for channel in channels])
    if not decided.largest <= set(channels if decided.argmax else range(1, len(names) + 1)):
        raise refuse("postprocessing", "it keeps the largest part of labels that are none")
    # without a background, the one channel's label is 1
    kept = {channel for channel in channels if decided.every_largest or channel + (not background) in decided.largest}
    return {
        "name": name,
        "kind": "segmentation",
        "activation": decided.activation,
        "background": background,
        "threshold": threshold,
        "segments": [segment_of(channel, names[channel], keep_largest=channel in kept) for channel in channels],
        "measurements": [VOLUME],
    }


def _notes(seen: Seen, decided: Decided) -> tuple[str, ...]:
    notes = [*seen.notes]
    notes += [] if seen.orientation else [_TURNED]
    notes += [] if seen.spacing or seen.size else [_UNSPACED]
    resampled = seen.spacing or seen.size
    return (*notes, *(decided.notes if resampled else ()))


def _facts(metadata: Mapping[str, Any]) -> dict[str, Any]:
    card = known(
        intended_use=metadata.get("intended_use"),
        training_data=metadata.get("data_source"),
        developer=metadata.get("authors"),
    )
    versions = [f"{key} {metadata[f'{key}_version']}" for key in ("monai", "pytorch") if f"{key}_version" in metadata]
    return {"card": card, "origin": known(framework=", ".join(versions))}
