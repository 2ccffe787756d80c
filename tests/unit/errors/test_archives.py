"""A refusal of an archive says which SOP Classes it was for."""

from __future__ import annotations

import pickle

from radlane.errors import StoreRefused


def test_a_refusal_carries_its_sop_classes_to_another_process() -> None:
    error = StoreRefused("not every object was taken", sop_classes=frozenset({"1.2.3"}), uid="1.2.4")
    again = pickle.loads(pickle.dumps(error))
    assert (again.sop_classes, again.uid, str(again)) == (frozenset({"1.2.3"}), "1.2.4", str(error))
