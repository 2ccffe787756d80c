"""A small DICOMweb archive in memory, where no Orthanc is installed: QIDO-RS, WADO-RS and STOW-RS by study.

In: studies of one image each. Out: what radlane asks of an archive. What it holds is looked up by study, so that an
answer takes as long with a thousand studies as with one. It serves this machine only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from pydicom import Dataset, dcmread

from support.pacs import as_json, parts_in, store_answer, wado
from support.scripted import Asked, Reply, serving

_AT = {
    "studies": ("StudyInstanceUID", "PatientID"),
    "series": ("StudyInstanceUID", "SeriesInstanceUID", "Modality", "BodyPartExamined"),
    "instances": ("StudyInstanceUID", "SeriesInstanceUID", "Modality", "SOPInstanceUID", "SOPClassUID"),
    "metadata": ("PatientID", "IssuerOfPatientID"),
}


@dataclass(frozen=True, kw_only=True)
class Held:
    """A file, and its header without pixels."""

    header: Dataset
    file: bytes


class Archive:
    """What it holds; several threads may ask."""

    def __init__(self, files: Sequence[bytes]) -> None:
        self._lock = Lock()
        self._studies: dict[str, dict[str, Held]] = {}
        for file in files:
            self._take(file)

    def stored(self, modality: str) -> int:
        """How many instances of a modality there are."""
        with self._lock:
            every = [held for study in self._studies.values() for held in study.values()]
        return sum(held.header.Modality == modality for held in every)

    def answer(self, asked: Asked) -> Reply:
        """Answer a request."""
        if asked.method == "POST":
            return store_answer(stored=[self._take(file) for file in parts_in(asked)])
        match asked.path.strip("/").split("/"):
            case ["studies"]:
                found = list(self._of(asked.query.get("StudyInstanceUID", [""])[0]))
                return _listed(asked, found, "studies")
            case ["studies", study, "series"]:
                return _listed(asked, list(self._of(study)), "series")
            case ["studies", study, "instances"]:
                return _listed(asked, list(self._of(study)), "instances")
            case ["studies", study, "series", series, "instances"]:
                return _listed(asked, list(self._of(study, series)), "instances")
            case ["studies", study, "series", series, "instances", uid, "metadata"]:
                return _listed(asked, [one for one in self._of(study, series) if _uid(one) == uid], "metadata")
            case ["studies", study, "series", series, "instances", uid]:
                return wado([one.file for one in self._of(study, series) if _uid(one) == uid])
            case ["studies", study, "series", series]:
                return wado([one.file for one in self._of(study, series)])
        return Reply(status=404)

    def _take(self, file: bytes) -> str:
        """Keep a file, unless its UID is known."""
        held = Held(header=dcmread(BytesIO(file), stop_before_pixels=True), file=file)
        with self._lock:
            self._studies.setdefault(str(held.header.StudyInstanceUID), {}).setdefault(_uid(held), held)
        return _uid(held)

    def _of(self, study: str, series: str | None = None) -> Iterator[Held]:
        with self._lock:
            found = list(self._studies.get(study, {}).values())
        return (one for one in found if series in (None, one.header.SeriesInstanceUID))


@contextmanager
def running(archive: Archive) -> Iterator[str]:
    """Serve it; the address."""
    with serving(archive.answer) as url:
        yield url


def _uid(held: Held) -> str:
    return str(held.header.SOPInstanceUID)


def _listed(asked: Asked, found: Sequence[Held], level: str) -> Reply:
    """Each study, series or instance once."""
    items: dict[str, Mapping[str, object]] = {}
    for held in found:
        full = Dataset()
        for keyword in _AT[level]:
            if keyword in held.header:
                full[keyword] = held.header[keyword]
        item = full.to_json_dict()
        items.setdefault(str(item), item)
    offset, limit = (int(asked.query.get(name, [default])[0]) for name, default in (("offset", "0"), ("limit", "9999")))
    return as_json([*items.values()][offset:][:limit])
