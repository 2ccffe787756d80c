"""Who an analysis is, and the UIDs of what it writes.

In: what was analysed with what. Out: the input key and UIDs that the same run always gives again.
Reference: PS3.5 section B.2 (UUID derived UIDs), RFC 9562 section 5.8 (UUIDv8); docs/adr, identity.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from radlane.domain.model import ModelIdentity
from radlane.domain.refs import InstanceRef
from radlane.domain.study import PatientIdentity

_KEY_BYTES = 32


class UidKind(StrEnum):
    """What a UID names where it names no SOP Instance; SOP Instances have their `Role`."""

    SERIES = "series"
    DIMENSIONS = "dimension-organization"
    TRACKING = "tracking"
    OBSERVATION = "observation"


@dataclass(frozen=True, kw_only=True)
class RunIdentity:
    """One run of one analysis at one site.

    Attributes
    ----------
    site_key : bytes
        The site's secret: without it, nobody can tell from a UID what was analysed.
    input_key : str
        What was analysed with what (`input_key`).
    run : int
        From 1; a repeated analysis of the same input counts up.
    amendment : int
        From 0; an explanation that is asked for later counts up. What it tracks is what the run tracked before.
    """

    site_key: bytes = field(repr=False)
    input_key: str
    run: int
    amendment: int

    def uid(self, role: str, sop_class_uid: str, output_id: str, form: str = "") -> str:
        """Return the UID of one thing of this run.

        Parameters
        ----------
        role : str
            A `Role` for a SOP Instance, a `UidKind` for anything else.
        sop_class_uid : str
            SOP Class the thing belongs to; empty where several classes share it (tracking UIDs).
        output_id : str
            The manifest's id of the output or finding; empty for what belongs to the run as a whole.
        form : str
            Which form of the result the thing belongs to (`domain.form`); empty for what several forms share.

        Returns
        -------
        str
            `2.25.` and a UUIDv8 as a decimal integer.
        """
        of_form = [form] if form else []  # the UIDs of the first form are those of a run that has no other
        amendment = 0 if role == UidKind.TRACKING else self.amendment  # the segments of the SEG have the same
        parts = canonical_json([self.input_key, self.run, amendment, role, sop_class_uid, output_id, *of_form])
        return _uuid_uid(hmac.digest(self.site_key, parts, "sha256"))


def canonical_json(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can say
    """Return the one JSON text of a value: keys sorted, no white space, ASCII.

    Raises
    ------
    ValueError
        If the value holds NaN or infinity.
    TypeError
        If the value is not what JSON can say.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def input_key(
    patient: PatientIdentity,
    study_instance_uid: str,
    channels: Mapping[str, Sequence[InstanceRef]],
    package_digest: str,
    parameters: Mapping[str, Any],
) -> str:
    """Return what was analysed with what, as SHA-256 in hexadecimal.

    Parameters
    ----------
    patient : PatientIdentity
        Patient ID and issuer as they stand in the images.
    study_instance_uid : str
        The study.
    channels : mapping of str to sequence of InstanceRef
        Input channel to its instances; the order of retrieval does not matter.
    package_digest : str
        Digest of the model package: manifest and artefacts. Never a tag.
    parameters : mapping of str to JSON value
        The resolved analysis parameters.
    """
    inputs = {channel: sorted(ref.sop_instance_uid for ref in refs) for channel, refs in channels.items()}
    document = {
        "schema": "radlane.input/1",
        "patient": {"id": patient.patient_id, "issuer": patient.issuer},
        "study": study_instance_uid,
        "inputs": inputs,
        "package": package_digest,
        "parameters": dict(parameters),
    }
    return hashlib.sha256(canonical_json(document)).hexdigest()


def device_uid(model: ModelIdentity) -> str:
    """Return the Device UID of a model: another name, version or digest is another device, another site is not."""
    parts = canonical_json(["radlane.device/1", model.name, model.version, model.digest])
    return _uuid_uid(hashlib.sha256(parts).digest())


def random_identity(token_bytes: Callable[[int], bytes]) -> RunIdentity:
    """Return an identity that no other run has, for runs without a ledger.

    Parameters
    ----------
    token_bytes : callable
        Gives that many random bytes, for example `secrets.token_bytes`.
    """
    return RunIdentity(site_key=token_bytes(_KEY_BYTES), input_key=token_bytes(_KEY_BYTES).hex(), run=1, amendment=0)


def _uuid_uid(digest: bytes) -> str:
    number = int.from_bytes(digest[:16], "big")
    number = number & ~(0xF << 76) | (0x8 << 76)  # version 8
    number = number & ~(0x3 << 62) | (0x2 << 62)  # variant of RFC 9562
    return f"2.25.{uuid.UUID(int=number).int}"
