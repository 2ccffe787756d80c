from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from radlane.cli.console import (
    Answer,
    align,
    is_folder,
    printable,
    say,
    say_error,
    shows_progress,
)
from radlane.errors import ArchiveUnavailable


class Document(BaseModel):
    name: str


ANSWER = Answer(document=Document(name="ä"), lines=["one ä", "two"], code=3)


@pytest.mark.parametrize("document", [Document(name="ä"), {"name": "ä"}])
def test_an_answer_is_one_json_document_in_ascii(capsys: pytest.CaptureFixture[str], document: Any) -> None:
    assert say(Answer(document=document, lines=[]), as_json=True) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out) == {"name": "ä"}


def test_an_answer_is_lines_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert say(ANSWER, as_json=False) == 3
    assert capsys.readouterr() == ("one ä\ntwo\n", "")


def test_what_the_terminal_cannot_show_is_said_by_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert say(ANSWER, as_json=False) == 3
    assert raw.getvalue() == b"one \\xe4\ntwo\n"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("plain ä :bug: [red]", "plain ä :bug: [red]"),  # neither emoji nor markup
        ("a\tb", "a       b"),
        ("\x1b[2Jgone", "\\x1b[2Jgone"),  # would clear the screen
        ("a\nradlane: all is well", "a\\nradlane: all is well"),  # would forge a line
        ("\u202etxt.exe", "\\u202etxt.exe"),  # would turn the direction
        ("\udcff", "\\udcff"),  # the name of a file in no encoding
    ],
)
def test_a_line_tells_the_terminal_nothing(line: str, shown: str) -> None:
    assert printable(line) == shown


def test_an_answer_that_cannot_be_written_has_failed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert say(ANSWER, as_json=True) == 1
        monkeypatch.undo()
    assert capsys.readouterr().err == "radlane: The answer cannot be written: No space left on device\n"


def test_a_reader_that_left_is_no_complaint(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert say(ANSWER, as_json=False) == 1
        monkeypatch.undo()
    assert capsys.readouterr().err == ""


def test_closed_streams_want_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert say(ANSWER, as_json=True) == 3
    say_error(KeyError(), as_json=False)
    assert not shows_progress()


def test_an_error_is_a_sentence_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    error = ArchiveUnavailable("It is gone", uid="1.2", why="\x1b[2J", remedy="Look")
    say_error(error, as_json=False)
    assert capsys.readouterr() == ("", "radlane: archive-unavailable: It is gone (1.2): \\x1b[2J. Look\n")
    say_error(error, as_json=True)
    out, err = capsys.readouterr()
    assert err == ""
    assert json.loads(out)["error"] == {
        "code": "archive-unavailable",
        "detail": "It is gone (1.2): \x1b[2J. Look",
        "uid": "1.2",
        "retryable": True,
    }


@pytest.mark.parametrize("as_json", [True, False])
def test_an_unforeseen_error_asks_for_a_report(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    say_error(KeyError("PatientName"), as_json=as_json)
    said = capsys.readouterr()
    assert "PatientName" not in said.out + said.err
    assert "internal-error" in (said.out if as_json else said.err)
    assert "without patient data" in (said.out if as_json else said.err)


def test_columns_stand_below_each_other() -> None:
    assert align([["a", "bcd", "e"], ["fg", "h", ""]]) == ["a   bcd  e", "fg  h"]
    assert align([]) == []


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (".", True),
        ("nosuch", False),
        ("a" * 300, False),  # too long for a name
        ("a\0b", False),  # no path
    ],
)
def test_a_word_is_a_folder_or_not(path: str, answer: bool) -> None:
    assert is_folder(path) is answer
