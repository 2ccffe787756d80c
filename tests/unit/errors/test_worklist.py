"""An error of the worklist carries the header that goes with it."""

from __future__ import annotations

import pickle

from radlane.errors import WorkitemConflict


def test_a_warning_comes_along_to_another_process() -> None:
    error = WorkitemConflict("It is claimed", uid="1.2", warning="The Transaction UID is missing.")
    again = pickle.loads(pickle.dumps(error))
    assert (again.warning, again.code, str(again)) == (error.warning, "workitem-conflict", "It is claimed (1.2)")
