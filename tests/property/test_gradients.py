"""Every rule of the gradient beside central differences, whatever the shapes, strides, pads and axes.

Bounds are of the derivative along random directions, as a share of the gradient's length times the direction's: 1e-7 in
double precision, 1e-5 where onnxruntime computes the gradient in single precision with sizes that it does not know
before (`support.gradients`). Values keep away from kinks, where there is no derivative.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.gradients import Arrays, Network, distinct, network, require_gradient

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(FEW, max_examples=30)
Draw = st.DrawFn
SIDES = st.integers(1, 3)


def _rng(draw: Draw) -> np.random.Generator:
    return np.random.default_rng(draw(st.integers(0, 1 << 30)))


def _shape(draw: Draw, least: int = 1, most: int = 4) -> tuple[int, ...]:
    return tuple(draw(st.lists(st.integers(1, 4), min_size=least, max_size=most)))


def _spatial(draw: Draw) -> int:
    return draw(st.sampled_from([1, 2, 2, 3]))


def _several(draw: Draw, count: int, least: int, most: int) -> list[int]:
    return [draw(st.integers(least, most)) for _ in range(count)]


@st.composite
def convolutions(draw: Draw) -> Network:
    """Forward and transposed, of one to three axes."""
    rng, axes, groups = _rng(draw), _spatial(draw), draw(SIDES)
    kernel, strides = _several(draw, axes, 1, 3), _several(draw, axes, 1, 3)
    dilations = _several(draw, axes, 1, 2)
    reach = [dilation * (side - 1) + 1 for dilation, side in zip(dilations, kernel, strict=True)]
    channels = groups * draw(st.integers(1, 2)), draw(st.integers(1, 2))
    given = {"kernel_shape": kernel, "strides": strides, "dilations": dilations, "group": groups}
    if draw(st.booleans()):
        sizes = [one + draw(st.integers(0, 4)) for one in reach]
        weights = rng.standard_normal((groups * channels[1], channels[0] // groups, *kernel))
        pads = _several(draw, 2 * axes, 0, 2)
        return network("Conv", _image(rng, channels[0], sizes), {"w": weights}, pads=pads, **given)
    pads = [draw(st.integers(0, (one - 1) // 2)) for one in (*reach, *reach)]
    further = [draw(st.integers(0, stride - 1)) for stride in strides]
    weights = rng.standard_normal((channels[0], channels[1], *kernel))
    inputs = _image(rng, channels[0], _several(draw, axes, 1, 4))
    return network("ConvTranspose", inputs, {"w": weights}, pads=pads, output_padding=further, **given)


def _image(rng: np.random.Generator, channels: int, sizes: list[int]) -> Arrays:
    return {"x": rng.standard_normal((1, channels, *sizes))}


@st.composite
def pools(draw: Draw) -> Network:
    """Windows of one to three axes; rounded up only without a border behind (`test_pooling`)."""
    rng, axes, rounded = _rng(draw), _spatial(draw), draw(st.integers(0, 1))
    kernel, strides = _several(draw, axes, 1, 3), _several(draw, axes, 1, 3)
    sizes = [side + draw(st.integers(0, 4)) for side in kernel]
    most = [(side - 1) // 2 for side in kernel]
    pads = [draw(st.integers(0, one)) for one in most] + [0 if rounded else draw(st.integers(0, one)) for one in most]
    if rounded:  # the last window begins in the image
        strides = [min(stride, side) for stride, side in zip(strides, kernel, strict=True)]
        pads = [0] * (2 * axes)
    given = {"kernel_shape": kernel, "strides": strides, "pads": pads, "ceil_mode": rounded}
    inputs = {"x": distinct(rng, 1, 2, *sizes)}
    if draw(st.booleans()):
        return network("MaxPool", inputs, opset=draw(st.sampled_from([13, 22])), **given)
    return network("AveragePool", inputs, opset=19, count_include_pad=draw(st.integers(0, 1)), **given)


@st.composite
def activations(draw: Draw) -> Network:
    kinds = ("Relu", "LeakyRelu", "Elu", "Selu", "Celu", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Softplus")
    kind = draw(st.sampled_from([*kinds, "Softsign", "Mish", "Gelu", "ThresholdedRelu", "Erf", "Exp", "Abs", "Neg"]))
    given: dict[str, object] = {}
    if kind in ("LeakyRelu", "Elu", "Celu"):
        given["alpha"] = draw(st.sampled_from([0.1, 0.5, 1.0, 1.5]))
    if kind == "Gelu":
        given["approximate"] = draw(st.sampled_from(["none", "tanh"]))
    return network(kind, {"x": distinct(_rng(draw), *_shape(draw))}, opset=20, **given)


@st.composite
def pairs(draw: Draw) -> Network:
    """Arithmetic of two tensors, of which either repeats the other along some axes."""
    rng, shape = _rng(draw), _shape(draw)
    shapes = [
        tuple(draw(st.sampled_from([1, size])) for size in shape[draw(st.integers(0, len(shape) - 1)) :]) for _ in "ab"
    ]
    kind = draw(st.sampled_from(["Add", "Sub", "Mul", "Div", "Pow", "Max", "Min"]))
    left, right = distinct(rng, *shapes[0]), distinct(rng, *shapes[1]) + 0.021
    if kind in ("Div", "Pow"):
        left, right = np.abs(left) % 2 + 0.5, np.abs(right) % 2 + 0.5
    return network(kind, {"a": left, "b": right})


@st.composite
def products(draw: Draw) -> Network:
    """Matrices, and batches of them, of which either may be repeated."""
    rng, batch = _rng(draw), _shape(draw, 0, 2)
    rows, inner, columns = _several(draw, 3, 1, 4)
    batches = [
        tuple(draw(st.sampled_from([1, size])) for size in batch[draw(st.integers(0, len(batch))) :]) for _ in "ab"
    ]
    return network(
        "MatMul",
        {
            "a": rng.standard_normal((*batches[0], rows, inner)),
            "b": rng.standard_normal((*batches[1], inner, columns)),
        },
    )


@st.composite
def gemms(draw: Draw) -> Network:
    rng, (rows, inner, columns) = _rng(draw), _several(draw, 3, 1, 4)
    across = draw(st.integers(0, 1)), draw(st.integers(0, 1))
    left = rng.standard_normal((inner, rows) if across[0] else (rows, inner))
    right = rng.standard_normal((columns, inner) if across[1] else (inner, columns))
    added = rng.standard_normal(draw(st.sampled_from([(), (1,), (columns,), (rows, 1), (rows, columns)])))
    given = {"alpha": draw(st.sampled_from([1.0, 0.5])), "beta": draw(st.sampled_from([1.0, -2.0]))}
    return network("Gemm", {"a": left, "b": right, "c": added}, transA=across[0], transB=across[1], **given)


@st.composite
def reductions(draw: Draw) -> Network:
    kinds = ("ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceSumSquare")
    kind, shape = draw(st.sampled_from([*kinds, "ReduceLogSumExp"])), _shape(draw)
    axes = draw(st.lists(st.integers(-len(shape), -1), min_size=1, unique=True))
    inputs, keepdims = {"x": distinct(_rng(draw), *shape)}, draw(st.integers(0, 1))
    if kind == "ReduceSum" or draw(st.booleans()):
        return network(kind, inputs, {"axes": np.asarray(axes, np.int64)}, keepdims=keepdims)
    return network(kind, inputs, opset=13, axes=axes, keepdims=keepdims)


@st.composite
def softmaxes(draw: Draw) -> Network:
    shape = _shape(draw)
    axis = draw(st.integers(-len(shape), len(shape) - 1))
    kind = draw(st.sampled_from(["Softmax", "LogSoftmax"]))
    return network(kind, {"x": _rng(draw).standard_normal(shape)}, axis=axis)


@st.composite
def normalisations(draw: Draw) -> Network:
    rng, axes = _rng(draw), _spatial(draw)
    channels = 2 * draw(SIDES)
    inputs = {
        "x": rng.standard_normal((draw(SIDES), channels, *_several(draw, axes, 3, 4)))
    }  # two values have nearly no gradient

    def scales(*shape: int) -> dict[str, np.ndarray]:
        return {"s": rng.uniform(0.5, 1.5, shape), "b": rng.standard_normal(shape)}

    kind = draw(st.sampled_from(["Batch", "Instance", "Group", "Layer"]))
    name, given = f"{kind}Normalization", {"epsilon": draw(st.sampled_from([1e-5, 1e-2]))}
    if kind == "Batch":
        statistics = {"m": rng.standard_normal(channels), "v": rng.uniform(0.5, 1.5, channels)}
        return network(name, inputs, {**scales(channels), **statistics}, **given)
    if kind == "Group":
        return network(name, inputs, scales(channels), opset=21, num_groups=2, stash_type=11, **given)
    if kind == "Layer":
        return network(name, inputs, scales(*inputs["x"].shape[-2:]), axis=-2, **given)
    return network(name, inputs, scales(channels), **given)


@st.composite
def resizes(draw: Draw) -> Network:
    rng, mode = _rng(draw), draw(st.sampled_from(["nearest", "linear", "cubic"]))
    axes = 2 if mode == "cubic" else draw(st.integers(2, 3))
    # of one pixel, and of a size that is rounded, onnxruntime and the reference make other things
    sizes = [2 * half for half in _several(draw, axes, 2, 3)]
    modes = ("half_pixel", "align_corners", "asymmetric", "pytorch_half_pixel")
    given = {"mode": mode, "coordinate_transformation_mode": draw(st.sampled_from(modes))}
    if mode == "nearest":
        given["nearest_mode"] = draw(st.sampled_from(["floor", "ceil", "round_prefer_floor"]))
    scales = [1.0, 1.0, *(draw(st.sampled_from([0.5, 1.0, 1.5, 2.0, 3.0])) for _ in range(axes))]
    inputs = {"x": rng.standard_normal((1, 2, *sizes))}
    return network("Resize", inputs, {"": None, "scales": np.asarray(scales, np.float32)}, opset=13, **given)


@st.composite
def borders(draw: Draw) -> Network:
    rng, mode = _rng(draw), draw(st.sampled_from(["constant", "reflect", "edge"]))
    shape = (1, 2, *_several(draw, 2, 3, 5))
    least = -1 if mode == "constant" else 0
    pads = [0, 0, *_several(draw, 2, least, 2), 0, 0, *_several(draw, 2, least, 2)]
    return network("Pad", {"x": rng.standard_normal(shape)}, {"p": np.asarray(pads, np.int64)}, mode=mode, opset=13)


@st.composite
def slices(draw: Draw) -> Network:
    """One axis with any step, or two with none."""
    rng, shape = _rng(draw), tuple(_several(draw, 3, 3, 6))
    count = draw(st.integers(1, 2))
    axes = draw(st.permutations(range(3)))[:count]
    step = draw(st.sampled_from([1, 1, 2, -1, -2])) if count == 1 else 1
    starts = [draw(st.integers(0, shape[axis] - 2)) if step > 0 else shape[axis] - 1 for axis in axes]
    ends = [draw(st.integers(start + 1, start + 9)) if step > 0 else -99 for start in starts]
    constants = {"s": starts, "e": ends, "a": axes, "t": [step] * count}
    return network(
        "Slice",
        {"x": rng.standard_normal(shape)},
        {name: np.asarray(value, np.int64) for name, value in constants.items()},
    )


@st.composite
def gathers(draw: Draw) -> Network:
    shape = _shape(draw, 1, 3)
    axis = draw(st.integers(0, len(shape) - 1))
    places = draw(st.lists(st.integers(-shape[axis], shape[axis] - 1), min_size=1, max_size=6))
    indices = np.asarray(places if draw(st.booleans()) else places[0], np.int64)
    return network("Gather", {"x": _rng(draw).standard_normal(shape)}, {"i": indices}, axis=axis)


@st.composite
def arrangements(draw: Draw) -> Network:
    rng, shape = _rng(draw), _shape(draw, 2, 4)
    inputs = {"x": rng.standard_normal(shape)}
    kind = draw(st.sampled_from(["Transpose", "Flatten", "Unsqueeze", "Expand", "Tile", "Concat", "Split"]))
    axis = draw(st.integers(0, len(shape) - 1))
    if kind == "Transpose":
        return network(kind, inputs, perm=draw(st.permutations(range(len(shape)))))
    if kind == "Flatten":
        return network(kind, inputs, axis=axis)
    if kind == "Unsqueeze":
        return network(kind, inputs, {"a": np.asarray([axis], np.int64)})
    if kind == "Expand":
        larger = [size if size > 1 else draw(SIDES) for size in shape]
        return network(kind, inputs, {"s": np.asarray([draw(SIDES), *larger], np.int64)})
    if kind == "Tile":
        return network(kind, inputs, {"r": np.asarray([draw(SIDES) for _ in shape], np.int64)})
    if kind == "Concat":
        return network(kind, {**inputs, "z": rng.standard_normal(shape)}, axis=axis)
    return _split(inputs, axis)


def _split(inputs: Arrays, axis: int) -> Network:
    """Two parts, of which one is squared."""
    size = inputs["x"].shape[axis]
    case = network(
        "Split", inputs, {"sizes": np.asarray([size, 0] if size == 1 else [1, size - 1], np.int64)}, axis=axis
    )
    split = case.nodes[0]
    split.output[:] = ["p", "q"]
    square, joined = (
        network("Mul", {"p": None}).nodes[0],
        network("Concat", {"q": None, "p2": None}, axis=axis).nodes[0],
    )
    square.input[:], square.output[:] = ["p", "p"], ["p2"]
    return Network(nodes=(split, square, joined), inputs=case.inputs, constants=case.constants)


def _check(cases: st.SearchStrategy[Network], many: bool = False) -> Callable[[], None]:
    @(MANY if many else FEW)
    @given(cases)
    def test(case: Network) -> None:
        require_gradient(case, np.random.default_rng(1))

    return test


test_convolutions = _check(convolutions(), many=True)
test_pooling = _check(pools(), many=True)
test_activations = _check(activations(), many=True)
test_arithmetic = _check(pairs(), many=True)
test_products = _check(products())
test_gemm = _check(gemms())
test_reductions = _check(reductions(), many=True)
test_softmax = _check(softmaxes())
test_normalisation = _check(normalisations(), many=True)
test_resize = _check(resizes(), many=True)
test_borders = _check(borders())
test_slices = _check(slices())
test_gather = _check(gathers())
test_arrangements = _check(arrangements(), many=True)
