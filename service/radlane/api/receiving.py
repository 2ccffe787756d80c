"""A body -> a file, as it comes.

In: a request whose body is large. Out: a file; a body that is too large, takes too long or only drips is refused.
"""

from __future__ import annotations

from asyncio import Timeout, get_running_loop, timeout
from pathlib import Path
from typing import BinaryIO

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from radlane.api.deps import Services
from radlane.errors import ArchiveUnavailable, StorageFull, is_no_room

_SLOWEST = 8 << 10  # bytes a second


async def receive(request: Request, path: Path, services: Services, most_bytes: int) -> None:
    """Write a body to a new file in a new folder.

    Raises
    ------
    HTTPException
        408 if it does not come in time, 413 if it is larger than `most_bytes`.
    StorageFull, ArchiveUnavailable
        If it cannot be written.
    """
    try:
        path.parent.mkdir()
        async with timeout(None) as limit:
            with path.open("xb") as file:
                await _copy(request, file, services, limit, most_bytes)
    except TimeoutError:
        raise HTTPException(408) from None
    except OSError as error:
        raise _not_kept(error) from error


async def _copy(request: Request, file: BinaryIO, services: Services, limit: Timeout, most_bytes: int) -> None:
    begin, size = get_running_loop().time(), 0
    limit.reschedule(begin + _seconds_for(size, services))
    async for chunk in request.stream():
        size += len(chunk)
        if size > most_bytes:
            raise HTTPException(413)
        kept = get_running_loop().time()
        limit.reschedule(None)  # how long this takes is not the client's doing
        await run_in_threadpool(_keep, file, chunk, services)
        begin += get_running_loop().time() - kept
        limit.reschedule(begin + _seconds_for(size, services))


def _seconds_for(size: int, services: Services) -> float:
    """How long a body may take of which so much has come: a caller who drips holds a place for no more than that."""
    return min(services.receive_seconds, services.patience_seconds + size / _SLOWEST)


def _keep(file: BinaryIO, chunk: bytes, services: Services) -> None:
    """Write a part of the body, as long as the disk has room for the database too."""
    services.require_room()
    file.write(chunk)


def _not_kept(error: OSError) -> StorageFull | ArchiveUnavailable:
    if is_no_room(error):
        return StorageFull("There is no room for the body", remedy="Free space in data_dir, then send it again")
    return ArchiveUnavailable("The body cannot be written", why=error.strerror, remedy="Look at data_dir")
