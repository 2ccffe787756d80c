"""The ten variants go through the lane once, volumes and other kinds through the encoders; results to the judges."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from xdist.scheduler import LoadFileScheduling

from radlane.domain.withdrawal import WithdrawalReason
from support.lane import Run, analyse
from support.mutants import MUTANTS, Mutant
from support.rejection import noted
from support.report_variants import REPORT_VARIANTS, write_report
from support.shape_files import ShapeResult, write_shapes
from support.validators import dcentvfy, dciodvfy, dsrdump, pixelmed, tid1500reader
from support.variants import VARIANTS, Variant
from support.volume_variants import VOLUME_VARIANTS, VolumeResult, write_result
from support.withdrawals import QUALITY, SAFETY

ROLES = ("segmentation", "report", "capture", "display")
NOTE = "rejection"
_MEASURED = frozenset({"report", "display"})  # tid1500reader reads measurements
_DOCUMENTS = _MEASURED | {"status-report", NOTE}
_PATIENCE_S = 1200  # PixelMed takes seconds for each report, and a machine may have other work
_JUDGED_IN = frozenset(
    {
        *("test_judges.py", "test_validators.py", "test_volume_objects.py", "test_report_objects.py"),
        "test_shapes.py",
    }
)
# What takes minutes begins first, or all would wait for it at the end: Makefile, `e2e`.
_LONGEST = ("test_fuzz.py", *sorted(_JUDGED_IN), "test_hostile.py", "test_orthanc_trigger.py")
NOTED = (("as-is", SAFETY), ("16-bits-japanese", SAFETY), ("ct", QUALITY))


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What the judges said: tool, subject (variant and role, or mutant), complaint."""

    of_results: tuple[tuple[str, str, str], ...]
    of_mutants: dict[str, set[tuple[str, str]]]


class JudgesTogether(LoadFileScheduling):  # type: ignore[misc]  # pytest-xdist has no types
    """A file stays on one worker; all files of what the judges hear stay together, so that they hear it once."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "judges" if file.rpartition("/")[2] in _JUDGED_IN else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> JudgesTogether:
    """Give pytest-xdist the scheduler."""
    return JudgesTogether(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the judges may take long on a busy machine."""
    rank = {name: number for number, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(rank)))
    for item in items:
        if item.path.name in _JUDGED_IN:
            item.add_marker(pytest.mark.timeout(_PATIENCE_S))


@pytest.fixture(scope="session")
def variant_runs(tools: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """Variant's name -> its run; two at a time."""

    def go(variant: Variant, folder: Path) -> Run:
        return analyse(variant.dataset(), folder, f"{variant.name}.dcm", RADLANE_RESULTS__DISPLAY_REPORT="true")

    names = [variant.name for variant in VARIANTS]
    folders = [tmp_path_factory.mktemp(name) for name in names]  # here: the first call is not safe under threads
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(names, pool.map(go, VARIANTS, folders), strict=True))


@pytest.fixture(scope="session")
def volume_results(tools: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, VolumeResult]:
    """Variant's name -> its slices and objects as files."""
    return {variant.name: write_result(variant, tmp_path_factory.mktemp(variant.name)) for variant in VOLUME_VARIANTS}


@pytest.fixture(scope="session")
def report_results(tools: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, VolumeResult]:
    """Variant's name -> its images and objects as files."""
    return {variant.name: write_report(variant, tmp_path_factory.mktemp(variant.name)) for variant in REPORT_VARIANTS}


@pytest.fixture(scope="session")
def shape_results(tools: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, ShapeResult]:
    """SEGs on sources of every shape, by shape and type, as files."""
    return write_shapes(tmp_path_factory.mktemp("shapes"))


@pytest.fixture(scope="session")
def notes(
    variant_runs: dict[str, Run], volume_results: dict[str, VolumeResult], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Variant and reason -> file of the note that rejects its result: radiographs, names of the world, a volume."""
    folder, made = tmp_path_factory.mktemp("notes"), {**variant_runs, **volume_results}

    def write(name: str, reason: WithdrawalReason) -> Path:
        path = folder / f"{name}-{reason}.dcm"
        noted([made[name].dataset(role) for role in ROLES], reason=reason).save_as(path)
        return path

    return {f"{name} {reason} {NOTE}": write(name, reason) for name, reason in NOTED}


@pytest.fixture(scope="session")
def mutants(
    variant_runs: dict[str, Run], notes: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Mutant's name -> file: a result of the first variant, or its note, spoiled on purpose."""
    folder = tmp_path_factory.mktemp("mutants")
    run = variant_runs[VARIANTS[0].name]
    note = notes[f"{VARIANTS[0].name} {SAFETY} {NOTE}"]

    def write(mutant: Mutant) -> Path:
        dataset: Dataset = dcmread(note) if mutant.role == NOTE else run.dataset(mutant.role)
        mutant.spoil(dataset)
        path = folder / f"{mutant.name}.dcm"
        dataset.save_as(path)
        return path

    return {mutant.name: write(mutant) for mutant in MUTANTS}


@pytest.fixture(scope="session")
def judged(
    variant_runs: dict[str, Run],
    volume_results: dict[str, VolumeResult],
    notes: dict[str, Path],
    report_results: dict[str, VolumeResult],
    shape_results: dict[str, ShapeResult],
    mutants: dict[str, Path],
) -> Judged:
    """Everything that all the judges say of all results and all mutants; PixelMed in one JVM."""
    results = {f"{name} {role}": run.paths()[role] for name, run in variant_runs.items() for role in ROLES}
    encoded = volume_results | report_results
    results |= {f"{name} {role}": path for name, made in encoded.items() for role, path in made.objects.items()}
    results |= notes
    results |= {f"{name} segmentation": made.judged for name, made in shape_results.items()}
    spoiled = [(mutant, mutants[mutant.name]) for mutant in MUTANTS]
    to_pixelmed = [(mutant.role, path) for mutant, path in spoiled if "pixelmed" in mutant.seen_by]
    to_pixelmed += [(_role(subject), path) for subject, path in results.items()]
    alike = {path for variant in REPORT_VARIANTS if not variant.templates for path in encoded[variant.name].paths}
    by_pixelmed = pixelmed(
        reports=[path for role, path in to_pixelmed if role in _DOCUMENTS and path not in alike],
        instances=[path for _, path in to_pixelmed],
    )
    said = [
        (tool, subject, complaint)
        for subject, path in results.items()
        for tool, complaint in _each_file(_role(subject), path, by_pixelmed)
    ]
    studies = {name: _study(run) for name, run in variant_runs.items()}
    studies |= {name: [*made.slices, *made.objects.values()] for name, made in encoded.items()}
    studies |= {name: [*shown.images, shown.judged] for name, shown in shape_results.items()}
    for name, paths in studies.items():
        own = [path for subject, path in notes.items() if subject.split()[0] == name]
        said += [("dcentvfy", name, line) for line in dcentvfy([*paths, *own[:1]])]  # two notes would share a UID
    image = _study(variant_runs[VARIANTS[0].name])[:1]
    of_mutants = {
        mutant.name: {*_each_file(mutant.role, path, by_pixelmed), *_beside(image, path)} for mutant, path in spoiled
    }
    return Judged(of_results=tuple(said), of_mutants=of_mutants)


def _role(subject: str) -> str:
    return subject.rpartition(" ")[2]


def _each_file(role: str, path: Path, by_pixelmed: dict[Path, tuple[str, ...]]) -> list[tuple[str, str]]:
    said = {"dciodvfy": dciodvfy(path), "pixelmed": by_pixelmed.get(path, ())}
    if role in _DOCUMENTS:
        said["dsrdump"] = dsrdump(path)
    if role in _MEASURED:
        said["tid1500reader"] = tid1500reader(path).complaints
    return [(tool, line) for tool, lines in said.items() for line in lines]


def _beside(image: list[Path], path: Path) -> list[tuple[str, str]]:
    return [("dcentvfy", line) for line in dcentvfy([*image, path])]


def _study(run: Run) -> list[Path]:
    """The image, and after it the objects that were made of it."""
    return [run.archive / name for name in run.before] + list(run.paths().values())
