"""What the preprocessing of a MONAI bundle does to an image -> geometry and intensity of a manifest.

In: the transforms of `preprocessing`, in their order. Out: `Seen`. A transform that is not known here is refused: to
leave one out would show the network another image. Reference: Project-MONAI/MONAI, `monai/transforms/spatial/`,
`monai/transforms/intensity/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from radlane.errors import ImportRefused
from radlane.registry.monai_config import Component, Config
from radlane.registry.reading import number, numbers, refuse, single, whole

# They move, copy or cast, and change no value.
IDLE = frozenset(
    {"AddChannel", "EnsureType", "ToTensor", "ToDevice", "CastToType", "SelectItems",
     "DeleteItems", "CopyItems", "Identity", "SaveImage", "SimulateDelay", "PrintShape"}
)  # fmt: skip
_FLOATS = ("float32", "torch.float32", "np.float32", "numpy.float32", "torch.float", "float", "float64",
           "torch.float64", "np.float64", "numpy.float64", "torch.double")  # fmt: skip
HARMLESS = frozenset({"keys", "allow_missing_keys", "lazy"})
_NAMED = ("name", "names", "output_name")  # where a transform writes under another key than it reads
_READERS = (None, "NibabelReader", "ITKReader", "NrrdReader", "PydicomReader")  # they say where the axes run
_LOADING = frozenset(
    {
        "keys",
        "reader",
        "dtype",
        "image_only",
        "ensure_channel_first",
        "simple_keys",
        "allow_missing_keys",
        "overwriting",
    }
)
_DIRECTIONS = {"R": "R", "L": "L", "A": "A", "P": "P", "S": "H", "I": "F"}
_LABELS = ([["L", "R"], ["P", "A"], ["I", "S"]], None)
_LINEAR, _NEAREST = ("bilinear", "linear", "trilinear", 1), ("nearest", 0)
SHIFTED = (
    "MONAI's Spacing keeps the first voxel's centre, radlane the edges of the volume: where the spacing of a series is "
    "not the network's, its voxels lie up to half a voxel elsewhere. Results are brought back to where they belong."
)
AFTER = (
    "The bundle clips or normalises images before it resamples them, radlane after: edges of what is clipped, and "
    "statistics, differ slightly where the spacing of a series is not the network's."
)


@dataclass
class Seen:
    """How the network sees an image; built up transform by transform.

    Attributes
    ----------
    orientation : list of str or None
        Where its axes run; None: as the files are stored.
    spacing, size : list or None
        Of its grid.
    interpolation : str
        `linear` or `nearest`.
    intensity : list of dict
        Operations of the manifest.
    notes : list of str
        What radlane does otherwise.
    channels : int
        How many the image has.
    """

    orientation: list[str] | None = None
    spacing: list[float] | None = None
    size: list[int] | None = None
    interpolation: str = "linear"
    intensity: list[Mapping[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    loaded: bool = False
    channels: int = 1
    early: bool = False  # whether values were clipped or normalised before the image was resampled


def read_preprocessing(config: Config, image: str, channels: int = 1) -> Seen:
    """Follow the transforms of an image.

    Parameters
    ----------
    config : Config
        With `preprocessing`.
    image : str
        Key of the image.
    channels : int
        How many it has.

    Raises
    ------
    ImportRefused
        For a transform that no manifest can say.
    """
    seen = Seen(channels=channels)
    for component in config.chain("preprocessing"):
        arguments = Arguments(config, component, image)
        arguments.require_written_once(image)
        if not arguments.concern:
            continue
        if component.kind in IDLE:
            _require_floats(arguments)
        elif component.kind in _KNOWN:
            arguments.require_only(_TAKEN.get(component.kind))
            _require_floats(arguments)
            _KNOWN[component.kind](seen, arguments)
        else:
            raise unknown(component)
    if not seen.loaded:
        raise refuse("preprocessing", "it loads no image of the key that metadata.json names")
    return seen


class Arguments:
    """The arguments of one transform, of which many may be a list with an item for each key."""

    def __init__(self, config: Config, component: Component, key: str) -> None:
        self.where = component.where
        self._config, self._given = config, component.arguments
        keys = self.get("keys", key)
        self._keys = keys if isinstance(keys, list) else [keys]
        self.concern = key in self._keys
        self._place = self._keys.index(key) if self.concern else 0

    def get(self, name: str, default: object = None) -> Any:  # noqa: ANN401 - any plain value
        """Return an argument as it stands there."""
        return self._config.value(self._given[name], f"{self.where}#{name}") if name in self._given else default

    def raw(self, name: str) -> object:
        """Return an argument that nothing was read of."""
        return self._given.get(name)

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the arguments that are given."""
        return frozenset(self._given)

    def own(self, name: str, default: object = None) -> Any:  # noqa: ANN401 - any plain value
        """Return an argument that may have an item for each key."""
        value = self.get(name, default)
        if isinstance(value, list) and len(value) == len(self._keys):
            return value[self._place]
        return single(value)

    def require_only(self, taken: frozenset[str] | None) -> None:
        """Refuse an argument that is none of these, nor harmless: what it does is not known; None: all may be there."""
        if taken is not None and self.names - taken - HARMLESS:
            raise refuse(self.where, "it has an argument that radlane does not know")

    def require_written_once(self, key: str) -> None:
        """Refuse a transform that makes the image or output out of something else, or is done twice."""
        for name in _NAMED:
            made = self.get(name)
            if key in (made if isinstance(made, list) else [made]):
                raise refuse(self.where, "it writes something else in the place of what the network reads or found")
        if self._keys.count(key) > 1:
            raise refuse(self.where, "it names the same key twice")

    def require(self, name: str, *allowed: object) -> None:
        """Refuse an argument that is given and none of these."""
        if self.own(name, allowed[0]) not in allowed:
            raise refuse(f"{self.where}", f"{name} is other than radlane does it")


def unknown(component: Component) -> ImportRefused:
    """Return the error for a transform that no manifest can say."""
    return refuse(
        component.where,
        "no manifest says it",
        "Take it out of the configuration only if the network is as good without it",
    )


def _require_floats(arguments: Arguments) -> None:
    """Casting to whole numbers would change values; the type may be written as Python, and is one of a few words."""
    dtype = arguments.raw("dtype")
    if dtype is not None and str(single(dtype)).removeprefix("$").strip() not in _FLOATS:
        raise refuse(arguments.where, "it casts to other than float32")


def _load(seen: Seen, arguments: Arguments) -> None:
    """A reader's own options, such as `affine_lps_to_ras`, would turn the image."""
    arguments.require("reader", *_READERS)
    if arguments.names - _LOADING:
        raise refuse(arguments.where, "it has options of a reader, which may turn the image")
    seen.loaded = True


def _channel_first(_: Seen, arguments: Arguments) -> None:
    arguments.require("channel_dim", None, "no_channel")


def _orientation(seen: Seen, arguments: Arguments) -> None:
    if arguments.get("labels") not in _LABELS:
        raise refuse(arguments.where, "its letters have another meaning (labels)")
    canonical = arguments.get("as_closest_canonical", False)
    letters = "RAS" if canonical else arguments.get("axcodes")
    if not isinstance(letters, str) or len(letters) != 3 or not set(letters) <= set(_DIRECTIONS):
        raise refuse(arguments.where, "axcodes are no three letters of R L A P S I")
    if seen.spacing is not None and len(set(seen.spacing)) > 1:
        raise refuse(arguments.where, "Spacing comes before it: which axis has which spacing is not known")
    if seen.size is not None:
        raise refuse(arguments.where, "Resize comes before it: which axis has which size is not known")
    seen.orientation = [_DIRECTIONS[letter] for letter in letters]


def _spacing(seen: Seen, arguments: Arguments) -> None:
    _require_first(seen, arguments)
    for name in ("min_pixdim", "max_pixdim"):
        arguments.require(name, None)
    arguments.require("diagonal", False)
    arguments.require("padding_mode", "border")
    arguments.require("align_corners", False, None)
    pixdim = arguments.get("pixdim")
    spacing = list(numbers(pixdim, f"pixdim of {arguments.where}")) if isinstance(pixdim, list) else None
    if spacing is None or min(spacing) <= 0:
        raise refuse(arguments.where, "pixdim has not three numbers above 0")
    seen.interpolation = _interpolation(arguments, "bilinear")
    seen.spacing = spacing
    if not arguments.own("scale_extent", False):
        seen.notes.append(SHIFTED)
    _note_order(seen)


def _resize(seen: Seen, arguments: Arguments) -> None:
    _require_first(seen, arguments)
    arguments.require("size_mode", "all")
    arguments.require("anti_aliasing", False)
    arguments.require("align_corners", None, False)
    mode = arguments.own("mode", "area")
    if mode not in ("trilinear", "nearest-exact"):
        raise refuse(arguments.where, "mode is neither trilinear nor nearest-exact")
    seen.interpolation = "linear" if mode == "trilinear" else "nearest"
    seen.size = list(whole(arguments.get("spatial_size"), f"spatial_size of {arguments.where}"))
    _note_order(seen)


def _require_first(seen: Seen, arguments: Arguments) -> None:
    if seen.spacing is not None or seen.size is not None:
        raise refuse(arguments.where, "the image is resampled twice")


def _interpolation(arguments: Arguments, default: str) -> str:
    mode = arguments.own("mode", default)
    if mode in _LINEAR:
        return "linear"
    if mode in _NEAREST:
        return "nearest"
    raise refuse(arguments.where, "mode is neither bilinear nor nearest")


def _note_order(seen: Seen) -> None:
    if seen.early:
        seen.notes.append(AFTER)


def _scale_range(seen: Seen, arguments: Arguments) -> None:
    low, high = (number(arguments.get(name), f"{name} of {arguments.where}") for name in ("a_min", "a_max"))
    clip = bool(arguments.get("clip", False))
    given = [arguments.get(name) for name in ("b_min", "b_max")]
    if (clip and None in given) or given.count(None) == 1 or low >= high:
        raise refuse(arguments.where, "it needs a_min < a_max, and both of b_min and b_max where it clips")
    bottom, top = (0.0, 1.0) if None in given else (number(item, f"b_min of {arguments.where}") for item in given)
    if bottom >= top:
        raise refuse(arguments.where, "it needs b_min < b_max")
    if clip:
        _add(seen, {"op": "clip", "lower": low, "upper": high}, early=True)
    factor = (top - bottom) / (high - low)
    _add(seen, {"op": "scale", "factor": factor, "offset": bottom - low * factor}, early=False)


def _normalise(seen: Seen, arguments: Arguments) -> None:
    arguments.require("nonzero", False)
    stated = [single(arguments.get(name)) for name in ("subtrahend", "divisor")]
    if stated == [None, None]:
        _require_each(seen, arguments)
        _add(seen, {"op": "zscore"}, early=True)
        return
    mean, deviation = (number(item, f"subtrahend or divisor of {arguments.where}") for item in stated)
    deviation = deviation or 1.0  # as MONAI
    _add(seen, {"op": "scale", "factor": 1 / deviation, "offset": -mean / deviation}, early=False)


def _scale(seen: Seen, arguments: Arguments) -> None:
    arguments.require("factor", None)
    low, high = (number(arguments.get(name, default), f"{name} of {arguments.where}")
                 for name, default in (("minv", 0.0), ("maxv", 1.0)))  # fmt: skip
    _require_each(seen, arguments)
    _add(seen, {"op": "minmax"}, early=True)
    if (low, high) != (0.0, 1.0):
        _add(seen, {"op": "scale", "factor": high - low, "offset": low}, early=False)


def _scale_percentiles(seen: Seen, arguments: Arguments) -> None:
    """Clipped to percentiles, the lowest and the highest value are these percentiles."""
    arguments.require("relative", False)
    if arguments.get("clip", False) is not True:
        raise refuse(arguments.where, "it does not clip")
    _clip_percentiles(seen, arguments)
    bottom, top = (number(arguments.get(name), f"{name} of {arguments.where}") for name in ("b_min", "b_max"))
    _add(seen, {"op": "minmax"}, early=True)
    if (bottom, top) != (0.0, 1.0):
        _add(seen, {"op": "scale", "factor": top - bottom, "offset": bottom}, early=False)


def _clip_percentiles(seen: Seen, arguments: Arguments) -> None:
    arguments.require("sharpness_factor", None)
    lower, upper = (number(arguments.get(name), f"{name} of {arguments.where}") for name in ("lower", "upper"))
    _require_each(seen, arguments)
    _add(seen, {"op": "clip_percentile", "lower": lower, "upper": upper}, early=True)


def _require_each(seen: Seen, arguments: Arguments) -> None:
    """Of one channel, each is all; of several, each has statistics of its own here."""
    if seen.channels > 1 and arguments.get("channel_wise", False) is not True:
        raise refuse(arguments.where, "its statistics are of all channels together")


def _add(seen: Seen, operation: Mapping[str, Any], *, early: bool) -> None:
    """Add an operation; `early`: in another order with the resampling it would give other values."""
    seen.intensity.append(operation)
    seen.early = seen.early or (early and seen.spacing is None and seen.size is None)


_KNOWN: Mapping[str, Callable[[Seen, Arguments], None]] = {
    "LoadImage": _load,
    "EnsureChannelFirst": _channel_first,
    "Orientation": _orientation,
    "Spacing": _spacing,
    "Resize": _resize,
    "ScaleIntensityRange": _scale_range,
    "NormalizeIntensity": _normalise,
    "ScaleIntensity": _scale,
    "ScaleIntensityRangePercentiles": _scale_percentiles,
    "ClipIntensityPercentiles": _clip_percentiles,
}
_SPREAD = frozenset({"dtype", "channel_wise"})
_TAKEN: Mapping[str, frozenset[str]] = {
    "EnsureChannelFirst": frozenset({"channel_dim", "strict_check"}),
    "Orientation": frozenset({"axcodes", "as_closest_canonical", "labels"}),
    "Spacing": frozenset(
        {"pixdim", "diagonal", "mode", "padding_mode", "align_corners", "dtype", "scale_extent", "recompute_affine",
         "min_pixdim", "max_pixdim", "ensure_same_shape"}
    ),
    "Resize": frozenset(
        {"spatial_size", "size_mode", "mode", "align_corners", "anti_aliasing", "anti_aliasing_sigma", "dtype"}
    ),
    "ScaleIntensityRange": frozenset({"a_min", "a_max", "b_min", "b_max", "clip", "dtype"}),
    "NormalizeIntensity": frozenset({"subtrahend", "divisor", "nonzero"}) | _SPREAD,
    "ScaleIntensity": frozenset({"minv", "maxv", "factor"}) | _SPREAD,
    "ScaleIntensityRangePercentiles": frozenset({"lower", "upper", "b_min", "b_max", "clip", "relative"}) | _SPREAD,
    "ClipIntensityPercentiles": frozenset({"lower", "upper", "sharpness_factor"}) | _SPREAD,
}  # fmt: skip
