"""`plans.json` and `dataset.json` of nnU-Net v2 -> `Plans`.

In: two documents, hostile. Out: what decides how its network sees an image. Reference: MIC-DKFZ/nnUNet,
`nnunetv2/utilities/plans_handling/plans_handler.py` and `utilities/label_handling/label_handling.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from radlane.errors import ImportRefused
from radlane.registry.channels import MOST_CHANNELS
from radlane.registry.reading import mapping, number, numbers, refuse, sequence, whole

_MOST_PARENTS = 8
_LEAST_STD = 1e-5
_BY_SPLINES = "resample_data_or_seg_to_shape"
_BY_TORCH = ("resample_torch_fornnunet", "resample_torch_simple")


@dataclass(frozen=True, kw_only=True)
class Plans:
    """How a network of nnU-Net sees an image.

    Attributes
    ----------
    spacing : (float, float, float)
        Of the network's grid in mm, along its own axes.
    patch : (int, int, int)
        What it sees at once, along its own axes.
    transpose : (int, int, int)
        The network's axis k is axis `transpose[k]` of the image as its reader gives it, [z, y, x].
    reader : str
        Class that reads images.
    intensities : tuple of tuple of dict
        Operations of the manifest, of each channel of images.
    order : int
        Of the splines by which images are resampled; 1 is linear.
    labels : tuple of str
        Name of each channel; the first is the background.
    images : tuple of str
        What each channel of images is called, for example `CT`.
    """

    spacing: tuple[float, ...]
    patch: tuple[int, ...]
    transpose: tuple[int, ...]
    reader: str
    intensities: tuple[tuple[Mapping[str, Any], ...], ...]
    order: int
    labels: tuple[str, ...]
    images: tuple[str, ...]

    @property
    def is_anisotropic(self) -> bool:
        """Whether nnU-Net resamples the coarsest axis on its own (`ANISO_THRESHOLD` 3)."""
        return max(self.spacing) / min(self.spacing) > 3


def read_plans(plans: Mapping[str, Any], dataset: Mapping[str, Any], configuration: str) -> Plans:
    """Read a configuration.

    Raises
    ------
    ImportRefused
        If there is none of that name, or it asks for what no manifest says.
    """
    chosen = _configuration(plans, configuration)
    _require_usual(plans, chosen)
    channels = mapping(dataset.get("channel_names", dataset.get("modality")), "channel_names of dataset.json")
    if not 1 <= len(channels) <= MOST_CHANNELS or set(channels) != {str(place) for place in range(len(channels))}:
        raise refuse("channel_names of dataset.json", f"it names no 1 to {MOST_CHANNELS} channels from 0 on")
    spacing = numbers(chosen.get("spacing"), f"spacing of {configuration}")
    if min(spacing) <= 0:
        raise ImportRefused(f"spacing of {configuration} cannot be read", why="it is not above 0")
    return Plans(
        spacing=spacing,
        patch=whole(chosen.get("patch_size"), f"patch_size of {configuration}"),
        transpose=_transpose(plans),
        reader=str(plans.get("image_reader_writer")),
        intensities=_intensities(plans, chosen, len(channels)),
        order=_order(chosen),
        labels=_labels(dataset),
        images=tuple(str(channels[str(place)]) for place in range(len(channels))),
    )


def _configuration(plans: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A configuration with what it inherits."""
    found: dict[str, Any] = {}
    of = mapping(plans.get("configurations"), "configurations of plans.json")
    wanted: object = name
    for _ in range(_MOST_PARENTS):
        if not isinstance(wanted, str) or wanted not in of:
            raise ImportRefused("plans.json has no such configuration", why=f"{name} is not whole", remedy=_named(of))
        own = mapping(of[wanted], "a configuration of plans.json")
        found = {**own, **found}
        wanted = own.get("inherits_from")
        if wanted is None:
            return found
    raise ImportRefused("plans.json cannot be read", why="configurations inherit from each other")


def _named(configurations: Mapping[str, Any]) -> str:
    known = [name for name in ("3d_fullres", "3d_lowres") if name in configurations]
    return f"Ask for --configuration {' or '.join(known)}" if known else "Only 3D configurations can come"


def _require_usual(plans: Mapping[str, Any], chosen: Mapping[str, Any]) -> None:
    if chosen.get("previous_stage"):
        raise refuse("A cascade", "the network also reads what another one found", "Ask for --configuration 3d_fullres")
    for key, where, usual in (
        ("preprocessor_name", chosen, ("DefaultPreprocessor",)),
        ("label_manager", plans, ("LabelManager",)),
        ("resampling_fn_data", chosen, (_BY_SPLINES, *_BY_TORCH)),
        ("resampling_fn_probabilities", chosen, (_BY_SPLINES, *_BY_TORCH)),
    ):
        if where.get(key, usual[0]) not in usual:
            raise refuse(f"{key} of plans.json", f"it is other code than nnU-Net's {usual[0]}")
    if chosen.get("resampling_fn_probabilities", _BY_SPLINES) == _BY_SPLINES:
        kwargs = mapping(chosen.get("resampling_fn_probabilities_kwargs", {}), "resampling_fn_probabilities_kwargs")
        if kwargs.get("order", 1) != 1:
            raise refuse("resampling_fn_probabilities_kwargs.order", "the way back is not linear")


def _transpose(plans: Mapping[str, Any]) -> tuple[int, ...]:
    forward = numbers(plans.get("transpose_forward"), "transpose_forward of plans.json")
    backward = numbers(plans.get("transpose_backward"), "transpose_backward of plans.json")
    order = tuple(int(axis) for axis in forward)
    if sorted(forward) != [0, 1, 2] or sorted(backward) != [0, 1, 2]:
        raise ImportRefused("transpose_forward of plans.json cannot be read", why="it is no order of three axes")
    if any(order[int(axis)] != k for k, axis in enumerate(backward)):
        raise ImportRefused("plans.json contradicts itself", why="transpose_backward does not undo transpose_forward")
    return order


def _intensities(
    plans: Mapping[str, Any], chosen: Mapping[str, Any], channels: int
) -> tuple[tuple[Mapping[str, Any], ...], ...]:
    schemes = sequence(chosen.get("normalization_schemes"), "normalization_schemes")
    masks = sequence(chosen.get("use_mask_for_norm"), "use_mask_for_norm")
    if len(schemes) != channels or len(masks) != channels:
        raise refuse("normalization_schemes", "there is not one for each channel")
    pairs = zip(schemes, masks, strict=True)
    return tuple(_intensity(plans, place, scheme, mask) for place, (scheme, mask) in enumerate(pairs))


def _intensity(plans: Mapping[str, Any], place: int, scheme: object, mask: object) -> tuple[Mapping[str, Any], ...]:
    """`nnunetv2/preprocessing/normalization/default_normalization_schemes.py`."""
    if scheme == "CTNormalization":
        properties = mapping(
            plans.get("foreground_intensity_properties_per_channel"), "foreground_intensity_properties"
        )
        return _ct(mapping(properties.get(str(place)), f"foreground_intensity_properties of channel {place}"))
    if scheme == "ZScoreNormalization":
        if mask is not False:
            raise refuse(
                "use_mask_for_norm", "mean and deviation of what is not zero alone, all else being left at zero"
            )
        return ({"op": "zscore"},)
    if scheme == "RescaleTo01Normalization":
        return ({"op": "minmax"},)
    if scheme == "NoNormalization":
        return ()
    raise refuse("normalization_schemes", "it is none of CTNormalization, ZScore, RescaleTo01 and NoNormalization")


def _ct(properties: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    lower, upper, mean, std = (
        number(properties.get(key), f"{key} of foreground_intensity_properties")
        for key in ("percentile_00_5", "percentile_99_5", "mean", "std")
    )
    if std < _LEAST_STD or lower >= upper:
        raise ImportRefused("foreground_intensity_properties cannot be used", why="std or percentiles have no spread")
    return (
        {"op": "clip", "lower": lower, "upper": upper},
        {"op": "scale", "factor": 1 / std, "offset": -mean / std},
    )


def _order(chosen: Mapping[str, Any]) -> int:
    if chosen.get("resampling_fn_data", _BY_SPLINES) in _BY_TORCH:
        return 1
    kwargs = mapping(chosen.get("resampling_fn_data_kwargs", {}), "resampling_fn_data_kwargs")
    order = int(number(kwargs.get("order", 3), "resampling_fn_data_kwargs.order"))
    if order not in (1, 3):
        raise refuse("resampling_fn_data_kwargs.order", "images are resampled neither linearly nor by cubic splines")
    return order


def _labels(dataset: Mapping[str, Any]) -> tuple[str, ...]:
    """Name of each channel, as `LabelManager` counts them: labels in ascending order, without `ignore`."""
    labels = dict(mapping(dataset.get("labels"), "labels of dataset.json"))
    ignored = labels.pop("ignore", None)
    found: dict[int, str] = {}
    for name, value in labels.items():
        if isinstance(value, list) and len(value) > 1:
            raise refuse(
                "A region of several labels",
                "regions overlap (regions_class_order), each voxel of radlane's belongs to one segment, "
                "and an organ would be lost",
            )
        label = number(value[0] if isinstance(value, list) and value else value, "labels of dataset.json")
        if label != int(label) or int(label) in found:
            raise ImportRefused(
                "labels of dataset.json cannot be used", why="two names share a label: they would merge"
            )
        found[int(label)] = name
    if sorted(found) != list(range(len(found))) or len(found) < 2:
        raise ImportRefused("labels of dataset.json cannot be used", why="they do not run from 0 without a gap")
    if found[0].lower() != "background":
        raise ImportRefused("labels of dataset.json cannot be used", why="label 0 is not called background")
    if ignored is not None and ignored != len(found):
        raise ImportRefused("labels of dataset.json cannot be used", why="ignore is not the highest label")
    return tuple(found[label] for label in sorted(found))
