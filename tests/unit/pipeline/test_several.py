"""Several studies side by side: the same bytes as one by one, in their order, each on its own."""

from __future__ import annotations

import gc
import shutil
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event, Lock
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.job import JobRequest
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, Result, StoreReceipt, Verdict
from radlane.domain.study import RetrievedStudy, StudyIndex
from radlane.domain.tensor import Outputs
from radlane.errors import ArchiveUnavailable, StudyNotFound
from radlane.inference.running import Running
from radlane.pipeline import shown
from radlane.pipeline.lane import Lane
from radlane.pipeline.several import Bounds, Errand, run_several
from radlane.pipeline.source import read_source
from radlane.pipeline.steps import run_job
from support.lane import content
from support.lanes import lane, watch
from support.radiographs import real, save

BOUNDS = Bounds(studies=3, frame_bytes=1 << 30)
PATIENCE_S = 30.0
UIDS = tuple(f"1.2.826.{number}" for number in range(1, 6))


def chest(number: int) -> FileDataset:
    """RG1 as another patient's study, a little darker."""
    image = dcmread(real("RG1_UNCI.dcm"))
    image.PixelData = np.maximum(image.pixel_array.astype(np.int32) - 20 * number, 0).astype(np.uint16).tobytes()
    image.StudyInstanceUID, image.PatientID = UIDS[number], f"SEVERAL-{number}"
    image.SeriesInstanceUID, image.SOPInstanceUID = f"{UIDS[number]}.1", f"{UIDS[number]}.1.1"
    image.file_meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID
    return image


@pytest.fixture(scope="module")
def chests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chests")
    for number in range(len(UIDS)):
        save(chest(number), folder, f"{number}.dcm")
    return folder


@pytest.fixture
def ward(chests: Path, tmp_path: Path) -> Path:
    """A folder with five studies."""
    shutil.copytree(chests, tmp_path / "archive")
    return tmp_path


def asked(uid: str) -> JobRequest:
    return JobRequest(study_instance_uid=uid, model="cxr-lungs")


def entering(ward: Path, uid: str, **changes: Any) -> Callable[[], AbstractContextManager[Lane]]:
    """A lane with randomness of its own, which is the same each time."""
    drawn = count(UIDS.index(uid) * 1000 if uid in UIDS else 0)

    @contextmanager
    def enter() -> Iterator[Lane]:
        made = replace(lane(ward), **changes)
        site = replace(made.site, token_bytes=lambda size: next(drawn).to_bytes(size, "big"))
        made = replace(made, site=site)
        folder = ward / "objects" / uid
        folder.mkdir(parents=True)
        yield replace(made, workspace=folder, spool=folder / "spool")
        shutil.rmtree(folder)

    return enter


def errands(ward: Path, uids: Sequence[str] = UIDS, **changes: Any) -> list[Errand]:
    return [Errand(request=asked(uid), enter=entering(ward, uid, **changes)) for uid in uids]


def verdicts(result: Result) -> tuple[str, Verdict]:
    return result.study_instance_uid, result.verdict


def test_the_bytes_are_those_of_runs_one_by_one(ward: Path, chests: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copytree(chests, alone / "archive")
    for uid in UIDS:
        with entering(alone, uid)() as made:
            run_job(made, asked(uid), watch())
    told: list[int] = []
    ended = run_several(errands(ward), BOUNDS, verdicts, told.append)
    assert [one.said for one in ended] == [(uid, Verdict.ANALYSED) for uid in UIDS]
    assert [one.error for one in ended] == [None] * 5
    assert told == [1, 2, 3, 4, 5]
    assert content(ward / "archive") == content(alone / "archive")
    assert len(content(ward / "archive")) == 5 * (1 + 3)
    assert content(ward / "objects") == {}


def test_what_goes_wrong_with_one_is_its_own_affair(ward: Path) -> None:
    save(replace_body_part(chest(1)), ward / "archive", "1.dcm")
    (unknown,) = errands(ward, ["1.2.3"])

    @contextmanager
    def broken() -> Iterator[Lane]:
        raise KeyError("nobody thought of this")
        yield

    defect = Errand(request=asked("1.2.4"), enter=broken)
    ended = run_several([unknown, *errands(ward, UIDS[:2]), defect, *errands(ward, UIDS[2:3])], BOUNDS, verdicts, print)
    assert [type(one.error) for one in ended] == [StudyNotFound, type(None), type(None), KeyError, type(None)]
    assert [one.said and one.said[1] for one in ended] == [
        None, Verdict.ANALYSED, Verdict.NOT_ANALYSED, None, Verdict.ANALYSED,
    ]  # fmt: skip
    assert [one.request.study_instance_uid for one in ended] == ["1.2.3", *UIDS[:2], "1.2.4", UIDS[2]]


def replace_body_part(image: FileDataset) -> FileDataset:
    image.BodyPartExamined = "HAND"
    return image


class Counting:
    """How many are somewhere at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._now = self.most = 0

    @contextmanager
    def inside(self) -> Iterator[None]:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1


class MeetingArchive(FolderArchive):
    """A real folder archive in which a study is fetched only while a network runs, once one has run."""

    def __init__(self, folder: Path, runs: Event) -> None:
        super().__init__("ward", folder, Limits())
        self._runs = runs
        self._first = True

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path) -> RetrievedStudy:
        if index.study_instance_uid != UIDS[0]:
            assert self._runs.wait(PATIENCE_S), "nothing overlaps"
        return super().retrieve(index, instances, spool)


class Network:
    """A network that says when it runs, and how many of it run at once."""

    def __init__(self, loaded: Running, together: Counting, begun: Callable[[], object]) -> None:
        self._loaded = loaded
        self._together = together
        self._begun = begun

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loaded, name)

    def run(self, *arguments: Any) -> Outputs:
        with self._together.inside():
            self._begun()
            return self._loaded.run(*arguments)


def test_one_network_runs_at_a_time_while_the_next_study_is_fetched(ward: Path) -> None:
    together, runs, fetched = Counting(), Event(), Event()

    class Archive(MeetingArchive):
        def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path) -> RetrievedStudy:
            study = super().retrieve(index, instances, spool)
            if index.study_instance_uid != UIDS[0]:
                fetched.set()
            return study

    def begun() -> None:
        runs.set()
        assert fetched.wait(PATIENCE_S), "the next one is not fetched while a network runs"

    model = lane(ward).model
    slow = replace(model, sessions=tuple(Network(one, together, begun) for one in model.sessions))
    changes = {"model": slow, "archive": Archive(ward / "archive", runs)}
    ended = run_several(errands(ward, **changes), BOUNDS, verdicts, lambda _: None)
    assert [one.error for one in ended] == [None] * 5
    assert together.most == 1


def test_no_more_studies_are_under_way_than_may_be(ward: Path) -> None:
    together = Counting()

    @contextmanager
    def counted(enter: Callable[[], AbstractContextManager[Lane]]) -> Iterator[Lane]:
        with together.inside(), enter() as made:
            yield made

    several = [replace(one, enter=partial(counted, one.enter)) for one in errands(ward)]
    run_several(several, replace(BOUNDS, studies=2), verdicts, lambda _: None)
    assert together.most == 2


def test_without_room_for_two_they_go_one_by_one(ward: Path) -> None:
    """Each takes more than the whole budget: none is analysed while another one is."""
    together = Counting()

    class Archive(FolderArchive):
        def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
            with together.inside():
                return super().store(objects)

    changes = {"archive": Archive("ward", ward / "archive", Limits())}
    ended = run_several(errands(ward, **changes), replace(BOUNDS, frame_bytes=1), verdicts, lambda _: None)
    assert [one.error for one in ended] == [None] * 5
    assert together.most == 1


def test_who_is_stopped_begins_nothing_and_leaves_nothing_half_done(ward: Path) -> None:
    """A signal raises in the main thread, while it waits; here it does when the first one has ended."""
    left: list[str] = []

    @contextmanager
    def seen(uid: str, enter: Callable[[], AbstractContextManager[Lane]]) -> Iterator[Lane]:
        try:
            with enter() as made:
                yield made
        except SystemExit:
            left.append(uid)
            raise

    def end(_: int) -> None:
        raise SystemExit(143)

    several = [replace(one, enter=partial(seen, one.request.study_instance_uid, one.enter)) for one in errands(ward)]
    with pytest.raises(SystemExit) as ended:
        run_several(several, replace(BOUNDS, studies=2), verdicts, end)
    assert ended.value.code == 143
    stored = {path.parent.parent.name for path in (ward / "archive").rglob("*.dcm") if path.parent.name != "archive"}
    assert UIDS[0] in stored
    assert not stored & set(left)
    assert UIDS[4] not in stored
    assert {len(list((ward / "archive" / uid).rglob("*.dcm"))) for uid in stored} == {3}


def test_what_failed_holds_no_images(ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error is kept until the end, and with it, but for that, all that its functions had."""
    seen: list[weakref.ref[object]] = []

    def noted(*arguments: Any) -> Any:
        found = read_source(*arguments)
        seen.append(weakref.ref(found[0]))
        return found

    class Down(FolderArchive):
        def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
            raise ArchiveUnavailable("The archive cannot be reached", why=f"{len(objects)} objects wait")

    def alive(_: int) -> None:
        gc.collect()
        held.append(sum(one() is not None for one in seen))

    held: list[int] = []
    monkeypatch.setattr(shown, "read_source", noted)
    changes = {"archive": Down("ward", ward / "archive", Limits())}
    ended = run_several(errands(ward, **changes), Bounds(studies=1, frame_bytes=1), verdicts, alive)
    assert [type(one.error) for one in ended] == [ArchiveUnavailable] * 5
    assert ended[0].error is not None
    assert ended[0].error.__traceback__ is not None, "the log says where it was"
    assert len(seen) == 5
    assert max(held) <= 1  # that of the next one, which has begun
