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

NAME = "burned-in-text"
HERE = Path(__file__).resolve().parent
PACKAGE = HERE / "package"  # what of the package is ours: manifest, card, golden vectors; and the notice
LICENCE = HERE.parent.parent / "LICENSE"  # Apache-2.0, the same text: it goes with every copy
WHEEL = "rapidocr-onnxruntime==1.4.4"
WHEEL_SHA256 = "971d7d5f223a7a808662229df1ef69893809d8457d834e6373d3854bc1782cbf"
NETWORKS = {"text.onnx": "rapidocr_onnxruntime/models/ch_PP-OCRv4_det_infer.onnx"}
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")


def main() -> None:
    """Make the package, or say in one sentence why not."""
    parser = argparse.ArgumentParser(description="Make the package burned-in-text from PP-OCRv4 (Apache-2.0).")
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
    """Read the version and the SHA-256 of the network; the manifest is written so that this needs no YAML reader."""
    text = path.read_text(encoding="utf-8")
    version = re.search(r"(?m)^version: (\S+)$", text)
    digests = dict(re.findall(r"role: weights, path: (\S+), sha256: ([0-9a-f]{64}),", text))
    if version is None or set(digests) != set(NETWORKS):
        raise SystemExit("model.yaml does not state the version and the SHA-256 of the network")
    return version[1], digests


def make_package(out: Path, scratch: Path, digests: Mapping[str, str]) -> None:
    """Fetch and check; the package appears whole, at the end."""
    say("making a temporary environment")
    run(Path(sys.executable), "-m", "venv", str(scratch / "environment"))
    say(f"fetching {WHEEL}")
    python = scratch / "environment" / "bin" / "python"
    wheel = fetch_wheel(python, scratch / "wheel", WHEEL, {WHEEL_SHA256})
    staging = Path(mkdtemp(dir=out, prefix=f".{NAME}-"))
    try:
        with ZipFile(wheel) as archive:
            for target, member in NETWORKS.items():
                (staging / target).write_bytes(archive.read(member))
        require_same(staging, digests)
        shutil.copyfile(LICENCE, staging / "LICENSE.PP-OCR")
        shutil.copytree(PACKAGE, staging, dirs_exist_ok=True)
        staging.chmod(0o755)
        staging.rename(out / NAME)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def fetch_wheel(python: Path, folder: Path, requirement: str, digests: Set[str]) -> Path:
    """Fetch a wheel and check it before anything of it is read."""
    run(python, *PIP, "download", "--no-deps", "--only-binary=:all:", "--dest", str(folder), requirement)
    (wheel,) = folder.iterdir()
    if sha256(wheel) not in digests:
        raise SystemExit(f"{wheel.name} is not the file that this recipe was written for; nothing was made")
    return wheel


def require_same(folder: Path, digests: Mapping[str, str]) -> None:
    """Stop where the network is not, byte for byte, the one that the manifest names."""
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
