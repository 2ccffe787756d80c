"""Connections are tested with real peers (tests/faults/test_dimse.py, tests/e2e/test_reception.py)."""

from __future__ import annotations

from pydicom.uid import DeflatedExplicitVRLittleEndian, JPEGBaseline8Bit

from radlane.triggers.dimse import Listening, _entity


def test_every_storage_class_is_taken_in_every_syntax_that_is_read() -> None:
    entity = _entity(Listening(ae_title="HERE", host="127.0.0.1", port=0, callers=("MODALITY",), associations=3))
    assert (entity.require_called_aet, entity.require_calling_aet) == (True, ["MODALITY"])
    assert entity.maximum_associations == 3
    storage = [context for context in entity.supported_contexts if len(context.transfer_syntax) > 10]
    assert len(storage) > 100
    assert all(JPEGBaseline8Bit in context.transfer_syntax for context in storage)
    assert all(DeflatedExplicitVRLittleEndian not in context.transfer_syntax for context in storage)
