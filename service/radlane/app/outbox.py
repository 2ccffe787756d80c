"""The outbox of the settings."""

from __future__ import annotations

from pathlib import Path

from radlane.app.trail import now
from radlane.errors import SettingsError
from radlane.jobs.object_outbox import S3, ObjectOutbox, open_s3
from radlane.jobs.outbox import FolderOutbox, Outbox
from radlane.settings.outbox import S3_SCHEME
from radlane.settings.tree import Settings

OUTBOX = "outbox"  # in data_dir: the objects of results, as they are sent
COPIES = "outbox-copies"  # in data_dir: of those of a store
_MOST_BYTES = 1024


def open_outbox(settings: Settings) -> Outbox:
    """Where the objects of results lie; it is tied to its site later (`Outbox.tie`).

    Raises
    ------
    SettingsError
        If a key cannot be read, or what speaks S3 is not installed.
    """
    if settings.outbox is None:
        return FolderOutbox(settings.data_dir / OUTBOX)
    folder = outbox_folder(settings)
    if folder is not None:
        return FolderOutbox(folder, marked=True)
    said = settings.s3
    store = open_s3(
        S3(
            url=settings.outbox,
            endpoint_url=said.endpoint_url,
            region=said.region,
            access_key=_line_of(said.access_key_file),
            secret_key=_line_of(said.secret_key_file),
        )
    )
    return ObjectOutbox(store, settings.data_dir / COPIES, now)


def outbox_folder(settings: Settings) -> Path | None:
    """The folder outside `data_dir` that is the outbox; None where there is none."""
    if settings.outbox is None or settings.outbox.startswith(S3_SCHEME):
        return None
    return Path(settings.outbox).expanduser().absolute()


def _line_of(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("ascii").strip()
    except (OSError, ValueError) as error:
        raise SettingsError(
            "A key of the outbox cannot be read",
            why=getattr(error, "strerror", None) or type(error).__name__,
            remedy="Look at s3.access_key_file and s3.secret_key_file",
        ) from None
