"""The matrix in short: every kind of result on some shapes, in one lossless and one lossy syntax, before two judges.

The whole one is `make test-conformance` (conformance/test_matrix.py).
"""

from __future__ import annotations

import pytest

from support.matrix import Matrix, fill, misplaced
from support.matrix_judges import judge, without_written_noise
from support.matrix_sources import SOURCES
from support.syntaxes import SYNTAXES

SHAPES = ("mg", "enhanced-mr", "cine-some", "slide-sparse")
CODED = ("Big Endian", "Deflated", "JPEG Baseline", "JPEG-LS near")


@pytest.fixture(scope="module")
def matrix(tools: None, tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    sources = [shape for shape in SOURCES if shape.name in SHAPES]
    return fill(tmp_path_factory.mktemp("matrix"), sources, [syntax for syntax in SYNTAXES if syntax.name in CODED])


def test_each_cell_is_filled_or_a_hole_with_its_reason(matrix: Matrix) -> None:
    assert misplaced(matrix) == []


def test_the_judges_complain_of_noise_only(matrix: Matrix) -> None:
    judged = judge(matrix, ("dciodvfy", "dsrdump"))
    assert judged.asked["dciodvfy"] == matrix.held.keys()
    left = without_written_noise(judged)
    assert not left, "\n".join(left)
