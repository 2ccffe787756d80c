"""A study that was spoiled, through everything that reads: whatever comes of it is a value or an error of ours.

In: the bytes of its files. Out: how many values came of it, or `Finding`: another exception, too much time, too much
memory.
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
from radlane.domain.acceptance import Accepts, Pixels, Range, StatedRange
from radlane.domain.cine import Cine
from radlane.domain.code import Code
from radlane.domain.image import Picture
from radlane.domain.input import ZScore
from radlane.domain.model import Manifest
from radlane.domain.planar import CineGeometry, PlanarGeometry, TimedSampling
from radlane.domain.select import RANKED, SELECTABLE, Condition, Preference
from radlane.domain.study import RetrievedStudy
from radlane.domain.volume import Volume
from radlane.errors import RadlaneError
from radlane.imaging.cine import CINE_CLASSES
from radlane.imaging.decode import DecodeFrame
from radlane.imaging.planar import to_cine_tensor, to_picture_tensor
from radlane.pipeline.child import peak_memory
from radlane.pipeline.inspection import inspect_file
from radlane.pipeline.lane import Site
from radlane.pipeline.source import choose_source, read_channels, read_source
from support.choices import IMAGES, VOLUMES, selecting
from support.planar_models import cine_geometry, picture_geometry, planar_input

SLOWEST_S = 10  # of this process's own time; decoders have a limit of theirs
_PATIENCE_S = 90  # on the clock of a machine with other work
MOST_BYTES = 256 << 20  # above what was resident: files have some kilobytes
_ANYWHERE: dict[str, Any] = {
    "body_parts": ("CHEST", "CSPINE", "HEAD", "WHOLE BODY"),
    "regions": (
        Code(scheme="SCT", value="12738006", meaning="Brain"),
        Code(scheme="SCT", value="69536005", meaning="Head"),
    ),
    "views": ("LL", "PA", "AP"),
}  # of the studies that are spoiled: what is refused for its region is not read
_KINDS = ("CT", "MR", "PT", "NM", "OPT")
_SHOWN = ("CR", "DX", "MG", "XC", "OP", "US", "XA", "RF", "OT", "SC", "CT", "MR")
_ACCEPTS = Accepts(
    age_years=StatedRange(least=0, most=150, unknown="accepted"),
    spacing_mm=StatedRange(least=0.001, unknown="accepted"),
    field_of_view_mm=StatedRange(least=0.001, unknown="accepted"),
    rows=Range(least=1),
    pixels=Pixels(empty=0.999, saturated=0.999),
)
_PLANAR = (*sorted(CINE_CLASSES), *(f"1.2.840.10008.5.1.4.1.1.{last}" for last in ("1", "1.1", "7", "6.1", "77.1.4")))
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

    def read(self, study: Sequence[bytes]) -> int:
        """Read one study: how many of its files are shown, and how many manifests find in it what they read.

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
                shown = [_read_file(path, self.manifests, self.site.decode) for path in paths]
                chosen = [_is_value(lambda manifest=manifest: self._choose(manifest)) for manifest in self.manifests]
                return sum(shown) + sum(chosen)
        finally:
            for path in paths:
                path.unlink()

    def _choose(self, manifest: Manifest) -> bool:
        """Choose, read, and lay pictures and clips on a grid."""
        archive = FolderArchive("ward", self.folder, Limits())
        uids = archive.study_uids()
        for uid in uids:
            index = archive.find_study(uid)
            refs = [ref for series in index.series for ref in series.instances]
            study: RetrievedStudy = archive.retrieve(index, refs, self.folder / "spool")
            source = choose_source(self.site, manifest, study)
            subject, _ = read_source(self.site, manifest, source)
            _require_finite(subject)
            if isinstance(subject, Volume):
                for volume in read_channels(self.site, manifest, source, subject).volumes.values():
                    _require_finite(volume)
            elif isinstance(subject, Picture):
                _require_finite(to_picture_tensor(subject, manifest.inputs[0]))
            elif isinstance(subject, Cine):
                _require_finite(to_cine_tensor(subject, range(len(subject.values)), manifest.inputs[0]))
        return bool(uids)


def manifests() -> tuple[Manifest, ...]:
    """One of radiographs; of volumes of every kind one that asks for little, one for everything, one for SUV, one of
    several channels; one of pictures, and two of clips.
    """
    any_volume = selecting(VOLUMES, modalities=_KINDS, sop_classes=_CLASSES, **_ANYWHERE)
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
    planar = (picture_geometry(grey_as_rgb="repeated", laterality="of-image"), *_clips())
    return (
        replace(selecting(IMAGES, where=(counted,), **_ANYWHERE), accepts=_ACCEPTS),
        any_volume,
        replace(asking, accepts=_ACCEPTS),
        suv,
        _of_channels(any_volume),
        *(_of_planar(geometry) for geometry in planar),
    )


def _of_channels(known: Manifest) -> Manifest:
    """The first stack by its number, and the last one, where there is another one."""
    (wanted,) = known.inputs
    (channel,) = wanted.channels
    channels = tuple(
        replace(channel, id=name, select=replace(channel.select, prefer=(Preference(by="EchoTime", order=order),)))
        for name, order in (("first", "lowest"), ("last", "highest"))
    )
    return replace(known, inputs=(replace(wanted, channels=channels),))


def _of_planar(geometry: PlanarGeometry) -> Manifest:
    wanted = planar_input(geometry, ZScore(op="zscore"))
    select = replace(wanted.channels[0].select, modalities=_SHOWN, sop_classes=_PLANAR, **_ANYWHERE)
    return replace(IMAGES, inputs=(replace(wanted, channels=(replace(wanted.channels[0], select=select),)),))


def _clips() -> tuple[CineGeometry, CineGeometry]:
    timed = TimedSampling(by="seconds", step=0.04, begin="middle")
    lenient = {"grey_as_rgb": "repeated", "short": "looped"}
    return cine_geometry(**lenient), cine_geometry(sampling=timed, **lenient)


def _read_file(path: Path, known: Sequence[Manifest], decode: DecodeFrame) -> bool:
    """Read a file in every way, and say whether `inspect` has something to show of it."""
    entry = read_entry(path, Limits())
    if entry is not None:
        _is_value(lambda: read_dataset(path, entry.ref, Limits()))
        _is_value(lambda: read_dataset(path, entry.ref, Limits(), pixels=False))
    seen = inspect_file(path, known, decode, Limits()).seen
    if seen is not None:
        _require_finite(seen)
    return seen is not None


def _is_value(call: Callable[[], object]) -> bool:
    """Whether a call ends with a value; else with an error of ours."""
    try:
        call()
    except RadlaneError:
        return False
    return True


def _require_finite(seen: Any) -> None:
    if not np.isfinite(seen.values).all():
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
