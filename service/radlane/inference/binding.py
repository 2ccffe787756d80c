"""A loaded network on buffers that are allocated once.

In: a loaded graph with one input, an output's name and largest shape. Out: `Binding`, whose `run` fills the same buffer
each time. onnxruntime's own `run` allocates and copies its outputs anew at every call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Binding:
    """One input and one output in this process's memory; a buffer is one thread's.

    The buffers are bound again for each run. That costs microseconds, lets a batch be smaller, and is what CUDA needs:
    onnxruntime copies an input to the device when it is bound, not when it runs.

    Parameters
    ----------
    source, output : str
        Names of the ONNX input and output.
    shape : tuple of int
        The output's largest shape, the batch first.
    lay : callable or None
        Makes what the network is given of codes (`Front.looking_up`); None: patches are what it is given.
    """

    def __init__(
        self, source: str, output: str, shape: tuple[int, ...], lay: Callable[[NDArray[Any], Any], Any] | None = None
    ) -> None:
        self._source, self._output = source, output
        self._buffer = np.empty(shape, np.float32)
        self._lay = lay

    def run(self, loaded: Any, patches: NDArray[Any], options: Any) -> NDArray[np.float32]:  # noqa: ANN401
        """Run the network.

        Parameters
        ----------
        loaded : onnxruntime.InferenceSession
            A graph with one input.
        patches : float32 [n, ...], or codes
            The input, contiguous, no more than the buffer's batch.
        options : onnxruntime.RunOptions
            Ends the run where its `terminate` is set.

        Returns
        -------
        float32 [n, ...]
            The output, until the next run.
        """
        outputs = self._buffer[: len(patches)]
        bound = loaded.io_binding()
        if self._lay is None:
            bound.bind_input(self._source, "cpu", 0, np.float32, patches.shape, patches.ctypes.data)
        else:
            bound.bind_ortvalue_input(self._source, self._lay(patches, options))
        bound.bind_output(self._output, "cpu", 0, np.float32, outputs.shape, outputs.ctypes.data)
        bound.synchronize_inputs()
        loaded.run_with_iobinding(bound, options)
        bound.synchronize_outputs()
        return outputs

    def fits(self, patches: NDArray[Any]) -> bool:
        """Whether patches may be bound as they are: what onnxruntime cannot see behind an address."""
        wanted = patches.dtype == np.float32 if self._lay is None else patches.dtype.kind == "u"
        return wanted and patches.flags.c_contiguous and 0 < len(patches) <= len(self._buffer)
