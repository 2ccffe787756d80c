"""The first schema. Until there is a release it is changed in place: databases of before are made anew."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _runs()
    _jobs()
    _what_jobs_have()
    _what_jobs_call()
    _what_is_begun()
    _what_runs_have()
    _what_destinations_get()
    _what_was_done()
    _models()
    _what_becomes_of_models()


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("input_key", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("job_id", sa.String(length=36), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("study", sa.String(length=64), nullable=False),
        sa.Column("source_digest", sa.String(length=64), nullable=False),
        sa.Column("model_name", sa.Text(), nullable=False),
        sa.Column("model_version", sa.Text(), nullable=False),
        sa.Column("package_digest", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("settings", sa.JSON(), nullable=True),
        sa.Column("conclusion", sa.String(length=64), nullable=True),
        sa.Column("inputs", sa.Text(), nullable=True),
        sa.Column("predecessors", sa.JSON(), nullable=True),
        sa.Column("shadow", sa.Boolean(), nullable=False),
        sa.Column("amends", sa.String(length=36), nullable=True),
        sa.Column("amendment", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["amends"], ["run.id"], name=op.f("fk_run_amends_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sa.UniqueConstraint("amends", "amendment", name=op.f("uq_run_amends_amendment")),
        sa.UniqueConstraint("input_key", "number", name=op.f("uq_run_input_key_number")),
    )
    op.create_index(op.f("ix_run_job_id"), "run", ["job_id"], unique=False)
    op.create_index(op.f("ix_run_state"), "run", ["state"], unique=False)
    op.create_index(op.f("ix_run_study"), "run", ["study"], unique=False)


def _jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("study", sa.String(length=64), nullable=False),
        sa.Column("series", sa.String(length=64), nullable=True),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("package_digest", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("destinations", sa.JSON(), nullable=False),
        sa.Column("priority", sa.String(length=16), nullable=False),
        sa.Column("rerun", sa.Text(), nullable=True),
        sa.Column("expect", sa.JSON(), nullable=True),
        sa.Column("not_after", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.BigInteger(), nullable=True),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=True),
        sa.Column("reused_from", sa.String(length=36), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.Column("completeness", sa.JSON(), nullable=True),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.Column("withdraws", sa.String(length=36), nullable=True),
        sa.Column("trace_id", sa.String(length=32), nullable=True),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("inputs", sa.String(length=64), nullable=True),
        sa.Column("shadow_of", sa.String(length=36), nullable=True),
        sa.Column("callback", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("patient", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("explain", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_job_run_id_run")),
        sa.ForeignKeyConstraint(["withdraws"], ["run.id"], name=op.f("fk_job_withdraws_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(op.f("ix_job_created_at"), "job", ["created_at"], unique=False)
    op.create_index(op.f("ix_job_request_digest"), "job", ["request_digest"], unique=False)
    op.create_index(op.f("ix_job_run_id"), "job", ["run_id"], unique=False)
    op.create_index(op.f("ix_job_state"), "job", ["state"], unique=False)
    op.create_index(op.f("ix_job_study"), "job", ["study"], unique=False)


def _what_jobs_call() -> None:
    op.create_table(
        "callback",
        sa.Column("job_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("receiver", sa.String(length=63), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("fault", sa.String(length=32), nullable=True),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_callback_job_id_job")),
        sa.PrimaryKeyConstraint("job_id", "number", name=op.f("pk_callback")),
    )
    op.create_index(
        op.f("ix_callback_state_receiver_next_at"), "callback", ["state", "receiver", "next_at"], unique=False
    )


def _what_jobs_have() -> None:
    op.create_table(
        "idempotency",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("asked_digest", sa.String(length=64), nullable=False),
        sa.Column("job_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_idempotency_job_id_job")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_idempotency")),
    )
    op.create_index(op.f("ix_idempotency_job_id"), "idempotency", ["job_id"], unique=False)
    op.create_table(
        "announced",
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.Column("study", sa.String(length=64), nullable=False),
        sa.Column("inputs", sa.String(length=64), nullable=False),
        sa.Column("job_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("request_digest", name=op.f("pk_announced")),
    )
    op.create_table(
        "job_event",
        sa.Column("job_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_event_job_id_job")),
        sa.PrimaryKeyConstraint("job_id", "number", name=op.f("pk_job_event")),
    )
    op.create_table(
        "worker",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("beats", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker")),
    )


def _what_is_begun() -> None:
    op.create_table(
        "begun",
        sa.Column("job_id", sa.String(length=36), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("boot", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "step", "boot", name=op.f("pk_begun")),
    )


def _what_runs_have() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("job_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_withdrawal_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_withdrawal")),
    )
    op.create_table(
        "object",
        sa.Column("sop_instance_uid", sa.String(length=64), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("modality", sa.String(length=16), nullable=False),
        sa.Column("study", sa.String(length=64), nullable=False),
        sa.Column("series", sa.String(length=64), nullable=False),
        sa.Column("sop_class_uid", sa.String(length=64), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_object_run_id_run")),
        sa.PrimaryKeyConstraint("sop_instance_uid", name=op.f("pk_object")),
        sa.UniqueConstraint("run_id", "place", name=op.f("uq_object_run_id_place")),
    )
    op.create_index(op.f("ix_object_study"), "object", ["study"], unique=False)


def _what_destinations_get() -> None:
    op.create_table(
        "form",
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("form", sa.String(length=255), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sop_instance_uid", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_form_run_id_run")),
        sa.ForeignKeyConstraint(
            ["sop_instance_uid"], ["object.sop_instance_uid"], name=op.f("fk_form_sop_instance_uid_object")
        ),
        sa.PrimaryKeyConstraint("run_id", "form", "place", name=op.f("pk_form")),
    )
    op.create_table(
        "refusal",
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("sop_class_uid", sa.String(length=64), nullable=False),
        sa.Column("said", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_refusal_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", "destination", "sop_class_uid", name=op.f("pk_refusal")),
    )
    op.create_table(
        "delivery",
        sa.Column("sop_instance_uid", sa.String(length=64), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("may_be_there", sa.Boolean(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sop_instance_uid"], ["object.sop_instance_uid"], name=op.f("fk_delivery_sop_instance_uid_object")
        ),
        sa.PrimaryKeyConstraint("sop_instance_uid", "destination", name=op.f("pk_delivery")),
    )
    op.create_table(
        "site",
        sa.Column("key_digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("key_digest", name=op.f("pk_site")),
    )


def _what_was_done() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("study", sa.String(length=64), nullable=True),
        sa.Column("job", sa.String(length=36), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_caller"), "audit", ["caller"], unique=False)
    op.create_index(op.f("ix_audit_study"), "audit", ["study"], unique=False)
    op.create_table(
        "audit_sent",
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("receiver", name=op.f("pk_audit_sent")),
    )
    for statement in _ONLY_ADDED_TO[op.get_bind().dialect.name]:
        op.execute(statement)


def _models() -> None:
    op.create_table(
        "model_version",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("version", sa.String(length=128), nullable=False),
        sa.Column("digest", sa.String(length=71), nullable=False),
        sa.Column("weights_digest", sa.String(length=71), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("trained_on", sa.String(length=16), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_reason", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=True),
        sa.Column("changed_by", sa.Text(), nullable=True),
        sa.Column("changed_reason", sa.Text(), nullable=True),
        sa.Column("sunset", sa.BigInteger(), nullable=True),
        sa.Column("replacement", sa.String(length=128), nullable=True),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("name", "version", name=op.f("pk_model_version")),
        sa.UniqueConstraint("digest", name=op.f("uq_model_version_digest")),
    )
    op.create_table(
        "model_pause",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_model_pause")),
    )


def _what_becomes_of_models() -> None:
    op.create_table(
        "model_tag",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("tag", sa.String(length=63), nullable=False),
        sa.Column("version", sa.String(length=128), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "tag", name=op.f("pk_model_tag")),
    )
    op.create_table(
        "model_tag_move",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("tag", sa.String(length=63), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("version", sa.String(length=128), nullable=False),
        sa.Column("previous", sa.String(length=128), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", "tag", "number", name=op.f("pk_model_tag_move")),
    )
    op.create_table(
        "shadow",
        sa.Column("job_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("version", sa.String(length=128), nullable=False),
        sa.Column("beside", sa.String(length=36), nullable=False),
        sa.Column("beside_version", sa.String(length=128), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("agreement", sa.JSON(), nullable=False),
        sa.Column("seconds", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_shadow")),
    )
    op.create_index(op.f("ix_shadow_name_version"), "shadow", ["name", "version"], unique=False)


_REFUSE = "CREATE TRIGGER audit_no_{0} BEFORE {0} ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END"
_RAISE = "$$ BEGIN RAISE EXCEPTION 'only added to'; END $$"
_CHANGING = "UPDATE OR DELETE OR TRUNCATE ON audit"
# Against slips: whoever owns the database can drop a trigger, and what is done then the chain of MACs shows.
_ONLY_ADDED_TO = {
    "sqlite": (_REFUSE.format("UPDATE"), _REFUSE.format("DELETE")),
    "postgresql": (
        f"CREATE FUNCTION audit_only_added_to() RETURNS trigger LANGUAGE plpgsql AS {_RAISE}",
        f"CREATE TRIGGER audit_kept BEFORE {_CHANGING} FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added_to()",
    ),
}
