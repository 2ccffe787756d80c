"""The tables of what brings jobs, and of who is told of them (`schema` has the others, and what is said of all)."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from radlane.jobs.metadata import ID, METADATA, UID

ANNOUNCED = Table(
    "announced",
    METADATA,
    Column("request_digest", String(64), primary_key=True),  # of the order
    Column("study", UID, nullable=False),
    Column("inputs", String(64), nullable=False),  # as `job.inputs`: those that were announced last
    Column("job_id", ID, nullable=False),  # which may be removed before this
    Column("at", BigInteger, nullable=False),
)

CALLBACK = Table(
    "callback",
    METADATA,
    Column("job_id", ID, ForeignKey("job.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1: a job that is tried again ends again
    Column("event", String(32), nullable=False),
    Column("receiver", String(63), nullable=False),
    Column("url", Text),  # the caller's own; null: that of the settings
    Column("body", Text, nullable=False),  # JSON, to the letter: each attempt sends and signs the same
    Column("created_at", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),  # `domain.callback.CallbackState`
    Column("attempts", Integer, nullable=False),  # whoever sends it counts up, and holds it by that
    Column("next_at", BigInteger, nullable=False),  # by the database's clock; while somebody sends it, when that ends
    Column("last_status", Integer),
    Column("fault", String(32)),
    Column("updated_at", BigInteger, nullable=False),
    Index(None, "state", "receiver", "next_at"),
)

WORKITEM = Table(
    "workitem",
    METADATA,
    Column("uid", UID, primary_key=True),
    Column("state", String(16), nullable=False),  # `domain.ups.StepState`
    Column("attributes", JSON, nullable=False),  # DICOM JSON, without the state and the Transaction UID
    Column("lock", String(64)),  # digest of the Transaction UID; null: nobody but radlane claimed it
    Column("study", UID),  # of its input, where it is one
    Column("model", Text),  # what radlane performs it with; null: others do
    Column("performer", String(16), nullable=False),  # `domain.workitem.Performer`
    Column("caller", Text, nullable=False),  # who created it
    Column("job_id", ID),
    Column("cancel", JSON),  # what came with the request to cancel it; null: nobody asked
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Index(None, "state"),
    Index(None, "study"),
    Index(None, "created_at"),
)

CLAIM = Table(
    "claim",
    METADATA,
    Column("worklist", String(63), primary_key=True),  # its name in the settings
    Column("uid", UID, primary_key=True),
    Column("state", String(16), nullable=False),  # `domain.claim.ClaimState`
    Column("transaction_uid", UID, nullable=False),  # who knows it may end the work
    Column("attributes", JSON, nullable=False),  # the workitem as it was found, in DICOM JSON
    Column("job_id", ID),
    Column("earlier_job_id", ID),  # of the time before it was lost and taken up again
    Column("said", Text),  # the progress that the worklist was told last
    Column("said_at", BigInteger),
    Column("failures", Integer, nullable=False),  # answers in a row that were of no use
    Column("detail", Text, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Index(None, "state"),
)

POLL = Table(
    "poll",
    METADATA,
    Column("name", Text, primary_key=True),  # in the settings; of an archive's events: `triggers.event_inbox`
    Column("subject", Text, nullable=False),  # what is polled; another one is begun anew
    Column("place", BigInteger),  # up to here all is on record: `Seq` of an Orthanc, or a day (`date.toordinal`)
    Column("floor", BigInteger),  # the place from which it began
    Column("begun_at", BigInteger),  # when it began
    Column("moved_at", BigInteger),  # when the place last moved
    Column("good_at", BigInteger, nullable=False),  # end of the last turn in which all went well, or when it began
    Column("holder", String(32)),  # the process that polls; null: none
    Column("beats", BigInteger, nullable=False),  # counts up while the holder lives
)

POLL_STUDY = Table(
    "poll_study",
    METADATA,
    Column("poll", Text, ForeignKey("poll.name"), primary_key=True),
    Column("study", UID, primary_key=True),  # its UID, or an id of the archive's own
    Column("series", Integer),  # as it was seen last; null: the list does not say
    Column("instances", Integer),
    Column("due_at", BigInteger),  # when it is to be announced; null: that is done
    Column("failures", Integer, nullable=False),  # tries to announce it, in a row
    Column("generation", BigInteger, nullable=False),  # another one each time that it is put on record
    Column("place", BigInteger, nullable=False),  # of the poll, when it was new or changed last
    Column("caller", JSON(none_as_null=True)),  # who told of it; null: nobody, it was found
    Index(None, "poll", "due_at"),
)

RECEPTION = Table(
    "reception",
    METADATA,
    Column("study", UID, primary_key=True),
    Column("first_at", BigInteger, nullable=False),  # of what is not announced yet
    Column("last_at", BigInteger, nullable=False),  # when an instance was last kept
    Column("instances", Integer, nullable=False),  # at least as many as there are
    Column("bytes", BigInteger, nullable=False),
    Column("expected", Integer),  # instances, where the sender said how many
    Column("announced", Integer, nullable=False),  # instances at the last announcement
    Column("settled", Boolean, nullable=False),  # nothing came since it was announced
    Column("not_before", BigInteger, nullable=False),  # whoever announces it has until then, or tries again then
    Column("failures", Integer, nullable=False),  # of its announcement in a row
    Column("caller", Text, nullable=False),  # of its latest instance, as all that follow
    Column("via", Text, nullable=False),
    Column("address", Text),
    Column("ae_title", String(16)),
    Index(None, "settled", "last_at"),
)
