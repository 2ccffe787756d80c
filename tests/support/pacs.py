"""A small PACS over DICOMweb, in memory, that behaves; a test tells it where it does not.

It does what PS3.18 says of queries, retrieval and storing, as far as the archive port asks for it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from pydicom import Dataset, dcmread
from pydicom.dataset import FileDataset

from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.session import Service
from radlane.dicomweb.web import DicomWebArchive
from support.archives import part10
from support.scripted import Asked, Reply, serving

BOUNDARY = "b0undary"
Item = dict[str, Any]
_AT_STUDY = ("StudyInstanceUID", "PatientID")
_AT_SERIES = ("StudyInstanceUID", "SeriesInstanceUID", "Modality", "BodyPartExamined")
_AT_INSTANCE = (*_AT_SERIES, "SOPInstanceUID", "SOPClassUID")


class Pacs:
    """What it holds, what it was asked, and where it misbehaves.

    Attributes
    ----------
    files : dict
        SOP Instance UID -> Part 10 file.
    asked : list
        Every request, in order.
    most_results : int
        Results in one answer to a query, however many are asked for.
    """

    def __init__(self, *datasets: FileDataset) -> None:
        self.files = {str(dataset.SOPInstanceUID): part10(dataset) for dataset in datasets}
        self.asked: list[Asked] = []
        self.most_results = 1000
        self._rules: list[tuple[str, re.Pattern[str], Iterator[Reply | Callable[[Asked], Reply]]]] = []
        self._lock = Lock()

    def on(self, method: str, pattern: str, replies: Iterable[Reply | Callable[[Asked], Reply]]) -> None:
        """Answer requests whose path ends with a pattern so, one after the other; when all are used, behave."""
        self._rules.append((method, re.compile(rf".*{pattern}$"), iter(replies)))

    def count(self, method: str, pattern: str) -> int:
        """How many requests there were whose path ends with a pattern."""
        return sum(1 for asked in self.asked if asked.method == method and re.search(rf"{pattern}$", asked.path))

    def answer(self, asked: Asked) -> Reply:
        """Answer a request."""
        with self._lock:
            self.asked.append(asked)
            for method, pattern, replies in self._rules:
                if method == asked.method and pattern.match(asked.path) and (reply := next(replies, None)):
                    return reply(asked) if callable(reply) else reply
            return self.store(asked) if asked.method == "POST" else self._get(asked)

    def store(self, asked: Asked, keep: Callable[[str], bool] = lambda _: True) -> Reply:
        """Store what comes, unless its UID is known; `keep` decides of each UID."""
        came = {str(dcmread(BytesIO(file)).SOPInstanceUID): file for file in parts_in(asked)}
        kept = {uid: file for uid, file in came.items() if keep(uid)}
        self.files = {**kept, **self.files}
        return store_answer(stored=kept, failed={uid: 0x0110 for uid in came if uid not in kept})

    def _get(self, asked: Asked) -> Reply:
        match asked.path.strip("/").split("/"):
            case ["studies"]:
                return self._query(asked, _AT_STUDY, asked.query.get("StudyInstanceUID", [None])[0])
            case ["studies", study, "series"]:
                return self._query(asked, _AT_SERIES, study)
            case ["studies", study, "instances"] | ["studies", study, "series", _, "instances"]:
                series = asked.path.split("/")[4] if "/series/" in asked.path else None
                return self._query(asked, _AT_INSTANCE, study, series)
            case ["studies", _, "series", _, "instances", uid, "metadata"]:
                return as_json([_item(self._read(uid), ("PatientID", "IssuerOfPatientID"))])
            case ["studies", _, "series", _, "instances", uid]:
                return wado([self.files[uid]] if uid in self.files else [])
            case ["studies", _, "series", series]:
                return wado([part10(dataset) for dataset in self._all() if dataset.SeriesInstanceUID == series])
        return Reply(status=404)

    def _query(self, asked: Asked, keywords: Sequence[str], study: str | None, series: str | None = None) -> Reply:
        found = {
            tuple(str(dataset.get(keyword)) for keyword in keywords): _item(dataset, keywords)
            for dataset in self._all()
            if study in (None, dataset.StudyInstanceUID) and series in (None, dataset.SeriesInstanceUID)
        }
        offset, limit = (int(asked.query.get(name, [default])[0]) for name, default in (("offset", 0), ("limit", 9999)))
        return as_json(list(found.values())[offset:][: min(limit, self.most_results)])

    def _all(self) -> list[FileDataset]:
        return [self._read(uid) for uid in self.files]

    def _read(self, uid: str) -> FileDataset:
        return dcmread(BytesIO(self.files[uid]))


def parts_in(asked: Asked) -> list[bytes]:
    """The files in a body."""
    boundary = asked.headers["Content-Type"].rpartition("boundary=")[2].encode()
    pieces = asked.body.split(b"--" + boundary)[1:-1]
    return [piece.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n") for piece in pieces]


def wado(files: Sequence[bytes], **changes: Any) -> Reply:
    """A multipart answer, without a length as Orthanc's for series."""
    if not files:
        return Reply(status=404)
    body = b"".join(
        f"--{BOUNDARY}\r\nContent-Type: application/dicom\r\n\r\n".encode() + file + b"\r\n" for file in files
    )
    return Reply(
        **{
            "headers": {"Content-Type": f'multipart/related; type="application/dicom"; boundary={BOUNDARY}'},
            "body": body + f"--{BOUNDARY}--".encode(),
            "states_length": False,
            **changes,
        }
    )


def as_json(answer: object, status: int = 200) -> Reply:
    """A DICOM JSON answer."""
    return Reply(
        status=status, headers={"Content-Type": "application/dicom+json"}, body=json.dumps(answer).encode("utf-8")
    )


def store_answer(
    *,
    stored: Iterable[str] = (),
    failed: Mapping[str, int] | None = None,
    warned: Mapping[str, int] | None = None,
    status: int = 200,
) -> Reply:
    """A Store Instances Response Module (PS3.18 annex I)."""
    done = [{"00081155": _value("UI", uid)} for uid in stored]
    done += [{"00081155": _value("UI", uid), "00081196": _value("US", code)} for uid, code in (warned or {}).items()]
    left = [{"00081155": _value("UI", uid), "00081197": _value("US", code)} for uid, code in (failed or {}).items()]
    return as_json({"00081198": {"vr": "SQ", "Value": left}, "00081199": {"vr": "SQ", "Value": done}}, status)


@contextmanager
def running(pacs: Pacs) -> Iterator[str]:
    """Serve it; the address."""
    with serving(pacs.answer) as url:
        yield url


def archive(url: str, limits: Limits | None = None, **service: Any) -> DicomWebArchive:
    """The port on a service that is not waited for long."""
    options = {"authorization": lambda: None, "connect_seconds": 2.0, "read_seconds": 5.0, **service}
    return DicomWebArchive("pacs", Service(url=url, **options), limits or Limits())


def visible(folder: Path) -> Counter[str]:
    """Suffixes of the files in a spool: what is whole, and what is not."""
    return Counter(path.suffix for path in folder.rglob("*") if path.is_file())


def _item(dataset: Dataset, keywords: Sequence[str]) -> Item:
    full: Item = dataset.to_json_dict(bulk_data_threshold=0, bulk_data_element_handler=lambda _: "")
    wanted = {f"{dataset[keyword].tag:08X}" for keyword in keywords if keyword in dataset}
    return {tag: value for tag, value in full.items() if tag in wanted}


def _value(vr: str, value: object) -> Item:
    return {"vr": vr, "Value": [value]}
