"""What an error says, and in which order."""

from __future__ import annotations

import pytest

from radlane.errors import ArchiveUnavailable, InputRefused, RadlaneError, RulesInvalid, StudyNotFound


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({}, "the study is not there"),  # what alone
        ({"uid": "1.2.3"}, "the study is not there (1.2.3)"),
        ({"why": "no folder has it"}, "the study is not there: no folder has it"),
        ({"remedy": "Look elsewhere."}, "the study is not there. Look elsewhere."),
        (
            {"uid": "1.2.3", "why": "no folder has it", "remedy": "Look elsewhere."},
            "the study is not there (1.2.3): no folder has it. Look elsewhere.",
        ),
    ],
)
def test_a_message_says_what_which_why_and_what_to_do(parts: dict[str, str], sentence: str) -> None:
    error = StudyNotFound("the study is not there", **parts)
    assert str(error) == sentence
    assert (error.what, error.uid, error.why, error.remedy) == (
        "the study is not there",
        parts.get("uid"),
        parts.get("why"),
        parts.get("remedy"),
    )


def test_an_input_is_refused_with_the_code_of_its_reason() -> None:
    error = InputRefused("pixels-blank", "one value everywhere", uid="1.2.3")
    assert error.code == "pixels-blank"
    assert str(error) == "one value everywhere (1.2.3)"
    assert InputRefused("file-unreadable", "no DICOM").code == "file-unreadable"


def test_retrying_helps_only_where_the_class_says_so() -> None:
    assert ArchiveUnavailable("the archive is away").retryable
    assert not RadlaneError("something").retryable


def test_rules_say_all_of_their_faults() -> None:
    error = RulesInvalid("The rules are wrong", faults=["r.yaml:1:1: one", "r.yaml:2:1: two"])
    assert error.faults == ("r.yaml:1:1: one", "r.yaml:2:1: two")
    assert str(error) == "The rules are wrong: r.yaml:1:1: one; r.yaml:2:1: two"
