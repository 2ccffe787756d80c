"""The written noise list: complaints that stand in the way of no conforming reader, each with its clause.

In: `tests/e2e/noise.toml`, and other lists for what only some objects provoke. Out: complaints that are left when the
noise is taken out, and which entries were used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NOISE_LIST = Path(__file__).parents[1] / "e2e" / "noise.toml"
NOISE_LISTS = tuple(sorted(NOISE_LIST.parents[1].glob("*/noise*.toml")))
"""All that there are: also of label maps, of the matrix, of `mr-brain`."""


@dataclass(frozen=True, kw_only=True)
class Noise:
    """One entry: the complaint's whole text, in which `*` stands for any text; why it is noise; the clause.

    `caught` names a defect that the same tool still sees (`support.mutants`).
    """

    tool: str
    version: str
    complaint: str
    clause: str
    why: str
    caught: str

    def covers(self, tool: str, complaint: str) -> bool:
        """Whether this entry is about exactly this complaint of this tool."""
        pattern = ".*".join(map(re.escape, self.complaint.split("*")))
        return tool == self.tool and re.fullmatch(pattern, complaint) is not None


def read_noise(path: Path = NOISE_LIST) -> tuple[Noise, ...]:
    """The entries of the noise list, in its order."""
    return tuple(Noise(**entry) for entry in tomllib.loads(path.read_text())["noise"])


def without_noise(tool: str, complaints: Iterable[str], noise: Iterable[Noise]) -> tuple[str, ...]:
    """The complaints that no entry covers."""
    entries = tuple(noise)
    return tuple(line for line in complaints if not any(entry.covers(tool, line) for entry in entries))
