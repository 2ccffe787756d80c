"""What a MONAI bundle does with its network's output -> the output of a manifest.

In: `inferer` and the transforms of `postprocessing`. Out: `Window` and `Decided`. Reference: Project-MONAI/MONAI,
`monai/inferers/inferer.py`, `monai/transforms/post/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from radlane.registry.monai_config import Component, Config
from radlane.registry.monai_transforms import IDLE, Arguments, unknown
from radlane.registry.reading import number, numbers, refuse, single, whole

LOWEST = -1e6  # the highest channel decides, whatever its value
_NEAREST = "MONAI brings results back by the nearest voxel, radlane as it resamples the image."
_CLEANED = "MONAI keeps the largest part on the network's grid, radlane on the grid of the images."


@dataclass(frozen=True, kw_only=True)
class Window:
    """What the network sees at once; `roi` None: all."""

    roi: tuple[int, ...] | None
    overlap: float
    blend: str


@dataclass
class Decided:
    """How channels become labels; built up transform by transform.

    Attributes
    ----------
    activation : str
        As in a manifest.
    argmax : bool
        Whether the highest channel decides.
    threshold : float or None
        From which value on a channel does.
    largest : set of int
        Labels of which the largest part is kept; `every_largest`: all of them.
    brought_back : bool
        Whether results are on the source's grid.
    """

    activation: str = "none"
    argmax: bool = False
    threshold: float | None = None
    largest: set[int] = field(default_factory=set)
    every_largest: bool = False
    brought_back: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def is_decided(self) -> bool:
        """Whether there are labels already."""
        return self.argmax or self.threshold is not None


def require_usual_run(config: Config) -> None:
    """Refuse a bundle that is run by other parts than those that are read here.

    Raises
    ------
    ImportRefused
        If its dataset does not use `@preprocessing`, or its evaluator not `@inferer` and `@postprocessing` alone.
    """
    for name, used in _USED.items():
        if name not in config.content:
            continue
        given = config.component(config.content[name], name).arguments
        for argument, reference in used.items():
            if given.get(argument) != reference:
                raise refuse(
                    f"{argument} of {name}", f"it is not {reference or 'left out'}: the bundle is run otherwise"
                )


def read_inferer(config: Config, *, has_size: bool) -> Window:
    """Read how the network is run over an image.

    Raises
    ------
    ImportRefused
        If it is neither windows nor, of images that all have one size, the whole.
    """
    component = config.component(config.content.get("inferer"), "inferer")
    Arguments(config, component, "").require_only(_SHOWN.get(component.kind))
    if component.kind == "SimpleInferer":
        if has_size:
            return Window(roi=None, overlap=0.0, blend="gaussian")
        raise refuse(component.where, "images of any size are seen whole; radlane sees them through windows")
    if component.kind not in ("SlidingWindowInferer", "SlidingWindowInfererAdapt"):
        raise refuse(component.where, "it is neither SlidingWindowInferer nor SimpleInferer")
    arguments = Arguments(config, component, "")
    arguments.require("padding_mode", "constant")
    arguments.require("cval", 0, 0.0)
    arguments.require("with_coord", False)
    mode = arguments.get("mode", "constant")
    if mode not in ("constant", "gaussian"):
        raise refuse(component.where, "mode is neither constant nor gaussian")
    if mode == "gaussian":
        arguments.require("sigma_scale", 0.125)
    overlap, *others = numbers(arguments.get("overlap", 0.25), f"overlap of {component.where}")
    if set(others) != {overlap}:
        raise refuse(component.where, "overlap is not the same along all axes")
    if not 0 <= overlap <= 0.9:
        raise refuse(component.where, "overlap is not between 0 and 0.9")
    roi = whole(arguments.get("roi_size"), f"roi_size of {component.where}")
    return Window(roi=roi, overlap=overlap, blend=mode)


def read_postprocessing(config: Config, pred: str) -> Decided:
    """Follow the transforms of the network's output.

    Raises
    ------
    ImportRefused
        For a transform that no manifest can say, or where nothing decides.
    """
    decided = Decided()
    for component in config.chain("postprocessing"):
        arguments = Arguments(config, _without_python(component), pred)
        arguments.require_written_once(pred)
        if not arguments.concern or component.kind in IDLE:
            continue
        if component.kind not in _KNOWN:
            raise unknown(component)
        arguments.require_only(_TAKEN[component.kind])
        _KNOWN[component.kind](decided, arguments)
    if not decided.is_decided:
        raise refuse("postprocessing", "it has no AsDiscrete: nothing decides what a voxel is")
    return decided


def _without_python(component: Component) -> Component:
    """Leave out what says where things are kept, and is often Python: it decides nothing."""
    idle = {"transform", "device", "post_func", "output_dir", "meta_keys", "orig_keys", "orig_meta_keys", "to_tensor"}
    kept = {key: value for key, value in component.arguments.items() if key not in idle}
    if component.kind == "Invert" and component.arguments.get("post_func") is not None:
        raise refuse(component.where, "it also runs a function (post_func)")
    return Component(kind=component.kind, arguments=kept, where=component.where)


def _activate(decided: Decided, arguments: Arguments) -> None:
    arguments.require("other", None)
    found = [name for name in ("sigmoid", "softmax") if arguments.own(name, False) is True]
    if len(found) != 1 or decided.activation != "none" or decided.is_decided:
        raise refuse(arguments.where, "it is not exactly one of sigmoid and softmax, once, before AsDiscrete")
    decided.activation = found[0]


def _invert(decided: Decided, arguments: Arguments) -> None:
    nearest = arguments.own("nearest_interp", True)
    if nearest or decided.is_decided:
        decided.notes.append(_NEAREST)
    if decided.largest or decided.every_largest:
        decided.notes.append(_CLEANED)
    decided.brought_back = True


def _discretise(decided: Decided, arguments: Arguments) -> None:
    arguments.require("rounding", None)
    argmax, threshold = arguments.own("argmax", False) is True, arguments.own("threshold")
    if argmax == (threshold is not None) or decided.is_decided:
        raise refuse(arguments.where, "it is not exactly one of argmax and threshold, once")
    decided.argmax = argmax
    decided.threshold = None if argmax else number(threshold, f"threshold of {arguments.where}")


def _keep_largest(decided: Decided, arguments: Arguments) -> None:
    arguments.require("connectivity", None, 3)
    arguments.require("num_components", 1)
    labels = arguments.get("applied_labels")
    listed = labels if isinstance(labels, list) else [labels]
    if arguments.get("independent", True) is not True and len(listed) != 1:
        raise refuse(arguments.where, "it keeps the largest part of several labels together (independent)")
    if not decided.is_decided:
        raise refuse(arguments.where, "it comes before AsDiscrete")
    if labels is None:
        decided.every_largest = True
    else:
        decided.largest |= {int(number(single(item), f"applied_labels of {arguments.where}")) for item in listed}


_KNOWN: Mapping[str, Any] = {
    "Activations": _activate,
    "Invert": _invert,
    "AsDiscrete": _discretise,
    "KeepLargestConnectedComponent": _keep_largest,
}
_TAKEN: Mapping[str, frozenset[str]] = {
    "Activations": frozenset({"sigmoid", "softmax", "other"}),
    "Invert": frozenset({"nearest_interp", "meta_key_postfix"}),
    "AsDiscrete": frozenset({"argmax", "to_onehot", "threshold", "rounding"}),
    "KeepLargestConnectedComponent": frozenset(
        {"applied_labels", "is_onehot", "independent", "connectivity", "num_components"}
    ),
}
_WINDOWS = frozenset(
    {"roi_size", "sw_batch_size", "overlap", "mode", "sigma_scale", "padding_mode", "cval", "with_coord",
     "sw_device", "device", "progress", "cache_roi_weight_map", "cpu_thresh", "buffer_steps", "buffer_dim"}
)  # fmt: skip
_SHOWN = {"SimpleInferer": frozenset(), "SlidingWindowInferer": _WINDOWS, "SlidingWindowInfererAdapt": _WINDOWS}
_USED: Mapping[str, Mapping[str, str | None]] = {
    "dataset": {"transform": "@preprocessing"},
    "evaluator": {
        "inferer": "@inferer",
        "postprocessing": "@postprocessing",
        "iteration_update": None,
        "prepare_batch": None,
    },
}
