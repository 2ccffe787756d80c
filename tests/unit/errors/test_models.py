"""A package is refused with the code of the check that it fails."""

from __future__ import annotations

import pickle

from radlane.errors import PackageRefused


def test_a_refusal_carries_the_code_of_its_check_to_another_process() -> None:
    again = pickle.loads(pickle.dumps(PackageRefused("archive-link", "a member is a link", uid="model.onnx")))
    assert (again.code, str(again)) == ("archive-link", "a member is a link (model.onnx)")


def test_each_refusal_has_its_own_code() -> None:
    PackageRefused("archive-link", "a member is a link")
    assert PackageRefused("archive-path", "a member leads out").code == "archive-path"
