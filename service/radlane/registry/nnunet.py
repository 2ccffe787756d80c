"""A folder of nnU-Net v2 (plans.json, dataset.json, one ONNX file) -> `Import`.

In: a folder or .zip, hostile. Out: the package as far as those files say it.
Reference: MIC-DKFZ/nnUNet, `nnunetv2/preprocessing/preprocessors/default_preprocessor.py` (transpose, crop to what is
not zero, normalise, resample), `inference/predict_from_raw_data.py` (windows), `inference/export_prediction.py` (logits
are resampled linearly, and the highest channel decides), `imageio/` (readers: arrays are [z, y, x], not reoriented).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from radlane.errors import ImportRefused
from radlane.registry.blanks import FILL_IN
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
from radlane.registry.nnunet_plans import Plans, read_plans
from radlane.registry.onnx_file import MAX_BYTES, read_onnx
from radlane.registry.reading import refuse, sequence
from radlane.registry.skeleton import count_channels, require_servable

_PLANS, DATASET = ("plans.json", "nnUNetPlans.json"), "dataset.json"
_EVALUATED = "crossval_results_folds_"
_REORIENTED = ("H", "A", "R")  # NibabelIOWithReorient and SimpleITKIOWithReorient: RAS, read as [z, y, x]
_READERS = {"NibabelIOWithReorient": _REORIENTED, "SimpleITKIOWithReorient": _REORIENTED}
_AS_STORED = ("SimpleITKIO", "NibabelIO")
_LOWEST = -1e6  # the highest channel decides, whatever its value
_MODALITIES = {"ct": "CT", "mr": "MR", "mri": "MR", "t1": "MR", "t2": "MR", "flair": "MR", "pet": "PT"}
_NOTES = (
    "nnU-Net averages over mirrored copies of an image unless it is told --disable_tta; radlane runs the network once.",
    "nnU-Net averages over the networks of several folds; this package has the one network that it was made from.",
    "nnU-Net spreads its windows evenly; here they follow each other by half a window, the last one moved back inside.",
)
_CUBIC = (
    "nnU-Net resamples images by cubic splines, radlane linearly: the network sees slightly smoother images where the "
    "spacing of a series is not the network's."
)
_COARSE = "nnU-Net resamples the coarsest of very unequal axes by the nearest slice, radlane linearly."
_AFTER = (
    "nnU-Net clips or normalises images before it resamples them, radlane after: edges of what is clipped, and the "
    "deviation, differ slightly where the spacing of a series is not the network's."
)


def find_plans(source: Foreign) -> str | None:
    """Return the path of the plans, where this is a folder of nnU-Net v2: plans.json with dataset.json beside it.

    Raises
    ------
    ImportRefused
        If there is more than one.
    """
    # nnU-Net copies both documents to where it evaluates all folds together
    own = replace(source, names=tuple(name for name in source.names if _EVALUATED not in name))
    path = own.only(*_PLANS)
    return path if path is not None and str(PurePosixPath(path).with_name(DATASET)) in source.names else None


def import_nnunet(source: Foreign, name: str, version: str, configuration: str, stored: Sequence[str] | None) -> Import:
    """Read a model of nnU-Net.

    Parameters
    ----------
    source : Foreign
        The folder.
    name, version : str
        Of the package; an empty name: the dataset's.
    configuration : str
        `3d_fullres` or another one of the plans.
    stored : sequence of str or None
        Where the axes [z, y, x] of the training images run, which nnU-Net does not say where its reader leaves them as
        they are stored.

    Raises
    ------
    ImportRefused
        For what a manifest cannot say.
    """
    path = find_plans(source)
    if path is None:
        raise ImportRefused("This is no folder of nnU-Net", why="plans.json, or dataset.json beside it, is missing")
    plans_file = PurePosixPath(path)
    _require_no_postprocessing(source)
    source = source.within("" if plans_file.parent == PurePosixPath() else str(plans_file.parent))
    raw, dataset = source.document(plans_file.name), source.document(DATASET)
    plans = read_plans(raw, dataset, configuration)
    network = read_onnx(source.read(only_network(source), MAX_BYTES))
    require_names(plans.labels[1:])
    source_name = require_servable(network).name
    if count_channels(network.inputs[0]) != len(plans.images):
        raise refuse("channel_names of dataset.json", "the network has another number of input channels")
    orientation, notes = _orientation(plans, stored)
    output = {
        "name": network.outputs[0].name,
        "kind": "segmentation",
        "activation": "none",
        "background": [0],
        "threshold": _LOWEST,
        "segments": [segment_of(channel, label) for channel, label in enumerate(plans.labels) if channel > 0],
        "measurements": [VOLUME],
    }
    draft = Draft(
        name=slug(name or str(raw.get("dataset_name") or dataset.get("name") or "")) or "nnunet",
        version=version,
        weights=network,
        wanted=_input(source_name, plans, _geometry(plans, orientation)),
        output=output,
        facts=_facts(raw, dataset, configuration),
        notes=(*notes, *_notes(plans)),
    )
    return Import(draft=draft, roi=plans.patch, channels=len(plans.labels))


def only_network(source: Foreign) -> str:
    """Return the path of the one ONNX file.

    Raises
    ------
    ImportRefused
        If there is none, or more than one.
    """
    found = [path for path in source.names if path.endswith(".onnx")]
    if len(found) != 1:
        raise ImportRefused(
            "There is not exactly one ONNX file",
            why=f"there are {len(found)}",
            remedy="Export one network with torch.onnx.export, without deep supervision, and put it beside plans.json",
        )
    return found[0]


def _require_no_postprocessing(source: Foreign) -> None:
    """`nnunetv2/postprocessing/remove_connected_components.py` writes a .pkl, and what it holds as .json beside it."""
    found = [path for path in source.names if path.endswith(("postprocessing.json", "postprocessing.pkl"))]
    for path in found:
        functions: object = None
        if path.endswith(".json"):
            functions = source.document(path).get("postprocessing_fns")
            if not sequence(functions, "postprocessing_fns"):
                continue
        elif f"{path.removesuffix('.pkl')}.json" in found:
            continue
        raise refuse(
            "Post-processing of nnU-Net",
            "it was chosen in training, and runs on several labels together",
            "Take the file away, and set keep_largest of the segments that need it in model.yaml",
        )


def _orientation(plans: Plans, stored: Sequence[str] | None) -> tuple[object, tuple[str, ...]]:
    """Where the network's axes run: those of the reader's array in the order of `transpose_forward`."""
    axes: Sequence[str] | None = _READERS.get(plans.reader)
    if axes is None and plans.reader not in _AS_STORED:
        raise refuse("image_reader_writer", "it is none of nnU-Net's readers of volumes")
    axes = axes or stored
    order = ", ".join("zyx"[axis] for axis in plans.transpose)
    if axes is not None:
        return [axes[axis] for axis in plans.transpose], ()
    note = (
        f"nnU-Net does not turn images ({plans.reader}): the network knows them as the files of its training were "
        f"stored. Its axes are [{order}] of an array [z, y, x] as SimpleITK reads it; inputs.geometry.orientation says "
        "where these run, and a wrong letter is a wrong side."
    )
    return FILL_IN, (note,)


def _geometry(plans: Plans, orientation: object) -> dict[str, Any]:
    return {
        "kind": "volume",
        "orientation": orientation,
        "spacing_mm": list(plans.spacing),
        "interpolation": "linear",
        "crop_nonzero": True,
        "window": {"roi": list(plans.patch), "overlap": 0.5},
        "tilt_degrees": 0.0,
        "pad": 0.0,  # beyond the image: nnU-Net pads what it has normalised
        "padding": "as-stored",  # inside it nnU-Net knows no padding
    }


def _input(name: str, plans: Plans, geometry: Mapping[str, Any]) -> dict[str, Any]:
    """The input; operations stand with the channels where these have different ones."""
    modalities = [_MODALITIES.get(image.lower()) for image in plans.images]
    if len(plans.images) == 1:
        return input_of(name, [ChannelDraft(modality=modalities[0])], geometry, list(plans.intensities[0]))
    same = len({str(one) for one in plans.intensities}) == 1
    channels = [
        replace(channel, modality=modality, intensity=None if same else own)
        for channel, modality, own in zip(channels_of(plans.images, None), modalities, plans.intensities, strict=True)
    ]
    return input_of(name, channels, geometry, list(plans.intensities[0]) if same else [])


def _facts(plans: Mapping[str, Any], dataset: Mapping[str, Any], configuration: str) -> dict[str, Any]:
    card = known(training_data=dataset.get("description"), developer=dataset.get("author"))
    source = known(source=plans.get("dataset_name"))
    return {"card": card, "origin": {"framework": f"nnU-Net v2, {configuration}", **source}}


def _notes(plans: Plans) -> tuple[str, ...]:
    notes = [*_NOTES]
    notes += [_CUBIC] if plans.order == 3 else []
    notes += [_COARSE] if plans.is_anisotropic else []
    return (*notes, *([_AFTER] if any(plans.intensities) else []))
