"""What was received, as an archive: a folder with a folder for each study.

In: the folder that `arrival` fills. Out: the archive port, to read from; each study is looked at for itself, however
many there are. Studies are removed after a while, so results do not belong here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.publish import PREFIX, locked
from radlane.domain.arrival import RECEIVED
from radlane.domain.prior import PatientStudy
from radlane.domain.refs import InstanceRef, is_uid, require_uid
from radlane.domain.result import DeliveryState, EncodedObject, StoreOutcome, StoreReceipt
from radlane.domain.study import Accession, RetrievedStudy, StudyIndex
from radlane.errors import ArchiveError, ArchiveUnavailable, StudyNotFound

NO_PLACE = "what is received is removed after a while; results do not belong there"


class ReceivedArchive:
    """The archive port on what was received (`archive.Archive`).

    Parameters
    ----------
    root : Path
        The folder; it need not be there yet.
    limits : Limits
        What is read of a file at most.
    """

    def __init__(self, root: Path, limits: Limits) -> None:
        self._root = root
        self._limits = limits

    @property
    def name(self) -> str:
        """Name that is reserved for it."""
        return RECEIVED

    @property
    def can_be_asked(self) -> bool:
        """It can."""
        return True

    def check(self) -> str:
        """Return how many studies there are."""
        return f"{len(self.study_uids())} studies"

    def check_store(self) -> str:
        """Say that results do not belong here."""
        raise ArchiveError("The archive takes no results", why=NO_PLACE)

    def study_uids(self) -> tuple[str, ...]:
        """Return the Study Instance UIDs, in order."""
        try:
            return tuple(sorted(path.name for path in self._root.iterdir() if is_uid(path.name) and path.is_dir()))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise ArchiveUnavailable("What was received cannot be listed", why=error.strerror) from error

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        """Return the studies that may have this accession number."""
        return tuple(uid for uid in self.study_uids() if self._study(uid).studies_of(accession))

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
        """Return the studies with a Patient ID from one day to another."""
        found: list[PatientStudy] = []
        for uid in self.study_uids():
            with suppress(StudyNotFound):  # removed since it was listed
                found += self._study(uid).studies_of_patient(patient_id, first, last)
        return tuple(found)

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        """Return what was received of a study."""
        return self._study(study_instance_uid).find_study(study_instance_uid)

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path) -> RetrievedStudy:
        """Return the files where they lie."""
        return self._study(index.study_instance_uid).retrieve(index, instances, spool)

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Refuse everything."""
        refused = DeliveryState.REFUSED
        outcomes = (StoreOutcome(ref=item.ref, state=refused, detail=NO_PLACE, may_be_there=False) for item in objects)
        return StoreReceipt(destination=RECEIVED, outcomes=tuple(outcomes))

    def _study(self, uid: str) -> FolderArchive:
        folder = self._root / require_uid(uid, "Study Instance UID")
        if not folder.is_dir():
            raise StudyNotFound("The study was not received, or is removed by now", uid=uid)
        return FolderArchive(RECEIVED, folder, self._limits)


def size_of(root: Path, study: str) -> tuple[int, int]:
    """Return how many instances there are of a study, and their bytes."""
    found = [path.stat().st_size for path in (root / study).glob("*/*.dcm")]
    return len(found), sum(found)


def remove_study(root: Path, study: str, is_needed: Callable[[], bool], token: Callable[[], str]) -> bool:
    """Remove a study, unless somebody turns out to need it; whoever looks sees all of it, or nothing.

    Raises
    ------
    OSError
        If that cannot be done.
    """
    folder, hidden = root / study, root / f"{PREFIX}{token()}"
    try:
        with locked(folder):
            folder.rename(hidden)
            if is_needed():
                hidden.rename(folder)
                return False
    except FileNotFoundError:
        return True
    with suppress(OSError):  # what is left of it goes with the next sweep
        shutil.rmtree(hidden)
    return True
