"""A study that was spoiled, through everything that reads: whatever comes of it is a value or an error of ours.

In: the bytes of its files. Out: nothing, or `Finding`: another exception, too much time, too much memory.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits, read_dataset
from radlane.dicomweb.scan import read_entry
from radlane.domain.input import RANKED, SELECTABLE, Condition, Preference
from radlane.domain.model import Manifest
from radlane.domain.study import RetrievedStudy
from radlane.errors import RadlaneError
from radlane.imaging.decode import DecodeFrame
from radlane.pipeline.child import peak_memory
from radlane.pipeline.inspection import inspect_file
from radlane.pipeline.lane import Site
from radlane.pipeline.source import choose_source, read_source
from support.choices import IMAGES, VOLUMES, selecting

SLOWEST_S = 10  # of this process's own time; decoders have a limit of theirs
_PATIENCE_S = 90  # on the clock of a machine with other work
MOST_BYTES = 256 << 20  # above what was resident: files have some kilobytes
_KINDS = ("CT", "MR", "PT", "NM", "OPT")
_CLASSES = tuple(
    f"1.2.840.10008.5.1.4.1.1.{last}"
    for last in ("2", "2.1", "2.2", "4", "4.1", "4.4", "128", "130", "128.1", "20", "77.1.5.4")
)


class Finding(AssertionError):
    """What must not happen: no code of the readers catches this."""


@dataclass(frozen=True, kw_only=True)
class Readers:
    """All that reads, set up once.

    Attributes
    ----------
    site : Site
        With a decoder in processes of its own.
    folder : Path
        Empty, for the files of one study at a time.
    manifests : tuple of Manifest
        What is chosen by.
    """

    site: Site
    folder: Path
    manifests: tuple[Manifest, ...]

    def read(self, study: Sequence[bytes]) -> None:
        """Read one study.

        Raises
        ------
        Finding
            Where it ends neither with a value nor with an error of ours, or takes too long or too much.
        """
        paths = [self.folder / f"{number}.dcm" for number in range(len(study))]
        for path, content in zip(paths, study, strict=True):
            path.write_bytes(content)
        try:
            with _bounded():
                for path in paths:
                    _read_file(path, self.manifests, self.site.decode)
                for manifest in self.manifests:
                    _refusable(lambda manifest=manifest: self._choose(manifest))
        finally:
            for path in paths:
                path.unlink()

    def _choose(self, manifest: Manifest) -> None:
        archive = FolderArchive("ward", self.folder, Limits())
        for uid in archive.study_uids():
            index = archive.find_study(uid)
            refs = [ref for series in index.series for ref in series.instances]
            study: RetrievedStudy = archive.retrieve(index, refs, self.folder / "spool")
            source = choose_source(self.site, manifest, study)
            _require_finite(read_source(self.site, manifest, source)[0])


def manifests() -> tuple[Manifest, ...]:
    """One of radiographs; of volumes of every kind one that asks for little, one for everything, one for SUV."""
    any_volume = selecting(VOLUMES, modalities=_KINDS, sop_classes=_CLASSES, body_parts=("HEAD", "CHEST"))
    asking = selecting(
        any_volume,
        where=tuple(Condition(attribute=name, unlike=("none of these",)) for name in sorted(SELECTABLE)),
        view_modifiers=(),
        plane="axial",
        slices=(1, 4096),
        prefer=tuple(Preference(by=name, order="lowest") for name in sorted(RANKED)),
    )
    suv = replace(any_volume, inputs=tuple(replace(one, quantity="suv-body-weight") for one in any_volume.inputs))
    counted = Condition(attribute="Rows", least=1.0, most=1e5, absent="fits")
    return (selecting(IMAGES, where=(counted,)), any_volume, asking, suv)


def _read_file(path: Path, known: Sequence[Manifest], decode: DecodeFrame) -> None:
    entry = read_entry(path, Limits())
    if entry is not None:
        _refusable(lambda: read_dataset(path, entry.ref, Limits()))
        _refusable(lambda: read_dataset(path, entry.ref, Limits(), pixels=False))
    _refusable(lambda: _require_finite(inspect_file(path, known, decode, Limits()).seen))


def _refusable(call: Callable[[], object]) -> None:
    try:
        call()
    except RadlaneError:
        return


def _require_finite(seen: Any) -> None:
    if seen is not None and not np.isfinite(seen.values).all():
        raise Finding("values that are not finite")


@contextmanager
def _bounded() -> Iterator[None]:
    """Let no study take longer than a few seconds, or more memory than its files are worth."""
    Path("/proc/self/clear_refs").write_text("5")
    before = peak_memory() or 0
    clocks = ((signal.ITIMER_PROF, signal.SIGPROF, SLOWEST_S), (signal.ITIMER_REAL, signal.SIGALRM, _PATIENCE_S))
    former = [signal.signal(sent, _too_long) for _, sent, _ in clocks]
    for clock, _, seconds in clocks:
        signal.setitimer(clock, seconds)
    try:
        yield
    finally:
        for (clock, sent, _), handler in zip(clocks, former, strict=True):
            signal.setitimer(clock, 0)
            signal.signal(sent, handler)
        if (peak_memory() or 0) - before > MOST_BYTES:
            raise Finding("too much memory")


def _too_long(_: int, __: object) -> None:
    raise Finding("too long")
