"""UIDs and series (PS3.5 section 9, PS3.3 section A.1.2.3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.domain.refs import is_uid
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.reading import text

_UIDS = ("SOPInstanceUID", "SOPClassUID", "SeriesInstanceUID", "StudyInstanceUID")


def check_uids(checked: ObjectSet) -> Iterator[Problem]:
    """Each object has valid UIDs, its own SOP Instance UID, and file meta information that says the same."""
    everything = (*checked.objects, *checked.sources, *checked.earlier)
    counts = Counter(text(dataset, "SOPInstanceUID") for dataset in everything)
    for dataset in checked.objects:
        for keyword in _UIDS:
            if not is_uid(text(dataset, keyword)):
                yield problem("uid-invalid", dataset, f"{keyword} is not a UID", attribute=keyword)
        if counts[text(dataset, "SOPInstanceUID")] > 1:
            yield problem("uid-duplicate", dataset, "another object has the same SOP Instance UID")
        yield from _check_file_meta(dataset)


def check_series(checked: ObjectSet) -> Iterator[Problem]:
    """Each Modality has its own series, and no series is a scanner's."""
    of_sources = {text(dataset, "SeriesInstanceUID") for dataset in checked.sources}
    modalities = defaultdict(set)
    for dataset in checked.objects:
        modalities[text(dataset, "SeriesInstanceUID")].add(text(dataset, "Modality"))
    for dataset in checked.objects:
        series = text(dataset, "SeriesInstanceUID")
        if series in of_sources:
            yield problem("series-of-source", dataset, "the series is that of an analysed image")
        if len(modalities[series]) > 1:
            yield problem("series-mixed", dataset, "one series holds several modalities")


def _check_file_meta(dataset: Dataset) -> Iterator[Problem]:
    meta = getattr(dataset, "file_meta", Dataset())
    stated = text(meta, "MediaStorageSOPInstanceUID"), text(meta, "MediaStorageSOPClassUID")
    if stated != ("", "") and stated != (text(dataset, "SOPInstanceUID"), text(dataset, "SOPClassUID")):
        yield problem("file-meta-mismatch", dataset, "the file meta information names another instance or class")
