"""Bodies that are large: they come into a file, and wait for their turn.

Each is bounded in size and in time; who leaves gives the place back.
"""

from __future__ import annotations

from asyncio import Semaphore, Timeout, create_task, get_running_loop, timeout, wait
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from radlane.api.bounds import Bounds
from radlane.api.services import Services
from radlane.errors import ArchiveUnavailable, StorageFull, is_no_room

_POLL_S = 0.25
_SLOWEST = 8 << 10  # bytes a second of a body
_MOST_DIGITS = 20  # of a Content-Length


async def receive(request: Request, path: Path, services: Services, most_bytes: int) -> None:
    """Write the body to a file as it comes, and stop where it is too large, takes too long or only drips.

    Parameters
    ----------
    path : Path
        A file that is not there, in a folder that is made.
    most_bytes : int
        Size of the body at most.

    Raises
    ------
    HTTPException
        413 or 408.
    StorageFull
        If there is no room for it.
    ArchiveUnavailable
        If it cannot be written.
    """
    bounds = Bounds(most_bytes=most_bytes, seconds=services.receive_seconds, patience_seconds=services.patience_seconds)
    require_size(request, most_bytes)
    try:
        path.parent.mkdir()
        with path.open("xb") as file:
            await take_chunks(request, partial(_keep, file, services), bounds)
    except OSError as error:
        raise not_kept(error) from error


async def take_chunks(request: Request, take: Callable[[bytes], object], bounds: Bounds) -> None:
    """Hand the body on as it comes, in a thread; stop where it is too large, takes too long or only drips.

    Raises
    ------
    HTTPException
        413 or 408.
    """
    require_size(request, bounds.most_bytes)
    try:
        async with timeout(None) as limit:
            await _take(request, take, limit, bounds)
    except TimeoutError:
        raise HTTPException(408) from None


async def _take(request: Request, take: Callable[[bytes], object], limit: Timeout, bounds: Bounds) -> None:
    begin, size = get_running_loop().time(), 0
    limit.reschedule(begin + _seconds_for(size, bounds))
    async for chunk in request.stream():
        size += len(chunk)
        if size > bounds.most_bytes:
            raise HTTPException(413)
        kept = get_running_loop().time()
        limit.reschedule(None)  # how long this takes is not the client's doing
        await run_in_threadpool(take, chunk)
        begin += get_running_loop().time() - kept
        limit.reschedule(begin + _seconds_for(size, bounds))


def require_size(request: Request, most_bytes: int) -> None:
    """Stop a body that says of itself that it is too large, before anything of it is read.

    Raises
    ------
    HTTPException
        413.
    """
    if _says_more(request, most_bytes):
        raise HTTPException(413)


def _says_more(request: Request, most_bytes: int) -> bool:
    """Whether the body says of itself that it is too large; a number that no body can have is not read as one."""
    said = request.headers.get("Content-Length", "0")
    return len(said) > _MOST_DIGITS or (said.isdecimal() and int(said) > most_bytes)


def _seconds_for(size: int, bounds: Bounds) -> float:
    """How long a body may take of which so much has come: a caller who drips holds a place for no more than that."""
    return min(bounds.seconds, bounds.patience_seconds + size / _SLOWEST)


def _keep(file: BinaryIO, services: Services, chunk: bytes) -> None:
    """Write a part of the body, as long as the disk has room for the database too."""
    services.require_room()
    file.write(chunk)


@asynccontextmanager
async def turn(turns: Semaphore, request: Request) -> AsyncIterator[None]:
    """Wait for a turn as long as the client does: whose client has left gives its place back."""
    waiting = create_task(turns.acquire())
    try:
        while not waiting.done():
            await wait({waiting}, timeout=_POLL_S)
            if await request.is_disconnected():
                raise ClientDisconnect
        yield
    finally:
        if not waiting.cancel():  # it is done: the turn is ours
            turns.release()


def not_kept(error: OSError) -> StorageFull | ArchiveUnavailable:
    """Return what it means that a body could not be written."""
    if is_no_room(error):
        return StorageFull("There is no room for the body", remedy="Free space in data_dir, then send it again")
    return ArchiveUnavailable("The body cannot be written", why=error.strerror, remedy="Look at data_dir")
