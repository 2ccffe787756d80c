"""A container without an engine: the image's tree, run as the compose file runs it.

The root is read-only, /tmp is a small tmpfs without programs, the user is the image's, and there are no capabilities
and no way to get any. The network is the machine's. What does the separating is util-linux: unshare, chroot, setpriv.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.sources import ROOT

FOLDER = ROOT / "build" / "image"
IMAGE = "localhost/radlane"
SHARED = "/mnt"  # what a container is given to read
_BUILDAH = ("buildah", "--storage-driver", "vfs", "--root", str(FOLDER / "store"))
_TIMEOUT_S = 120
_ENTER = """
root=$1 data=$2 shared=$3 user=$4 group=$5
shift 5
mount --bind "$root" "$root"
mount --bind "$data" "$root/var/lib/radlane"
mount --bind "$shared" "$root/mnt"
mount -o remount,bind,ro "$root/mnt"
mount -t tmpfs -o mode=1777,noexec,nosuid,nodev,size=256m tmpfs "$root/tmp"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777,noexec,nosuid,nodev,size=64m tmpfs "$root/dev/shm"
mount -o remount,bind,ro "$root"
exec chroot "$root" setpriv --reuid="$user" --regid="$group" --clear-groups --no-new-privs \\
  --bounding-set=-all --inh-caps=-all --ambient-caps=-all env -i -C /var/lib/radlane "$@"
"""


@dataclass(frozen=True, kw_only=True)
class Container:
    """The image's tree, and its description as `buildah inspect` gives it."""

    root: Path
    image: dict[str, Any]

    @property
    def config(self) -> dict[str, Any]:
        """What the Dockerfile says about running it."""
        config: dict[str, Any] = self.image["Docker"]["config"]
        return config

    def command(self, data: Path, shared: Path, *command: str, **environment: str) -> list[str]:
        """The command line that runs a command in it, on a data folder."""
        user, _, group = self.config["User"].partition(":")
        variables = [*self.config["Env"], *(f"{name}={value}" for name, value in environment.items())]
        places = [str(self.root), str(data), str(shared), user, group]
        return ["unshare", "--mount", "sh", "-euc", _ENTER, "sh", *places, *variables, *command]

    def run(self, data: Path, shared: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        line = self.command(data, shared, *command, **environment)
        return subprocess.run(line, capture_output=True, text=True, check=False, timeout=_TIMEOUT_S)

    def files(self) -> Iterator[Path]:
        """All files of the tree, without following links."""
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = Path(folder, name)
                if not path.is_symlink():
                    yield path

    def find(self, *names: str) -> list[str]:
        """Where files of these names are."""
        return [str(path.relative_to(self.root)) for path in self.files() if path.name in names]


def data_folder(container: Container, path: Path) -> Path:
    """A volume that is new: it is as the image has it, the user's alone."""
    user, _, group = container.config["User"].partition(":")
    path.mkdir(mode=stat.S_IMODE((container.root / "var/lib/radlane").stat().st_mode))
    shutil.chown(path, int(user), int(group))
    return path


@contextmanager
def unpacked() -> Iterator[Container]:
    """The tree of the image that `make test-image` has built."""
    name = _buildah("from", IMAGE)
    try:
        image = json.loads(_buildah("inspect", "--type", "image", IMAGE))
        yield Container(root=Path(_buildah("mount", name)), image=image)
    finally:
        _buildah("rm", name)


def _buildah(*arguments: str) -> str:
    command: Sequence[str] = (*_BUILDAH, *arguments)
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=_TIMEOUT_S).stdout.strip()
