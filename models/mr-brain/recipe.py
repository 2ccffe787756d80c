"""Make the package mr-brain: fetch deepbet, convert its two networks, check every byte, put a package together.

In: a folder for packages. Out: `FOLDER/mr-brain`, a complete package, and its tag `production` in `FOLDER/tags.json`
where that names none. The weights are not ours and do not come with radlane; README.md says whose they are.

    python models/mr-brain/recipe.py --out FOLDER

Needs Python 3.11 or later with `venv`, and a package index that pip reaches. Everything is fetched by name and version
and has to have the SHA-256 that is written here, in the requirements or in the manifest. What is only needed for the
conversion lives in a temporary folder (0.7 GB, or 5 GB where the index offers torch with CUDA only; TMPDIR says where).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from zipfile import ZipFile

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # recipes.py is what the recipes share

from recipes import PIP, Recipe, fetch_wheel, follow, run  # noqa: E402 - found by the line above

WHEEL = "deepbet==1.0.2"
WHEEL_SHA256 = "1999e2ea00ec48f6233b95b96f3901a962d3f70431c63aeb985e8a49a198473c"
TORCH = "torch==2.13.0"  # requirements-torch.txt says which files
NETWORKS = {"box.onnx": "data/models/bbox_model.pt", "mask.onnx": "data/models/model.pt"}
LICENCE = "deepbet-1.0.2.dist-info/LICENSE"  # MIT: it goes with every copy
NEEDS_CUDA = "import importlib.metadata as m; print(any('cuda' in need for need in m.requires('torch')))"


def convert(python: Path, scratch: Path, staging: Path) -> None:
    """Fetch the wheel and what converts its networks, and convert them."""
    RECIPE.say(f"fetching {WHEEL} and what converts it")
    wheel = fetch_wheel(python, scratch / "deepbet", WHEEL, {WHEEL_SHA256})
    install_converter(python, scratch / "torch")
    with ZipFile(wheel) as archive:
        (staging / "LICENSE.deepbet").write_bytes(archive.read(LICENCE))
        for target, member in NETWORKS.items():
            RECIPE.say(f"converting {member}")
            source = Path(archive.extract(member, scratch))
            run(python, "-W", "ignore", str(HERE / "convert.py"), str(source), str(staging / target))


def install_converter(python: Path, folder: Path) -> None:
    """Install torch and what it needs, all by their hashes.

    pip takes a file whose hash the index states before one of a later version; so torch is fetched first and checked
    then, and where the index offers the small CPU build (2.13.0+cpu), that one is taken.
    """
    install = (*PIP, "install", "--no-deps", "--only-binary=:all:")
    torch = (HERE / "requirements-torch.txt").read_text(encoding="utf-8")
    wheel = fetch_wheel(python, folder, TORCH, set(re.findall(r"sha256:([0-9a-f]{64})", torch)))
    run(python, *install, "--no-index", str(wheel))
    run(python, *install, "--require-hashes", "-r", str(HERE / "requirements.txt"))
    if run(python, "-c", NEEDS_CUDA).strip() == "True":
        RECIPE.say("torch is its CUDA build here, and is not loaded without CUDA's libraries: fetching them too")
        run(python, *install, "--require-hashes", "-r", str(HERE / "requirements-cuda.txt"))


RECIPE = Recipe(
    name="mr-brain", source="deepbet 1.0.2 (MIT)", package=HERE / "package", networks=tuple(NETWORKS), fill=convert
)

if __name__ == "__main__":
    follow(RECIPE)
