"""Functions of an ONNX file call each other: not in a circle, not deeply, and not so often that the graph explodes.

onnxruntime puts the body of a function in the place of each call: thirty functions that each call the next one twice
are a graph of a thousand million operators.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from radlane.registry.admission.refusal import refused

Call = tuple[str, str, str]  # domain, name, overload
_MAX_DEPTH = 50


def check_calls(main: Sequence[Call | None], functions: Mapping[Call, Sequence[Call | None]], most: int) -> None:
    """Count the operators that are left when every call is replaced by what it calls.

    Parameters
    ----------
    main : sequence
        The nodes of the graph: the function that each calls, or None for an operator.
    functions : mapping
        The nodes of each function, in the same way.
    most : int
        Operators at most.

    Raises
    ------
    PackageRefused
        With `graph-function` or `graph-size`.
    """
    sizes: dict[Call, int] = {}

    def size(nodes: Sequence[Call | None], above: tuple[Call, ...]) -> int:
        if len(above) > _MAX_DEPTH or len(set(above)) != len(above):
            raise refused("graph-function", "functions call each other in a circle, or too deeply")
        total = 0
        for call in nodes:
            if call is not None and call not in sizes:
                sizes[call] = size(functions[call], (*above, call))
            total += 1 if call is None else sizes[call]
        if total > most:
            raise refused("graph-size", f"it has more than {most} operators")
        return total

    size(main, ())
    for call, nodes in functions.items():  # those that nothing calls are looked at, too
        size(nodes, (call,))
