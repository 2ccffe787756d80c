"""The whole lane in the matrix: a radiograph and a CT series in each transfer syntax, by `radlane run`.

In: the matrix. Out: its cells of kind `radlane run`, with pixels that were decoded, analysed and encoded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.domain.result import Role
from support.lane import DONE, MODEL, Run, run
from support.matrix import LOSSLESS, Cell, Held, Matrix, Study
from support.matrix_kinds import RUN
from support.picky import stack
from support.radiographs import real
from support.syntaxes import SYNTAXES, Syntax, in_syntax
from support.variants import depth, give_uids, put_pixels
from support.volume_models import bright_package

_BITS = {"JPEG Baseline": 8, "JPEG Extended": 12}


@dataclass(frozen=True, kw_only=True)
class Whole:
    """Images that a model analyses, at the depth that a syntax has room for."""

    name: str
    images: Callable[[int | None], Sequence[FileDataset]]
    model: str


def _radiograph(bits: int | None) -> Sequence[FileDataset]:
    image = dcmread(real("RG1_UNCI.dcm"))
    give_uids(image, "matrix radiograph")
    if bits is not None:
        depth(bits)(image)
    return [image]


def _head(bits: int | None) -> Sequence[FileDataset]:
    images = stack()
    for image in images if bits is not None else ():
        pixels = np.frombuffer(image.PixelData, "<i2").reshape(image.Rows, image.Columns)
        steps = 10 if bits == 8 else 1
        put_pixels(image, (pixels // steps).astype(np.uint8 if bits == 8 else np.uint16), bits or 16)
        image.RescaleSlope = steps
    return images


WHOLE = (
    Whole(name="radiograph, whole lane", images=_radiograph, model=MODEL),
    Whole(name="CT, whole lane", images=_head, model="bright"),
)


def add_runs(matrix: Matrix, syntaxes: Sequence[Syntax] = SYNTAXES) -> dict[tuple[str, str], Run]:
    """Run the lane on everything; the runs by source and syntax."""
    models = bright_package(matrix.folder / "models")
    return {(whole.name, syntax.name): _add(matrix, whole, syntax, models) for whole in WHOLE for syntax in syntaxes}


def _add(matrix: Matrix, whole: Whole, syntax: Syntax, models: Path) -> Run:
    folder = matrix.folder / f"{whole.name} {syntax.name}".replace(" ", "-").replace(",", "")
    (folder / "archive").mkdir(parents=True)
    for place, image in enumerate(whole.images(_BITS.get(syntax.name))):
        (folder / "archive" / f"{place}.dcm").write_bytes(in_syntax(image, syntax))
    environment = {"RADLANE_RESULTS__DISPLAY_REPORT": "true"}
    if whole.model != MODEL:
        environment["RADLANE_MODELS_DIR"] = str(models)
    done = run(folder / "archive", model=whole.model, **environment)
    digests = {}
    for role, path in done.paths().items() if done.ended.code == DONE else ():
        digests[hashlib.sha256(path.read_bytes()).hexdigest()] = Held(
            path=path, role=Role(role), kind=RUN, source=whole.name, method=syntax.method or LOSSLESS
        )
    matrix.held |= digests
    refusal = None if digests else _refusal(done)
    matrix.cells.append(Cell(kind=RUN, source=whole.name, syntax=syntax.name, objects=tuple(digests), refusal=refusal))
    images = tuple(done.archive / name for name in done.before)
    objects = tuple(one.path for one in digests.values())
    matrix.studies += [Study(source=whole.name, syntax=syntax.name, images=images, objects=objects)] if objects else []
    return done


def _refusal(done: Run) -> str:
    """The code of what ended a run without objects."""
    return done.ended.error or ", ".join(sorted(done.reasons))
