"""The page: pictures with heat and the edge of the mask, and no markup of others."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from radlane.cli.explain_page import Row, write_page
from radlane.domain.explanation import Method
from radlane.explain.evaluation import Judged
from radlane.explain.network import Attribution
from radlane.pipeline.evaluating import Shown

HEAT = np.zeros((3, 8, 8), np.float32)
HEAT[1, 2, 5] = 1
JUDGED = Judged(
    attribution=Attribution(values=HEAT, samples=1),
    hit=True,
    energy=1.0,
    beside_others=False,
    deletion=0.25,
    insertion=0.75,
    likeness=0.1,
    cost=1.0,
)


def written(path: Path, *shown: Shown, statement: str = "statement") -> str:
    write_page(path, "said:1.0.0", statement, [["method"], ["rise"]], [Row(finding="ptx", shown=shown)])
    return path.read_text()


def test_a_volume_is_shown_where_it_is_hottest_with_the_edge_of_the_mask(tmp_path: Path) -> None:
    mask = np.zeros((3, 8, 8), bool)
    mask[1, 1:6, 1:6] = True
    page = written(
        tmp_path / "page.html",
        Shown(study="1.2", finding="ptx", method=Method.RISE, judged=JUDGED, heat=HEAT, mask=mask),
    )
    (data,) = re.findall(r"base64,([^\"]+)", page)
    pixels = np.asarray(Image.open(BytesIO(base64.b64decode(data))))
    assert pixels.shape == (8, 8, 3)
    edge = mask[1].copy()
    edge[2:5, 2:5] = False
    np.testing.assert_array_equal((pixels == (0, 255, 0)).all(axis=-1), edge)
    assert "RISE: deletion 0.25, insertion 0.75, hit" in page


def test_a_method_without_a_map_says_why(tmp_path: Path) -> None:
    page = written(tmp_path / "page.html", Shown(study="1.2", finding="ptx", method=Method.CAM, why="no <grid>"))
    assert "CAM: no &lt;grid&gt;" in page
    assert "<img" not in page


def test_what_a_model_says_is_text(tmp_path: Path) -> None:
    page = written(tmp_path / "page.html", statement="<script>alert(1)</script>")
    assert "<script>" not in page
