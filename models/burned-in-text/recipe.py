"""Make the package burned-in-text: fetch rapidocr-onnxruntime, take its text detector, check every byte.

In: a folder for packages. Out: `FOLDER/burned-in-text`, a complete package, and its tag `production` in
`FOLDER/tags.json` where that names none. The weights are not ours and do not come with radlane; the card says whose
they are.

    python models/burned-in-text/recipe.py --out FOLDER

Needs Python 3.11 or later with `venv`, and a package index that pip reaches. One wheel is fetched, by name and version
(15 MB), and has to have the SHA-256 that is written here; nothing of it is run, and nothing but the one network is
taken: not the one that reads letters, which the wheel has too.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from zipfile import ZipFile

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # recipes.py is what the recipes share

from recipes import Recipe, fetch_wheel, follow  # noqa: E402 - found by the line above

LICENCE = HERE.parent.parent / "LICENSE"  # Apache-2.0, the same text: it goes with every copy, as the package's notice
WHEEL = "rapidocr-onnxruntime==1.4.4"
WHEEL_SHA256 = "971d7d5f223a7a808662229df1ef69893809d8457d834e6373d3854bc1782cbf"
NETWORKS = {"text.onnx": "rapidocr_onnxruntime/models/ch_PP-OCRv4_det_infer.onnx"}


def take(python: Path, scratch: Path, staging: Path) -> None:
    """Fetch the wheel, and take the network out of it."""
    RECIPE.say(f"fetching {WHEEL}")
    wheel = fetch_wheel(python, scratch / "wheel", WHEEL, {WHEEL_SHA256})
    with ZipFile(wheel) as archive:
        for target, member in NETWORKS.items():
            (staging / target).write_bytes(archive.read(member))
    shutil.copyfile(LICENCE, staging / "LICENSE.PP-OCR")


RECIPE = Recipe(
    name="burned-in-text",
    source="PP-OCRv4 (Apache-2.0)",
    package=HERE / "package",
    networks=tuple(NETWORKS),
    fill=take,
)

if __name__ == "__main__":
    follow(RECIPE)
