"""Make the package mr-brain: fetch deepbet, convert its two networks, check every byte, put a package together.

In: a folder for packages. Out: `FOLDER/mr-brain`, a complete package, and its tag `production` in `FOLDER/tags.json`
where that names none. The weights are not ours and do not come with radlane; README.md says whose they are.

    python models/mr-brain/recipe.py --out FOLDER

Needs Python 3.11 or later with `venv`, and a package index that pip reaches. Everything is fetched by name and version
and has to have the SHA-256 that is written here, in the requirements or in the manifest. What is only needed for the
conversion lives in a temporary folder (0.7 GB, or 5 GB where the index offers torch with CUDA only; TMPDIR says where).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Set
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from zipfile import ZipFile

NAME = "mr-brain"
HERE = Path(__file__).resolve().parent
PACKAGE = HERE / "package"  # what of the package is ours: manifest, card, golden vectors
WHEEL = "deepbet==1.0.2"
WHEEL_SHA256 = "1999e2ea00ec48f6233b95b96f3901a962d3f70431c63aeb985e8a49a198473c"
TORCH = "torch==2.13.0"  # requirements-torch.txt says which files
# what tells a head from what is none (README.md)
FEATURES = {"box.onnx": ("/down1/block2/Relu_output_0", "/down2/block2/Relu_output_0")}
NETWORKS = {"box.onnx": "data/models/bbox_model.pt", "mask.onnx": "data/models/model.pt"}
LICENCE = "deepbet-1.0.2.dist-info/LICENSE"  # MIT: it goes with every copy
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")
NEEDS_CUDA = "import importlib.metadata as m; print(any('cuda' in need for need in m.requires('torch')))"


def main() -> None:
    """Make the package, or say in one sentence why not."""
    parser = argparse.ArgumentParser(description="Make the package mr-brain from deepbet 1.0.2 (MIT).")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="what radlane's models_dir names")
    out = parser.parse_args().out.expanduser().resolve()
    version, digests = read_manifest(PACKAGE / "model.yaml")
    out.mkdir(parents=True, exist_ok=True)
    if (out / NAME).exists():
        require_same(out / NAME, digests)
        if (out / NAME / "model.yaml").read_bytes() != (PACKAGE / "model.yaml").read_bytes():
            raise SystemExit(f"{out / NAME} holds another manifest; move it away, a version does not change")
        say(f"{out / NAME} is there already, complete")
    else:
        with TemporaryDirectory() as scratch:
            make_package(out, Path(scratch), digests)
        say(f"made {out / NAME}")
    tag(out / "tags.json", version)
    say(f"radlane reads it where the setting models_dir is {out}")


def read_manifest(path: Path) -> tuple[str, Mapping[str, str]]:
    """Read the version and the SHA-256 of each network; the manifest is written so that this needs no YAML reader."""
    text = path.read_text(encoding="utf-8")
    version = re.search(r"(?m)^version: (\S+)$", text)
    digests = dict(re.findall(r"role: weights, path: (\S+), sha256: ([0-9a-f]{64}),", text))
    if version is None or set(digests) != set(NETWORKS):
        raise SystemExit("model.yaml does not state the version and the SHA-256 of both networks")
    return version[1], digests


def make_package(out: Path, scratch: Path, digests: Mapping[str, str]) -> None:
    """Fetch, convert and check; the package appears whole, at the end."""
    say("making a temporary environment")
    python = make_environment(scratch / "environment")
    say(f"fetching {WHEEL} and what converts it")
    wheel = fetch_wheel(python, scratch / "deepbet", WHEEL, {WHEEL_SHA256})
    install_converter(python, scratch / "torch")
    staging = Path(mkdtemp(dir=out, prefix=f".{NAME}-"))
    try:
        with ZipFile(wheel) as archive:
            (staging / "LICENSE.deepbet").write_bytes(archive.read(LICENCE))
            for target, member in NETWORKS.items():
                say(f"converting {member}")
                source = Path(archive.extract(member, scratch))
                run(
                    python,
                    "-W",
                    "ignore",
                    str(HERE / "convert.py"),
                    str(source),
                    str(staging / target),
                    *FEATURES.get(target, ()),
                )
        require_same(staging, digests)
        shutil.copytree(PACKAGE, staging, dirs_exist_ok=True)
        staging.chmod(0o755)
        staging.rename(out / NAME)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def make_environment(folder: Path) -> Path:
    """Make a virtual environment; returns its Python."""
    run(Path(sys.executable), "-m", "venv", str(folder))
    return folder / "bin" / "python"


def fetch_wheel(python: Path, folder: Path, requirement: str, digests: Set[str]) -> Path:
    """Fetch a wheel and check it before anything of it is read."""
    run(python, *PIP, "download", "--no-deps", "--only-binary=:all:", "--dest", str(folder), requirement)
    (wheel,) = folder.iterdir()
    if sha256(wheel) not in digests:
        raise SystemExit(f"{wheel.name} is not the file that this recipe was written for; nothing was made")
    return wheel


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
        say("torch is its CUDA build here, and is not loaded without CUDA's libraries: fetching them too")
        run(python, *install, "--require-hashes", "-r", str(HERE / "requirements-cuda.txt"))


def require_same(folder: Path, digests: Mapping[str, str]) -> None:
    """Stop where a network is not, byte for byte, the one that the manifest names."""
    for path, digest in digests.items():
        if not (folder / path).is_file() or sha256(folder / path) != digest:
            raise SystemExit(f"{path} in {folder} is not the network that model.yaml names; nothing was made")


def tag(file: Path, version: str) -> None:
    """Let `production` mean this version where it means none yet; a tag that is there is somebody's decision."""
    tags = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if "production" in tags.get(NAME, {}):
        return
    tags.setdefault(NAME, {})["production"] = version
    new = file.with_name(f".{file.name}.new")
    new.write_text(json.dumps(tags, indent=2) + "\n", encoding="utf-8")
    new.replace(file)


def run(python: Path, *arguments: str) -> str:
    """Run Python on its own (no PYTHONPATH, no user's packages); returns what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    try:
        return subprocess.run(
            [python, *arguments],
            env=environment | {"PYTHONNOUSERSITE": "1"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
    except subprocess.CalledProcessError:
        step = " ".join(arguments[:6])
        raise SystemExit(f"`python {step} ...` failed, see above; nothing was made") from None


def sha256(path: Path) -> str:
    """SHA-256 of a file, in lower-case hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def say(text: str) -> None:
    """Say what happens."""
    print(f"{NAME}: {text}", flush=True)


if __name__ == "__main__":
    main()
