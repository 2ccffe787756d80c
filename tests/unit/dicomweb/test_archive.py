"""What was just asked of an archive is not asked again, where the archive would."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from radlane.dicomweb.archive import Archive, KnowingStore, store_in
from radlane.dicomweb.breaker import Breaker, BreakingArchive
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.observed import ObservedArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.result import DeliveryState, EncodedObject, StoreReceipt
from radlane.domain.study import StudyIndex
from support.archives import held, results, states
from support.radiographs import STUDY, radiograph, save


class Knowing(FolderArchive):
    """A folder that is told what it has."""

    told: StudyIndex | None = None

    def store_in(self, index: StudyIndex, objects: Sequence[EncodedObject]) -> StoreReceipt:
        self.told = index
        return self.store(objects)


class Deaf:
    """Hears of no call."""

    def count_call(self, *_: object) -> None: ...

    def count_objects(self, *_: object) -> None: ...


def test_an_archive_is_told_where_it_would_ask_and_any_other_stores_as_ever(tmp_path: Path) -> None:
    save(radiograph(), tmp_path / "ward")
    plain, knowing = (kind("ward", tmp_path / "ward", Limits()) for kind in (FolderArchive, Knowing))
    index, objects = plain.find_study(STUDY), results(tmp_path / "result")
    assert states(store_in(plain, index, objects)) == [DeliveryState.STORED] * 3
    assert not isinstance(plain, KnowingStore)
    for front in (knowing, _fronts(knowing)):
        knowing.told = None
        assert states(store_in(front, index, objects)) == [DeliveryState.STORED] * 3
        assert knowing.told == index
    assert states(store_in(_fronts(plain), index, objects)) == [DeliveryState.STORED] * 3
    assert len(held(plain)) == 4


def _fronts(archive: FolderArchive) -> Archive:
    """An archive as a service uses it."""
    return BreakingArchive(ObservedArchive(archive, Deaf()), Breaker(lambda: 0.0, 3, 1.0))
