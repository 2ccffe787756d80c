"""A proxy between radlane and a real PACS that breaks connections: on loopback, bytes in both directions, no TLS."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Queue
from threading import Thread

_BLOCK = 1 << 14


@dataclass
class Trouble:
    """What happens to connections from now on; a test changes it while the proxy runs.

    Attributes
    ----------
    cut_answer : int or None
        Bytes from the PACS, over a connection, after which it ends.
    cut_request : int or None
        The same of bytes to the PACS.
    refuses : bool
        Whether connections end as they begin.
    """

    cut_answer: int | None = None
    cut_request: int | None = None
    refuses: bool = False


class _Proxy:
    def __init__(self, port: int, trouble: Trouble) -> None:
        self._port = port
        self._trouble = trouble

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection to its end."""
        if self._trouble.refuses:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        ways = (
            asyncio.create_task(_pump(reader, back, self._trouble.cut_request)),
            asyncio.create_task(_pump(there, writer, self._trouble.cut_answer)),
        )
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for stream in (writer, back):
                stream.close()
            await asyncio.gather(*ways, *(_closed(stream) for stream in (writer, back)), return_exceptions=True)


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter, most: int | None) -> None:
    left = most
    with suppress(OSError):
        while left != 0 and (data := await source.read(_BLOCK if left is None else min(_BLOCK, left))):
            target.write(data)
            await target.drain()
            left = None if left is None else left - len(data)


async def _closed(stream: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        await stream.wait_closed()


@contextmanager
def between(port: int, trouble: Trouble) -> Iterator[int]:
    """Run the proxy in a thread of its own, in front of a port; its own port."""
    started: Queue[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]] = Queue()

    async def run() -> None:
        stop = asyncio.Event()
        async with await asyncio.start_server(_Proxy(port, trouble).connect, "127.0.0.1", 0) as server:
            started.put((server.sockets[0].getsockname()[1], asyncio.get_running_loop(), stop))
            await stop.wait()

    thread = Thread(target=asyncio.run, args=(run(),), daemon=True)
    thread.start()
    own_port, loop, stop = started.get(timeout=10)
    try:
        yield own_port
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
