"""The tables. Times are microseconds since 1970 in UTC; what they mean stands beside each column.

`jobs/migrations` brings a database to this form; a test compares both.
"""

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
    UniqueConstraint,
)

from radlane.jobs.metadata import ID, UID
from radlane.jobs.metadata import METADATA as METADATA
from radlane.jobs.trigger_schema import ANNOUNCED as ANNOUNCED
from radlane.jobs.trigger_schema import CALLBACK as CALLBACK
from radlane.jobs.trigger_schema import CLAIM as CLAIM
from radlane.jobs.trigger_schema import POLL as POLL
from radlane.jobs.trigger_schema import POLL_STUDY as POLL_STUDY
from radlane.jobs.trigger_schema import RECEPTION as RECEPTION
from radlane.jobs.trigger_schema import WORKITEM as WORKITEM

JOB = Table(
    "job",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Column("study", UID, nullable=False),
    Column("series", UID),
    Column("model", Text, nullable=False),  # as it was asked for
    Column("package_digest", Text, nullable=False),  # what that meant when the job was accepted
    Column("source", Text, nullable=False),
    Column("destinations", JSON, nullable=False),
    Column("priority", String(16), nullable=False),
    Column("rerun", Text),  # the reason
    Column("expect", JSON),
    Column("not_after", BigInteger),  # as the caller said it
    Column("expires_at", BigInteger),  # none: never
    Column("attempt", Integer, nullable=False),
    Column("wait_until", BigInteger),
    Column("cancel_asked", Boolean, nullable=False),
    Column("run_id", ID, ForeignKey("run.id")),  # from the claim on
    Column("reused_from", ID),
    Column("outcome", JSON),
    Column("completeness", JSON),
    Column("request_digest", String(64), nullable=False),  # orders with the same one ask for the same
    Column("withdraws", ID, ForeignKey("run.id")),  # the run whose rejection note it sends
    Column("trace_id", String(32)),  # of the request that asked for it; null where none did
    Column("not_before", BigInteger),  # it does not begin earlier
    Column("inputs", String(64)),  # SHA-256 of the SOP Instance UIDs that it selected; null: it has not looked yet
    Column("shadow_of", ID),  # the job beside which it runs for comparison only; its result goes nowhere
    Column("callback", JSON(none_as_null=True)),  # who is called when it has ended: receiver, url
    Column("owner", String(64)),  # SHA-256 of the name whose job it is alone; null: who asks for the same shares it
    Column("patient", JSON(none_as_null=True)),  # keyed digests of whose the study has to be: patient_id, issuer
    Column("explain", String(32)),  # the method that explains the findings, or never; null: as the manifest says
    Index(None, "state"),
    Index(None, "study"),
    Index(None, "created_at"),
    Index(None, "request_digest"),
    Index(None, "run_id"),
)

IDEMPOTENCY = Table(
    "idempotency",
    METADATA,
    Column("key", String(64), primary_key=True),  # SHA-256 of a caller's own name for a request
    Column("asked_digest", String(64), nullable=False),
    Column("job_id", ID, ForeignKey("job.id"), nullable=False),
    Index(None, "job_id"),
)

EVENT = Table(
    "job_event",
    METADATA,
    Column("job_id", ID, ForeignKey("job.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),  # state, step, wait, note
    Column("name", Text, nullable=False),
    Column("data", JSON, nullable=False),
)

RUN = Table(
    "run",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("input_key", String(64), nullable=False),
    Column("number", Integer, nullable=False),  # n, from 1
    Column("state", String(16), nullable=False),  # open, complete, failed, withdrawn
    Column("reason", Text),  # why there is more than one
    Column("job_id", ID, nullable=False),  # the job that made it
    Column("started_at", BigInteger, nullable=False),
    Column("study", UID, nullable=False),
    Column("source_digest", String(64), nullable=False),  # of the decoded pixels
    Column("model_name", Text, nullable=False),
    Column("model_version", Text, nullable=False),
    Column("package_digest", Text, nullable=False),
    Column("status", String(16)),  # why there is no result: not-analysed, failed; null where there is one
    Column("result", JSON),  # without objects: those have rows
    Column("settings", JSON),  # of the site, that say which objects are made: in other forms they are the same
    Column("conclusion", String(64)),  # SHA-256 of what was concluded, a file beside the objects; null: no analysis
    Column("inputs", Text),  # what was analysed: 16 hex digits of the SHA-256 of each SOP Instance UID, in order
    Column("predecessors", JSON),  # the reports of fewer images of the study that this one's takes the place of
    Column("shadow", Boolean, nullable=False),  # it was made for comparison only, and nobody asked for it yet
    Column("amends", ID, ForeignKey("run.id")),  # the run whose findings it explains later; null: it is no amendment
    Column("amendment", Integer),  # which one of that run, from 1
    UniqueConstraint("input_key", "number"),
    UniqueConstraint("amends", "amendment"),
    Index(None, "state"),
    Index(None, "study"),
    Index(None, "job_id"),
)

WITHDRAWAL = Table(
    "withdrawal",
    METADATA,
    Column("run_id", ID, ForeignKey("run.id"), primary_key=True),
    Column("reason", String(16), nullable=False),  # safety, quality, incomplete
    Column("comment", Text),  # a person's words
    Column("at", BigInteger, nullable=False),
    Column("caller", Text, nullable=False),  # `security.caller.Caller.id`, or who ran the command
    Column("job_id", ID),  # the last job that sends, or sent, the note
)

OBJECT = Table(
    "object",
    METADATA,
    Column("sop_instance_uid", UID, primary_key=True),
    Column("run_id", ID, ForeignKey("run.id"), nullable=False),
    Column("place", Integer, nullable=False),  # leaves first, root SR last; what other forms add; rejection notes
    Column("role", String(16), nullable=False),
    Column("modality", String(16), nullable=False),
    Column("study", UID, nullable=False),
    Column("series", UID, nullable=False),
    Column("sop_class_uid", UID, nullable=False),
    Column("path", Text, nullable=False),  # from the outbox's folder
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    UniqueConstraint("run_id", "place"),
    Index(None, "study"),
)

FORM = Table(
    "form",
    METADATA,
    Column("run_id", ID, ForeignKey("run.id"), primary_key=True),
    Column("form", String(255), primary_key=True),  # SOP Classes that it does without; empty: the first one
    Column("place", Integer, primary_key=True),  # order of storing
    Column("sop_instance_uid", UID, ForeignKey("object.sop_instance_uid"), nullable=False),
)

REFUSAL = Table(
    "refusal",
    METADATA,
    Column("run_id", ID, ForeignKey("run.id"), primary_key=True),
    Column("destination", Text, primary_key=True),
    Column("sop_class_uid", UID, primary_key=True),
    Column("said", String(16), nullable=False),  # archive, settings
    Column("at", BigInteger, nullable=False),
)

MOST_DETAIL = 1000  # characters: an archive's whole answer has no place in a row

DELIVERY = Table(
    "delivery",
    METADATA,
    Column("sop_instance_uid", UID, ForeignKey("object.sop_instance_uid"), primary_key=True),
    Column("destination", Text, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("may_be_there", Boolean, nullable=False),  # also changed by the archive: a rejection note lists it
    Column("turns", Integer, nullable=False),  # how many times sending it began
    Column("seen", Boolean, nullable=False),  # given out there once; of a rejection note: something that it lists was
    Column("detail", Text, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
)

SITE = Table(
    "site",
    METADATA,
    Column("key_digest", String(64), primary_key=True),  # of the site's secret, which is not here
)

WORKER = Table(
    "worker",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("token", Text, nullable=False),  # of the process that holds the name; empty: nobody does
    Column("beats", BigInteger, nullable=False),  # counts up while the worker lives
    Column("seen_at", BigInteger, nullable=False),  # by the database's clock
)

BEGUN = Table(
    "begun",
    METADATA,
    Column("job_id", ID, primary_key=True),
    Column("step", String(32), primary_key=True),
    Column("boot", Text, primary_key=True),  # of the process; the row goes when the next step begins, not if it dies
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),  # from 1, without gaps
    Column("at", BigInteger, nullable=False),
    Column("action", String(32), nullable=False),
    Column("outcome", String(16), nullable=False),  # begun, done, failed
    Column("caller", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("address", Text),
    Column("study", UID),
    Column("job", ID),  # which may be removed before its records
    Column("facts", Text, nullable=False),  # canonical JSON: what the MAC is over, to the letter
    Column("previous", String(64), nullable=False),
    Column("mac", String(64), nullable=False),
    Index(None, "study"),
    Index(None, "caller"),
)

AUDIT_SENT = Table(
    "audit_sent",
    METADATA,
    Column("receiver", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),  # of the last record that it got
)

MODEL_VERSION = Table(
    "model_version",
    METADATA,
    Column("name", String(63), primary_key=True),
    Column("version", String(128), primary_key=True),
    Column("digest", String(71), nullable=False),
    Column("weights_digest", String(71), nullable=False),
    Column("files", JSON, nullable=False),  # path, sha256 and size of each
    Column("title", Text, nullable=False),
    Column("trained_on", String(16), nullable=False),
    Column("statement", Text, nullable=False),
    Column("state", String(16), nullable=False),  # `domain.version.VersionState`
    Column("shipped", Boolean, nullable=False),  # it lies in models_dir, or came with radlane
    Column("added_at", BigInteger, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_reason", Text, nullable=False),
    Column("changed_at", BigInteger),  # of the last change of its state
    Column("changed_by", Text),
    Column("changed_reason", Text),
    Column("sunset", BigInteger),
    Column("replacement", String(128)),
    Column("report", JSON),  # of its last admission
    UniqueConstraint("digest"),
)

MODEL_TAG = Table(
    "model_tag",
    METADATA,
    Column("name", String(63), primary_key=True),
    Column("tag", String(63), primary_key=True),
    Column("version", String(128), nullable=False),
    Column("number", Integer, nullable=False),  # of its last move
)

MODEL_TAG_MOVE = Table(
    "model_tag_move",
    METADATA,
    Column("name", String(63), primary_key=True),
    Column("tag", String(63), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1
    Column("kind", String(16), nullable=False),  # `domain.version.MoveKind`
    Column("version", String(128), nullable=False),
    Column("previous", String(128)),
    Column("at", BigInteger, nullable=False),
    Column("caller", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

MODEL_PAUSE = Table(
    "model_pause",
    METADATA,
    Column("name", String(63), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("caller", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

SHADOW = Table(
    "shadow",
    METADATA,
    Column("job_id", ID, primary_key=True),  # the one that ran for comparison
    Column("name", String(63), nullable=False),
    Column("version", String(128), nullable=False),  # what ran
    Column("beside", ID, nullable=False),  # the job beside which it ran
    Column("beside_version", String(128), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("agreement", JSON, nullable=False),  # per finding
    Column("seconds", JSON, nullable=False),  # per step, of both
    Index(None, "name", "version"),
)
