"""What an archive says of a study, and what was retrieved of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from radlane.domain.refs import InstanceRef


class Availability(StrEnum):
    """Instance Availability (0008,0056), from the best to the worst (PS3.3 section C.4.23.1.1)."""

    ONLINE = "ONLINE"
    NEARLINE = "NEARLINE"  # on slow media: to be asked for, and waited for
    OFFLINE = "OFFLINE"  # somebody has to fetch it
    UNAVAILABLE = "UNAVAILABLE"


@dataclass(frozen=True, kw_only=True)
class PatientIdentity:
    """Patient ID (0010,0020) and Issuer of Patient ID (0010,0021); empty where the archive has none."""

    patient_id: str
    issuer: str


@dataclass(frozen=True, kw_only=True)
class Accession:
    """Accession Number (0008,0050) and who gave it.

    Attributes
    ----------
    number : str
        The number; empty where a study has none.
    issuers : frozenset of str
        Names of one issuer: Local Namespace Entity ID and Universal Entity ID of Issuer of Accession Number Sequence
        (0008,0051); empty where nobody says.
    """

    number: str
    issuers: frozenset[str] = frozenset()

    def may_be(self, other: Accession) -> bool:
        """Whether two are the same; an issuer that one of them does not know contradicts nothing."""
        same_issuer = not self.issuers or not other.issuers or bool(self.issuers & other.issuers)
        return self.number == other.number and same_issuer


@dataclass(frozen=True, kw_only=True)
class SeriesIndex:
    """One series as a query answers it.

    Attributes
    ----------
    modality : str
        Modality (0008,0060); empty where absent.
    body_part_examined : str
        Body Part Examined (0018,0015); empty where absent or unknown to the archive.
    instances : tuple of InstanceRef
        In the order of their SOP Instance UIDs.
    availability : Availability
        How fast its instances can be had; the slowest one's.
    description, station : str
        Series Description (0008,103E) and Station Name (0008,1010); empty where absent or unknown to the archive.
    regions : frozenset of tuple of str
        Anatomic Region Sequence (0008,2218) as scheme and value; empty likewise.
    """

    series_instance_uid: str
    modality: str
    body_part_examined: str
    instances: tuple[InstanceRef, ...]
    availability: Availability = Availability.ONLINE
    description: str = field(default="", repr=False)
    station: str = field(default="", repr=False)
    regions: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_away(self) -> bool:
        """Whether somebody has to fetch it first."""
        return self.availability in (Availability.OFFLINE, Availability.UNAVAILABLE)


@dataclass(frozen=True, kw_only=True)
class StudyFacts:
    """What else is said of a study and its patient; empty or None where nothing is.

    Attributes
    ----------
    description : str
        Study Description (0008,1030).
    sex : str
        Patient's Sex (0010,0040).
    age_years : float or None
        The patient's age at the study.
    """

    description: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)
    age_years: float | None = field(default=None, repr=False)


NOTHING_SAID = StudyFacts()


@dataclass(frozen=True, kw_only=True)
class StudyIndex:
    """One study as a query answers it; series in the order of their UIDs.

    Attributes
    ----------
    is_disputed : bool
        Whether the archive's lists name another patient than its instances: one of the two was corrected.
    """

    study_instance_uid: str
    patient: PatientIdentity
    series: tuple[SeriesIndex, ...]
    facts: StudyFacts = NOTHING_SAID
    is_disputed: bool = False

    @property
    def instances(self) -> int:
        """How many instances it has."""
        return sum(len(item.instances) for item in self.series)

    def without(self, sop_instance_uids: Collection[str]) -> StudyIndex:
        """Return the study without some of its instances; a series that has no other ones is gone."""
        left = (
            replace(
                item, instances=tuple(ref for ref in item.instances if ref.sop_instance_uid not in sop_instance_uids)
            )
            for item in self.series
        )
        return replace(self, series=tuple(item for item in left if item.instances)) if sop_instance_uids else self


@dataclass(frozen=True, kw_only=True)
class StoredPixels:
    """Where the pixels of an instance lie in its file, as they are: little endian, and nothing behind them.

    Attributes
    ----------
    begin, length : int
        Bytes before them, and of them.
    stamp : tuple of int
        Inode, size and time of the last change of the file whose header was read: of another one this says nothing.
    before : bytes
        SHA-256 of all that stands before them.
    """

    begin: int
    length: int
    stamp: tuple[int, int, int]
    before: bytes


@dataclass(frozen=True, kw_only=True)
class RetrievedInstance:
    """One instance as a Part 10 file that radlane may read; whoever reads it treats the bytes as hostile.

    Attributes
    ----------
    channels : tuple of str
        Ids of the model's channels that read it, once it is chosen for them; none of a model with one channel.
    pixels : StoredPixels or None
        Where its pixels lie, once its header was read; None where they have to be looked for.
    head : object or None
        What was read of it as it came (`dicomweb.part10.Head`), until something is chosen; None: nothing was.
    """

    ref: InstanceRef
    path: Path
    channels: tuple[str, ...] = ()
    pixels: StoredPixels | None = field(default=None, compare=False)
    head: object | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class RetrievedStudy:
    """The instances that the plan asked for."""

    index: StudyIndex
    instances: tuple[RetrievedInstance, ...]
