"""What `lane.py` tells the processes that it measures, as a JSON file. The standard library only."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Task:
    """One run over studies.

    Attributes
    ----------
    kind : str
        `radiographs` or `ct`.
    studies : list of str
        Study Instance UIDs.
    model : str
        Reference of the model in `models_dir`, or among those that come with radlane.
    weights : str
        The model's ONNX file, for those who do not know what a package is.
    kinds : list of (str, str, str)
        Scheme, value and meaning of what each segment is.
    roi : list of int, overlap : float
        The sliding window of the CT.
    least_ml : float
        Components that are smaller are removed, in the CT.
    """

    kind: str
    url: str
    user: str
    password_file: str
    studies: list[str]
    model: str
    models_dir: str | None
    weights: str
    kinds: list[tuple[str, str, str]]
    threads: int
    roi: tuple[int, int, int]
    overlap: float
    least_ml: float
    folder: str

    @property
    def password(self) -> str:
        return Path(self.password_file).read_text()


def read_task(path: str) -> Task:
    facts = json.loads(Path(path).read_text())
    return Task(**{**facts, "kinds": [tuple(kind) for kind in facts["kinds"]], "roi": tuple(facts["roi"])})


def write_task(task: Task, path: Path) -> None:
    path.write_text(json.dumps(asdict(task)))
