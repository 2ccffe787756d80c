"""Images with findings that are known, and the network of the package as functions of them.

In: the package, a seed. Out: `Case`, `Subject` of each class. The gradients are those that radlane appends to the
graph.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnxruntime import InferenceSession, SessionOptions
from phantom import BLOB, CLASSES, RING, prepare, radiograph

from radlane.explain.evaluation import Case, Subject
from radlane.explain.faithfulness import as_probability
from radlane.explain.graph.centres import find_centres
from radlane.explain.graph.gradient import GRADIENT, SEED, append_gradient
from radlane.explain.graph.layers import find_layer
from radlane.explain.graph.randomise import randomise_weights
from radlane.explain.maps import Explained
from radlane.explain.network import Differentiate, Floats, Layered, Score

IMAGE, LOGITS = "image", "findings"
SET = 4
"""Of the states that pictures are drawn from; those of `train.py` are others."""
_SHUFFLED = 0.4
"""Share of the layers with weights, from the head on: the head, the last block, and what leads into it."""


def make_cases(seed: int, count: int) -> list[Case]:
    """Draw images: a third has a ring, a third a blob, a third both."""
    cases = []
    for index in range(count):
        present = (index % 3 != 1, index % 3 != 0)
        picture, masks = radiograph(present, np.random.default_rng((seed, SET, index)))
        found = {CLASSES[kind]: masks[kind] for kind in (RING, BLOB) if present[kind]}
        cases.append(Case(image=prepare(picture)[None], findings=found))
    return cases


def load_subjects(weights: Path, seed: int, share: float = _SHUFFLED) -> dict[str, Subject]:
    """Make functions of the network, and of the same with a share of its layers shuffled, from the head on."""
    trained = onnx.load(weights)
    shuffled = randomise_weights(trained, of=LOGITS, fraction=share, rng=np.random.default_rng(seed))
    layer = find_layer(trained, LOGITS)
    if layer is None:
        raise SystemExit("the network has no layer with places")
    made = [_explained(model, layer) for model in (trained, shuffled)]
    return {
        name: Subject(network=own, value=as_probability(own.score), randomised=random)
        for name, own, random in zip(CLASSES, *made, strict=True)
    }


def _explained(model: onnx.ModelProto, layer: str) -> list[Explained]:
    """Functions of each class."""
    plain = _open(model)
    at_layer, at_input = (_open(append_gradient(model, of=LOGITS, at=[name])) for name in (layer, IMAGE))
    return [
        Explained(
            score=_score(plain, kind),
            at_layer=_differentiate(at_layer, layer, kind),
            lattice=find_centres(model, layer),
            at_input=_differentiate(at_input, IMAGE, kind),
        )
        for kind in (RING, BLOB)
    ]


def _score(session: InferenceSession, kind: int) -> Score:
    return lambda images: session.run([LOGITS], {IMAGE: images})[0][:, kind]


def _differentiate(session: InferenceSession, name: str, kind: int) -> Differentiate:
    def differentiate(images: Floats) -> Layered:
        seed = np.zeros((len(images), len(CLASSES)), np.float32)
        seed[:, kind] = 1
        wanted = [f"{GRADIENT}{name}", *([] if name == IMAGE else [name])]
        gradients, *rest = session.run(wanted, {IMAGE: images, SEED: seed})
        return Layered(activations=rest[0] if rest else images, gradients=gradients)

    return differentiate


def _open(model: onnx.ModelProto) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
