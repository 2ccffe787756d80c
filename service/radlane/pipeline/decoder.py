"""The process that decodes frames, with limits (`decoding`).

In: a socket of its own and its most bytes of address space. Out: on it, one answer for each frame. What it imports is
what it takes to start: of radlane nothing but the decoder itself.
"""

from __future__ import annotations

import os
import resource
import signal
from multiprocessing.connection import Connection
from typing import Any

from numpy.typing import NDArray

from radlane.errors import InputRefused
from radlane.imaging.decode import FrameFormat, decode_frame
from radlane.security.cores import refuse_core_dumps

READY = "ready"


def serve(descriptor: int, memory_bytes: int) -> None:
    """Answer frames until the other side goes; limits go on after the imports, which are not the codec's.

    Parameters
    ----------
    descriptor : int
        Of the socket.
    memory_bytes : int
        Address space that the process may have.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # to all of a service, which ends its step first
        signal.signal(number, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what codecs print is not for the log
    refuse_core_dumps()
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    with Connection(descriptor) as pipe:
        pipe.send(READY)
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
