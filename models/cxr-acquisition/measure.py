"""What the exported network says of held-out phantoms, and the golden vectors.

In: the ONNX file and scenes that nobody trained on. Out: figures, and `.npz` files.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
from acquisition import CLASSES, Acquisition
from batches import SETS, SIZE, batch_of, lay, shown
from numpy.typing import NDArray
from scenes import Scene, chest, other

Values = NDArray[np.float32]
_AT_ONCE = 100
THRESHOLDS = {**dict.fromkeys(CLASSES, 0.5), "collimated": 0.4}
"""The manifest's. That of `collimated` was chosen on pictures of the training set."""


def run(path: Path, pictures: Values) -> list[Values]:
    """Run the network on the CPU: logits of the classes [n, 6] and of the gate [n, 1]."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return list(session.run(["acquisition", "chest"], {"image": pictures}))


def evaluate(path: Path, scenes: list[Scene], seed: int) -> dict[str, object]:
    """Measure each class on the chests, and the gate on all: at their thresholds, each scene shown once as it is."""
    rng = np.random.default_rng((seed, SETS["held-out"]))
    parts = []
    for first in range(0, len(scenes), _AT_ONCE):
        pictures, labels, is_chest = batch_of(scenes[first : first + _AT_ONCE], rng, vary=False)
        parts.append((*run(path, pictures), labels, is_chest))
    logits, gate, labels, chests = (np.concatenate(part) for part in zip(*parts, strict=True))
    is_chest = chests[:, 0] == 1
    return {
        "chests": int(is_chest.sum()),
        "others": int((~is_chest).sum()),
        "classes": {
            name: class_figures(logits[is_chest, channel], labels[is_chest, channel] == 1, THRESHOLDS[name])
            for channel, name in enumerate(CLASSES)
        },
        "gate": class_figures(gate[:, 0], is_chest, 0.5),
    }


def class_figures(logits: Values, truth: NDArray[np.bool_], threshold: float) -> dict[str, float]:
    """Area under the ROC curve; sensitivity, specificity and their mean at a threshold of the probability."""
    from_here = np.log(threshold / (1 - threshold))
    there, absent = logits[truth], logits[~truth]
    higher = (there[:, None] > absent[None]).mean() + 0.5 * (there[:, None] == absent[None]).mean()
    sensitivity, specificity = float((there >= from_here).mean()), float((absent < from_here).mean())
    return {
        "present": int(truth.sum()),
        "auc": round(float(higher), 4),
        "sensitivity": round(sensitivity, 4),
        "specificity": round(specificity, 4),
        "balanced_accuracy": round((sensitivity + specificity) / 2, 4),
    }


def write_golden(path: Path, out: Path, seed: int) -> None:
    """Write one chest that is everything at once, and something else, with the outputs that the CPU gives."""
    folder = out / "golden"
    folder.mkdir(exist_ok=True)
    rng = np.random.default_rng((seed, SETS["golden"]))
    how = Acquisition(mirrored=True, quarters=1, inverted=True, collimated=True)
    wrong = shown(chest(SIZE, rng, collimated=True), how, rng, vary=False)
    for name, picture in (("chest", wrong), ("other", lay(other(SIZE, rng).values.astype(np.float32) / 255))):
        image = picture[None, None].astype(np.float16).astype(np.float32)
        acquisition, gate = run(path, image)
        np.savez_compressed(folder / f"{name}.npz", image=image, acquisition=acquisition, chest=gate)
