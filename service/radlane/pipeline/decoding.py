"""Decoding in a process with limits.

In: a frame's format and its hostile bytes. Out: stored values, or `DecodeCrashed` where the codec brought its process
down. A native frame is no codec's work and stays in this process.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from queue import LifoQueue
from threading import Lock
from typing import Any

from numpy.typing import NDArray

from radlane.errors import DecodeCrashed, DecoderUnavailable, InputRefused
from radlane.imaging.decode import FrameFormat, decode_frame, is_native
from radlane.pipeline.child import ctrl_c_later
from radlane.pipeline.decoder import READY

_START_S = 60.0
# What the child runs. `multiprocessing` would import there what started this process: all of radlane, or of a script.
# Nothing is multiplied there, and each thread for it would take memory.
_CHILD = """\
import os, sys
os.environ["OPENBLAS_NUM_THREADS"] = "1"
descriptor, memory_bytes, *sys.path = sys.argv[1:]
from radlane.pipeline.decoder import serve
serve(int(descriptor), int(memory_bytes))
"""


@dataclass(frozen=True, kw_only=True)
class DecodeLimits:
    """What one frame may take: wall time in seconds, and bytes of address space of the process that decodes it."""

    seconds: float = 60.0
    memory_bytes: int = 4 << 30


class DecodingProcess:
    """Decodes frames one at a time in a child process, which starts with the first compressed frame (`DecodeFrame`).

    A child that dies or runs over its limits is replaced; the frame that did it is not tried again.

    Parameters
    ----------
    limits : DecodeLimits
        What one frame may take.
    lost : callable
        Told of each child that died, or was ended since it ran over its limits.
    """

    def __init__(self, limits: DecodeLimits, lost: Callable[[], None] = lambda: None) -> None:
        self._limits = limits
        self._lost = lost
        self._lock = Lock()
        self._child: tuple[subprocess.Popen[bytes], Connection] | None = None

    def __call__(self, form: FrameFormat, data: bytes) -> NDArray[Any]:
        """Decode one frame (`imaging.decode.decode_frame`).

        Raises
        ------
        InputRefused
            As `decode_frame`.
        DecodeCrashed
            If the codec crashed, or took more time or memory than it may.
        DecoderUnavailable
            If the process could not be started.
        """
        with self._lock, ExitStack() as unless_answered:
            unless_answered.callback(self._stop)  # an answer that nobody took would be the next frame's
            answer = self._ask(form, data)
            unless_answered.pop_all()
        if isinstance(answer, InputRefused):
            raise answer
        return answer

    def close(self) -> None:
        """End the child; the next compressed frame starts another."""
        with self._lock:
            self._stop()

    def _ask(self, form: FrameFormat, data: bytes) -> NDArray[Any] | InputRefused:
        pipe = self._started()
        try:
            pipe.send((form, data))
            if not pipe.poll(self._limits.seconds):
                raise TimeoutError
            answer: NDArray[Any] | InputRefused = pipe.recv()
        except (EOFError, OSError) as error:
            self._lost()
            late = f"it took longer than {self._limits.seconds:g} s"
            raise DecodeCrashed(
                "The pixels could not be decoded",
                uid=form.uid,
                why=late if isinstance(error, TimeoutError) else "the codec crashed or needed more memory",
                remedy="Look at the instance: it is damaged, or made to do this",
            ) from error
        return answer

    def _started(self) -> Connection:
        """The pipe to a child that runs; one that died while it had nothing to do is replaced, and no frame's fault."""
        if self._child is not None and self._child[0].poll() is not None:
            self._stop()
            self._lost()
        if self._child is not None:
            return self._child[1]
        try:
            return self._start()
        except (EOFError, OSError) as error:
            raise DecoderUnavailable(
                "The process that decodes pixel data could not be started",
                why=f"it was not ready after {_START_S:g} s, or ended before",
                remedy="Look at the memory and the load of this machine; try again",
            ) from error

    def _start(self) -> Connection:
        pipe, far_end = Pipe()
        descriptor = far_end.fileno()
        arguments = [str(descriptor), str(self._limits.memory_bytes), *sys.path]
        with far_end, ctrl_c_later():
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-I", "-c", _CHILD, *arguments],
                stdin=subprocess.DEVNULL,
                pass_fds=[descriptor],
            )
        self._child = process, pipe
        if not pipe.poll(_START_S) or pipe.recv() != READY:
            raise EOFError
        return pipe

    def _stop(self) -> None:
        if self._child is not None:
            process, pipe = self._child
            self._child = None
            pipe.close()
            process.kill()
            process.wait()


class DecodingPool:
    """Several decoding processes, for as many threads (`DecodeFrame`); each starts when it is first needed."""

    def __init__(self, limits: DecodeLimits, count: int, lost: Callable[[], None] = lambda: None) -> None:
        self._processes = [DecodingProcess(limits, lost) for _ in range(count)]
        self._idle: LifoQueue[DecodingProcess] = LifoQueue()  # who decodes frame after frame needs one
        for process in self._processes:
            self._idle.put(process)

    def __call__(self, form: FrameFormat, data: bytes) -> NDArray[Any]:
        """Decode one frame in a process that has nothing to do (`DecodingProcess`)."""
        if is_native(form.transfer_syntax):
            return decode_frame(form, data)
        process = self._idle.get()
        try:
            return process(form, data)
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """End all of them."""
        for process in self._processes:
            process.close()
