"""TEMP"""

import numpy as np
from onnx import ModelProto, numpy_helper


def randomise_weights(model: ModelProto, rng: np.random.Generator) -> ModelProto:
    m = ModelProto()
    m.CopyFrom(model)
    for t in m.graph.initializer:
        a = numpy_helper.to_array(t)
        if a.dtype == np.float32 and a.ndim > 1:
            t.CopyFrom(numpy_helper.from_array(rng.permutation(a.ravel()).reshape(a.shape).astype(np.float32), t.name))
    return m
