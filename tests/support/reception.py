"""What others send, kept in a folder and a database of a test's own; and bodies of STOW-RS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from pydicom.dataset import FileDataset

from radlane.dicomweb.part10 import Limits
from radlane.domain.job import Job
from radlane.jobs.database import Engine, migrate, open_database
from radlane.jobs.reception import Receptions, Sender
from radlane.monitoring.metrics import Metrics
from radlane.triggers.announcement import Announcement
from radlane.triggers.quiet import Watch
from radlane.triggers.reception import Reception, Transfer
from support.jobs import Clock
from support.radiographs import INSTANCE, SERIES, STUDY, radiograph
from support.trail import trail_in

QUIET = timedelta(seconds=30)
KEEP = timedelta(hours=72)
SENDER = Sender(caller="modality", via="stow-rs", address="192.0.2.7")
BOUNDARY = "a-boundary"


@dataclass(kw_only=True)
class Desk:
    """A reception, its clock, and the announcements that were made."""

    folder: Path
    clock: Clock
    engine: Engine
    reception: Reception
    metrics: Metrics
    announced: list[Announcement]

    @property
    def root(self) -> Path:
        return self.reception.root

    @property
    def table(self) -> Receptions:
        return self.reception.receptions

    def watch(self, **changes: Any) -> Watch:
        parts = {"quiet": QUIET, "keep": KEEP, "announce": self.announce, **changes}
        return Watch(receptions=self.table, root=self.root, now=self.clock, token=self.reception.token, **parts)

    def announce(self, announcement: Announcement) -> tuple[Job, ...]:
        self.announced.append(announcement)
        return ()

    @contextmanager
    def transfer(self, sender: Sender = SENDER) -> Iterator[Transfer]:
        with self.reception.transfer(sender) as transfer:
            yield transfer

    def send(
        self, *contents: bytes, study: str | None = None, expected: int | None = None, sender: Sender = SENDER
    ) -> list[int | None]:
        """Keep instances in one transfer; what became of each."""
        with self.transfer(sender) as transfer:
            return [_take(transfer, content, study, expected) for content in contents]

    def kept(self) -> list[str]:
        """The names of the files that are kept."""
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file())


def desk(folder: Path, *, url: str | None = None, engine: Engine | None = None, **changes: Any) -> Desk:
    """A reception; the same folder and database again are those of a process that was killed."""
    clock = changes.pop("clock", None) or Clock()
    database = engine or open_database(url or f"sqlite:///{folder / 'radlane.sqlite'}")
    migrate(database)
    most_instances, most_bytes = changes.pop("most_instances", 100), changes.pop("most_bytes", 1 << 30)
    metrics, numbers = Metrics("0"), count()
    (folder / "received").mkdir(exist_ok=True)
    parts: dict[str, Any] = {
        "root": folder / "received",
        "receptions": Receptions(database, clock, most_instances, most_bytes),
        "limits": Limits(),
        "trail": trail_in(folder, database, clock),
        "require_room": lambda: None,
        "counts": metrics.reception,
        "token": lambda: f"{id(metrics):x}-{next(numbers)}",
        **changes,
    }
    return Desk(
        folder=folder, clock=clock, engine=database, reception=Reception(**parts), metrics=metrics, announced=[]
    )


def image(number: int = 1, *, study: str = STUDY, series: str = SERIES, **attributes: Any) -> bytes:
    """A file with a small radiograph, another one for each number."""
    made = radiograph(
        StudyInstanceUID=study, SeriesInstanceUID=series, SOPInstanceUID=f"{INSTANCE}.{number}", **attributes
    )
    return encoded(made)


def encoded(dataset: FileDataset) -> bytes:
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    buffer = BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def body_of(contents: Iterable[bytes], kind: str = "application/dicom") -> bytes:
    """A multipart/related body."""
    parts = [f"--{BOUNDARY}\r\nContent-Type: {kind}\r\n\r\n".encode() + content + b"\r\n" for content in contents]
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def stow_headers(accept: str = "application/dicom+json") -> dict[str, str]:
    return {"Content-Type": f'multipart/related; type="application/dicom"; boundary={BOUNDARY}', "Accept": accept}


def reasons(module: dict[str, Any]) -> dict[str, Any]:
    """What an answer of STOW-RS says: UIDs that are stored, UID -> reason of those that are not, and other reasons."""
    return {
        "stored": [_value(item, "00081155") for item in _items(module, "00081199")],
        "failed": {_value(item, "00081155"): _value(item, "00081197") for item in _items(module, "00081198")},
        "other": [_value(item, "00081197") for item in _items(module, "0008119A")],
    }


def _items(module: dict[str, Any], tag: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = module.get(tag, {}).get("Value", [])
    return found


def _value(item: dict[str, Any], tag: str) -> Any:
    return item[tag]["Value"][0]


def _take(transfer: Transfer, content: bytes, study: str | None, expected: int | None) -> int | None:
    path = transfer.new_file()
    path.write_bytes(content)
    failure = transfer.take(path, study, expected).failure
    return None if failure is None else int(failure)
