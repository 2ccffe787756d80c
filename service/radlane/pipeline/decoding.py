"""Decoding in a process with limits.

In: a frame's format and its hostile bytes. Out: stored values, or `DecodeCrashed` where the codec brought its process
down. A native frame is no codec's work and stays in this process.
"""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import LifoQueue
from threading import Lock
from typing import Any

from numpy.typing import NDArray

from radlane.errors import DecodeCrashed, DecoderUnavailable, InputRefused
from radlane.imaging.decode import FrameFormat, decode_frame, is_native
from radlane.pipeline.child import ctrl_c_later
from radlane.security.cores import refuse_core_dumps

_READY = "ready"
_START_S = 60.0


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
        self._child: tuple[BaseProcess, Connection] | None = None

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
        with self._lock:
            answer = self._ask(form, data)
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
            self._stop()
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
        if self._child is not None and not self._child[0].is_alive():
            self._stop()
            self._lost()
        if self._child is not None:
            return self._child[1]
        try:
            return self._start()
        except (EOFError, OSError) as error:
            self._stop()
            raise DecoderUnavailable(
                "The process that decodes pixel data could not be started",
                why=f"it was not ready after {_START_S:g} s, or ended before",
                remedy="Look at the memory and the load of this machine; try again",
            ) from error

    def _start(self) -> Connection:
        context = get_context("spawn")  # a fork would copy the threads' locks in whatever state they are
        pipe, far_end = context.Pipe()
        process = context.Process(target=_serve, args=(far_end, self._limits.memory_bytes), daemon=True)
        with ctrl_c_later():
            process.start()
        far_end.close()
        self._child = process, pipe
        if not pipe.poll(_START_S) or pipe.recv() != _READY:
            raise EOFError
        return pipe

    def _stop(self) -> None:
        if self._child is not None:
            process, pipe = self._child
            self._child = None
            pipe.close()
            process.kill()
            process.join()


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


def _serve(pipe: Connection, memory_bytes: int) -> None:
    """Answer frames until the pipe closes; limits go on after the imports, which are not the codec's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what codecs print is not for the log
    refuse_core_dumps()
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    pipe.send(_READY)
    while True:
        try:
            form, data = pipe.recv()
        except EOFError:
            return
        pipe.send(_decoded(form, data))


def _decoded(form: FrameFormat, data: bytes) -> NDArray[Any] | InputRefused:
    try:
        return decode_frame(form, data)
    except InputRefused as refusal:
        return refusal
