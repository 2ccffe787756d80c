"""Write the table of `models/burned-in-text/package/README.md` anew: what is found on real images.

PYTHONPATH=tests python -m support.burned_in_table      (after the package was made: make test-burned-in-text)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from radlane.domain.finding import BoxRegion
from radlane.domain.reason import ReasonCode
from support.burned_in import Seen, analysed, boxes_of, holds, image, seen_texts
from support.sources import ROOT

CARD = ROOT / "models" / "burned-in-text" / "package" / "README.md"
BEGIN, END = "<!-- written by make table-burned-in-text -->", "<!-- end -->"
_HEAD = ("file", "what", "Burned In Annotation", "texts", "found", "boxes on no text", "missed")


@dataclass(frozen=True, kw_only=True)
class Row:
    """What is found on one image."""

    seen: Seen
    modality: str
    stated: str
    boxes: tuple[BoxRegion, ...]
    denied: bool

    @property
    def missed(self) -> tuple[str, ...]:
        """The texts of which no box holds the middle."""
        return tuple(
            says for says, place in self.seen.texts.items() if not any(holds(box, place) for box in self.boxes)
        )

    @property
    def false(self) -> tuple[BoxRegion, ...]:
        """The boxes that hold the middle of no text."""
        places = tuple(self.seen.texts.values())
        return tuple(box for box in self.boxes if not any(holds(box, place) for place in places))

    @property
    def found(self) -> int:
        """How many texts are found."""
        return len(self.seen.texts) - len(self.missed)


def row_of(seen: Seen) -> Row:
    """Let the lane analyse an image."""
    held = image(seen.file)
    with TemporaryDirectory() as folder:
        result = analysed(Path(folder), held)
        return Row(
            seen=seen,
            modality=str(held.Modality),
            stated=str(held.get("BurnedInAnnotation", "")),
            boxes=boxes_of(result),
            denied=ReasonCode.HEADER_CONTRADICTED in {reason.code for reason in result.reasons},
        )


def table_of(rows: Sequence[Row]) -> str:
    """Return the table, and a line of its sums."""
    lines = ["| " + " | ".join(_HEAD) + " |", "|" + "---|" * len(_HEAD)]
    for row in rows:
        cells = (
            row.seen.file.removesuffix(".dcm"),
            row.modality,
            row.stated + (", said to be contradicted" if row.denied else ""),
            str(len(row.seen.texts)),
            str(row.found),
            str(len(row.false)),
            "; ".join(row.missed),
        )
        lines.append("| " + " | ".join(cells) + " |")
    of_ultrasound = [row for row in rows if row.modality == "US"]
    texts = sum(len(row.seen.texts) for row in of_ultrasound)
    found, false = sum(row.found for row in of_ultrasound), sum(len(row.false) for row in of_ultrasound)
    return "\n".join([*lines, "", f"Of ultrasound: {found} of {texts} texts, and {false} boxes on no text."])


def written() -> str:
    """Return the table as the card has it."""
    return CARD.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip()


def main() -> None:
    """Write the table into the card."""
    text = CARD.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    table = table_of([row_of(seen) for seen in seen_texts()])
    CARD.write_text(f"{head}{BEGIN}\n{table}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
