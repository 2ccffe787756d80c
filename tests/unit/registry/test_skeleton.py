from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from radlane.errors import ImportRefused
from radlane.registry.blanks import FILL_IN
from radlane.registry.onnx_file import OnnxFile, read_onnx
from radlane.registry.skeleton import Asked, require_segmentation, require_servable, shape_to_try, sketch
from support.strangers import convolution, finished, onnx_file

ASKED = Asked(name="stranger", version="1.0.0")
IMAGE = ["b", 1, 8, 6]
POOLED = [helper.make_node("GlobalMaxPool", ["scan"], ["top"]), helper.make_node("Flatten", ["top"], ["gate"])]
GATE = ("gate", TensorProto.FLOAT, ["b", 1])


def arrays(shape: tuple[int, ...], **outputs: tuple[int, ...]) -> dict[str, Any]:
    return {name: np.ones(sides, np.float32) for name, sides in {"scan": shape, **outputs}.items()}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"source": ["b", 17, "d", "h", "w"], "weights": np.ones((3, 17, 1, 1, 1), np.float32)}, "17 channels"),
        ({"source": ["b", 2, "h", "w"], "weights": np.ones((3, 2, 1, 1), np.float32)}, "2 channels"),
        ({"source": [4, 1, "d", "h", "w"]}, "4 images at once"),
        ({"source": ["b", 1, "t"], "weights": np.ones((3, 1, 3), np.float32)}, "neither four axes"),
    ],
)
def test_other_inputs_are_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        require_servable(onnx_file(**changes))


def test_several_inputs_are_refused() -> None:
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1, 4, 4]) for name in "abc"]
    graph = helper.make_graph([helper.make_node("Add", ["a", "b"], ["c"])], "two", values[:2], values[2:])
    with pytest.raises(ImportRefused, match="2 inputs"):
        require_servable(read_onnx(finished(graph)))


def test_labels_and_boxes_are_refused() -> None:
    labels = [helper.make_node("ArgMax", ["organs"], ["labels"], axis=1)]
    network = onnx_file(extra=labels, outputs=[("labels", TensorProto.INT64, ["b", 1, "d", "h", "w"])])
    with pytest.raises(ImportRefused, match="labels holds int64"):
        require_servable(network)
    value = helper.make_tensor_value_info
    boxes = [value("boxes", TensorProto.FLOAT, ["k", 4]), value("scores", TensorProto.FLOAT, ["k"])]
    nodes = [helper.make_node("Identity", ["scan"], [one.name]) for one in boxes]
    graph = helper.make_graph(nodes, "boxes", [value("scan", TensorProto.FLOAT, IMAGE)], boxes)
    with pytest.raises(ImportRefused, match="boxes, or for several such outputs"):
        require_servable(read_onnx(finished(graph)))


def test_the_shape_to_try_is_the_graphs_own_or_the_one_that_was_asked_for() -> None:
    free, fixed = onnx_file().inputs[0], onnx_file(source=["b", 1, 8, 16, 24]).inputs[0]
    assert shape_to_try(free, None) == (1, 1, 64, 64, 64)
    assert shape_to_try(free, (8, 9, 10)) == (1, 1, 8, 9, 10)
    assert shape_to_try(fixed, None) == shape_to_try(fixed, (8, 16, 24)) == (1, 1, 8, 16, 24)
    for wrong in ((8, 16, 25), (8, 16), (0, 8, 16)):
        with pytest.raises(ImportRefused, match="8, 16, 24"):
            shape_to_try(fixed, wrong)


def test_a_network_on_volumes_has_a_segment_for_each_channel() -> None:
    draft = sketch(onnx_file(), arrays((1, 1, 4, 4, 4), organs=(1, 3, 4, 4, 4)), ASKED)
    assert draft.wanted["geometry"]["window"] == {"roi": FILL_IN, "overlap": 0.25}
    assert draft.wanted["layout"] == "NCDHW"
    assert [segment["channel"] for segment in draft.output["segments"]] == [0, 1, 2]
    assert draft.output["background"] == draft.output["activation"] == draft.output["threshold"] == FILL_IN


def test_what_the_person_knows_is_not_asked_again() -> None:
    asked = Asked(name="stranger", version="1.0.0", size=(4, 4, 4), background=(0,))
    draft = sketch(onnx_file(ends_in="Softmax"), arrays((1, 1, 4, 4, 4), organs=(1, 3, 4, 4, 4)), asked)
    assert [segment["channel"] for segment in draft.output["segments"]] == [1, 2]
    assert (draft.output["background"], draft.output["activation"]) == ([0], "none")
    assert draft.wanted["geometry"]["window"]["roi"] == [4, 4, 4]


def test_a_projection_may_have_a_gate() -> None:
    network = onnx_file(channels=2, source=IMAGE, extra=POOLED, outputs=[GATE])
    draft = sketch(network, arrays((1, 1, 8, 6), organs=(1, 2, 8, 6), gate=(1, 1)), ASKED)
    assert draft.wanted["geometry"] == {"kind": "projection", "orientation": FILL_IN, "size": [8, 6], "pad": 0.0}
    assert "background" not in draft.output
    assert [gate["name"] for gate in draft.gates] == ["gate"]


@pytest.mark.parametrize(
    ("outputs", "why"),
    [
        ({"organs": (1, 3, 2, 4, 4)}, "on the input's grid"),
        ({"organs": (1, 3)}, "ends in no Sigmoid or Softmax"),
        ({"organs": (1, 300, 4, 4, 4)}, "300 channels"),
    ],
)
def test_other_outputs_are_refused(outputs: dict[str, tuple[int, ...]], why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        sketch(onnx_file(), arrays((1, 1, 4, 4, 4), **outputs), ASKED)


def test_deep_supervision_is_refused() -> None:
    network = onnx_file(outputs=[("raw2", TensorProto.FLOAT, ["b", 3, "d2", "h2", "w2"])])
    for second in ((1, 3, 2, 2, 2), (1, 3, 4, 4, 4)):
        with pytest.raises(ImportRefused, match="exactly one segmentation"):
            require_segmentation(network, arrays((1, 1, 4, 4, 4), organs=(1, 3, 4, 4, 4), raw2=second))


def test_a_gate_on_volumes_and_an_odd_output_are_refused() -> None:
    network = onnx_file(outputs=[GATE])
    with pytest.raises(ImportRefused, match="no gate"):
        require_segmentation(network, arrays((1, 1, 4, 4, 4), organs=(1, 3, 4, 4, 4), gate=(1, 1)))
    with pytest.raises(ImportRefused, match="neither a segmentation nor a gate"):
        require_segmentation(network, arrays((1, 1, 4, 4, 4), organs=(1, 3, 4, 4, 4), gate=(1, 7)))


def test_a_softmax_on_projections_and_wrong_backgrounds_are_refused() -> None:
    image = arrays((1, 1, 8, 6), organs=(1, 2, 8, 6))
    with pytest.raises(ImportRefused, match="softmax"):
        sketch(onnx_file(channels=2, source=IMAGE, ends_in="Softmax"), image, ASKED)
    with pytest.raises(ImportRefused, match="of volumes only"):
        sketch(onnx_file(channels=2, source=IMAGE), image, Asked(name="a", version="1.0.0", background=(0,)))
    for wrong in ((7,), (0, 1, 2)):
        with pytest.raises(ImportRefused, match="background"):
            sketch(
                onnx_file(),
                arrays((1, 1, 4, 4, 4), organs=(1, 3, 4, 4, 4)),
                Asked(name="a", version="1.0.0", background=wrong),
            )


def classes(ends_in: str | None, channels: int = 3, source: Sequence[str | int] = IMAGE) -> OnnxFile:
    """Channels of a convolution, pooled: [b, c]."""
    pooled = [
        helper.make_node("GlobalAveragePool", ["organs"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["raw_classes" if ends_in else "classes"]),
    ]
    end = [helper.make_node(ends_in, ["raw_classes"], ["classes"])] if ends_in else []
    values = [("classes", TensorProto.FLOAT, ["b", channels])]
    data = convolution(channels, source=source, extra=[*pooled, *end], outputs=values)
    model = onnx.load_model_from_string(data)
    del model.graph.output[0]  # the map is inside only
    return read_onnx(model.SerializeToString())


def test_a_network_that_ends_in_classes_is_a_classification() -> None:
    network = classes("Sigmoid")
    assert require_servable(network).name == "scan"
    draft = sketch(network, arrays((1, 1, 8, 6), classes=(1, 3)), ASKED)
    assert draft.output == {
        "name": "classes",
        "kind": "classification",
        "activation": "none",
        "classes": [
            {"channel": channel} | dict.fromkeys(("id", "concept", "site", "laterality", "threshold"), FILL_IN)
            for channel in range(3)
        ],
    }
    assert draft.wanted["geometry"] == {"kind": "projection", "orientation": FILL_IN, "size": [8, 6], "pad": 0.0}


def test_of_a_softmax_somebody_says_what_is_no_class() -> None:
    made = arrays((1, 1, 8, 6), classes=(1, 3))
    assert sketch(classes("Softmax"), made, ASKED).output["background"] == FILL_IN
    known = Asked(name="a", version="1.0.0", background=(0,))
    output = sketch(classes("Softmax"), made, known).output
    assert output["background"] == [0]
    assert [kind["channel"] for kind in output["classes"]] == [1, 2]
    with pytest.raises(ImportRefused, match="not all of which are background"):
        sketch(classes("Softmax"), made, Asked(name="a", version="1.0.0", background=(0, 1, 2)))
    with pytest.raises(ImportRefused, match="a class of its own"):
        sketch(classes("Sigmoid"), made, known)


def test_a_volume_is_classified_whole() -> None:
    source = ["b", 1, 8, 16, 24]
    draft = sketch(classes("Sigmoid", source=source), arrays((1, 1, 8, 16, 24), classes=(1, 3)), ASKED)
    assert draft.wanted["layout"] == "NCDHW"
    assert draft.wanted["geometry"] == {
        "kind": "volume",
        "orientation": FILL_IN,
        "size": [8, 16, 24],
        "pad": 0.0,
        "interpolation": "linear",
        "tilt_degrees": 0.0,
    }
    free = sketch(classes("Sigmoid", source=["b", 1, "d", "h", "w"]), arrays((1, 1, 4, 4, 4), classes=(1, 3)), ASKED)
    assert free.wanted["geometry"]["size"] == FILL_IN


def test_numbers_of_which_nobody_says_what_they_are_are_refused() -> None:
    with pytest.raises(ImportRefused, match="ends in no Sigmoid or Softmax"):
        sketch(classes(None), arrays((1, 1, 8, 6), classes=(1, 3)), ASKED)


def test_channels_of_a_volume_are_named_by_people() -> None:
    four = onnx_file(source=["b", 4, "d", "h", "w"], weights=np.ones((3, 4, 1, 1, 1), np.float32))
    source = require_servable(four)
    assert shape_to_try(source, (8, 8, 8)) == (1, 4, 8, 8, 8)
    draft = sketch(four, arrays((1, 4, 8, 8, 8), organs=(1, 3, 8, 8, 8)), ASKED)
    assert [one["id"] for one in draft.wanted["channels"]] == [FILL_IN] * 4
    assert {one["select"]["where"] for one in draft.wanted["channels"]} == {FILL_IN}


def test_a_network_on_pictures_in_colour_is_asked_how_they_come_to_its_grid() -> None:
    network = onnx_file(source=["b", 3, 8, 6], weights=np.ones((2, 3, 1, 1), np.float32))
    assert require_servable(network).shape == (None, 3, 8, 6)
    assert shape_to_try(network.inputs[0], None) == (1, 3, 8, 6)
    draft = sketch(network, arrays((1, 3, 8, 6), organs=(1, 2, 8, 6)), ASKED)
    assert draft.wanted["layout"] == "NCHW"
    assert draft.wanted["geometry"] == {
        "kind": "picture",
        "size": [8, 6],
        "fit": FILL_IN,
        "colour": "rgb",
        "pad": 0.0,
    }


def test_a_network_on_clips_has_classes_and_no_map() -> None:
    weights = np.ones((3, 3, 1, 1, 1), np.float32)
    pooled = [helper.make_node("ReduceMean", ["organs"], ["mean"], axes=[2, 3, 4], keepdims=0)]
    pooled.append(helper.make_node("Sigmoid", ["mean"], ["views"]))
    outputs = [("views", TensorProto.FLOAT, ["b", 3])]
    network = onnx_file(source=["b", 3, "t", 8, 6], weights=weights, extra=pooled, outputs=outputs)
    network = OnnxFile(**{**vars(network), "outputs": tuple(o for o in network.outputs if o.name == "views")})
    draft = sketch(network, arrays((1, 3, 16, 8, 6), views=(1, 3)), ASKED)
    geometry = draft.wanted["geometry"]
    assert (draft.wanted["layout"], geometry["kind"], geometry["sampling"]) == ("NCTHW", "cine", FILL_IN)
    assert (geometry["size"], geometry["frames"]) == (FILL_IN, FILL_IN)
    known = sketch(network, arrays((1, 3, 16, 8, 6), views=(1, 3)), Asked(name="a", version="1.0.0", size=(16, 8, 6)))
    assert (known.wanted["geometry"]["size"], known.wanted["geometry"]["frames"]) == ([8, 6], 16)
    maps = onnx_file(source=["b", 3, "t", 8, 6], weights=weights)
    with pytest.raises(ImportRefused, match="of a clip none is read"):
        sketch(maps, arrays((1, 3, 16, 8, 6), organs=(1, 3, 16, 8, 6)), ASKED)
