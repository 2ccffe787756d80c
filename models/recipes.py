"""What the recipes of packages share: fetch a wheel, check every byte, put a package together, tag it; state weights.

In: a recipe, and a folder for packages. Out: `FOLDER/NAME`, a complete package, and its tag `production` in
`FOLDER/tags.json` where that names none. Python's standard library only.
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
from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How a package is made.

    Attributes
    ----------
    name : str
        The model's.
    source : str
        What it is made from, for people.
    package : Path
        What of the package is ours: manifest, card, golden vectors.
    networks : collection of str
        The files that the manifest names as weights.
    fill : callable
        (Python of a temporary environment, a scratch folder, the package to be) -> None: puts the networks into it, and
        the licence that goes with them.
    """

    name: str
    source: str
    package: Path
    networks: Collection[str]
    fill: Callable[[Path, Path, Path], None]

    def say(self, text: str) -> None:
        """Say what happens."""
        print(f"{self.name}: {text}", flush=True)


def follow(recipe: Recipe) -> None:
    """Make the package where the command line says, or say in one sentence why not."""
    parser = argparse.ArgumentParser(description=f"Make the package {recipe.name} from {recipe.source}.")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="what radlane's models_dir names")
    out = parser.parse_args().out.expanduser().resolve()
    version, digests = read_manifest(recipe.package / "model.yaml", recipe.networks)
    out.mkdir(parents=True, exist_ok=True)
    made = out / recipe.name
    if made.exists():
        require_same(made, digests)
        if (made / "model.yaml").read_bytes() != (recipe.package / "model.yaml").read_bytes():
            raise SystemExit(f"{made} holds another manifest; move it away, a version does not change")
        recipe.say(f"{made} is there already, complete")
    else:
        with TemporaryDirectory() as scratch:
            make_package(recipe, out, Path(scratch), digests)
        recipe.say(f"made {made}")
    tag(out / "tags.json", recipe.name, version)
    recipe.say(f"radlane reads it where the setting models_dir is {out}")


def read_manifest(path: Path, networks: Collection[str]) -> tuple[str, Mapping[str, str]]:
    """Read the version and the SHA-256 of each network; the manifest is written so that this needs no YAML reader."""
    text = path.read_text(encoding="utf-8")
    version = re.search(r"(?m)^version: (\S+)$", text)
    digests = dict(re.findall(r"role: weights, path: (\S+), sha256: ([0-9a-f]{64}),", text))
    if version is None or set(digests) != set(networks):
        raise SystemExit("model.yaml does not state the version and the SHA-256 of each network; nothing was made")
    return version[1], digests


def state_weights(manifest: str, weights: Path) -> str:
    """Return a manifest with the SHA-256 and the size of new weights in the line that states `model.onnx`."""
    data = weights.read_bytes()
    line = f"  - {{role: weights, path: model.onnx, sha256: {hashlib.sha256(data).hexdigest()}, size: {len(data)}}}"
    written, lines = re.subn(r"^  - \{role: weights, .*\}$", line, manifest, flags=re.MULTILINE)
    if lines != 1:
        raise SystemExit("model.yaml has not exactly one line that states the weights")
    return written


def make_package(recipe: Recipe, out: Path, scratch: Path, digests: Mapping[str, str]) -> None:
    """Fetch, fill and check; the package appears whole, at the end."""
    recipe.say("making a temporary environment")
    python = make_environment(scratch / "environment")
    staging = Path(mkdtemp(dir=out, prefix=f".{recipe.name}-"))
    try:
        recipe.fill(python, scratch, staging)
        require_same(staging, digests)
        shutil.copytree(recipe.package, staging, dirs_exist_ok=True)
        staging.chmod(0o755)
        staging.rename(out / recipe.name)
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


def require_same(folder: Path, digests: Mapping[str, str]) -> None:
    """Stop where a network is not, byte for byte, the one that the manifest names."""
    for path, digest in digests.items():
        if not (folder / path).is_file() or sha256(folder / path) != digest:
            raise SystemExit(f"{path} in {folder} is not the network that model.yaml names; nothing was made")


def tag(file: Path, name: str, version: str) -> None:
    """Let `production` mean this version where it means none yet; a tag that is there is somebody's decision."""
    tags = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if "production" in tags.get(name, {}):
        return
    tags.setdefault(name, {})["production"] = version
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
