"""TEMP"""

from onnx import ModelProto


def _producers(m):
    return {o: n for n in m.graph.node for o in n.output}


def find_logits(model: ModelProto, output: str) -> str:
    p = _producers(model)
    while output in p and p[output].op_type in ("Sigmoid", "Softmax"):
        output = p[output].input[0]
    return output


def find_layer(model: ModelProto, of: str) -> str | None:
    p = _producers(model)
    name = of
    while name in p and p[name].op_type != "GlobalAveragePool":
        name = p[name].input[0]
    return p[name].input[0] if name in p else None


def find_attention(model: ModelProto) -> tuple[str, ...]:
    return ()


def is_gap_linear(model: ModelProto, layer: str, of: str) -> bool:
    return True
