"""The judges: DICOM tools that are not ours, each behind one function.

In: paths of Part 10 files. Out: complaints as lines of text, empty where a tool has none; which of them are noise is
not decided here (`support.noise`). Lines are normalised: UIDs, item numbers and folders are taken out, so that the same
defect reads the same in every object. A tool that is missing is an error with a remedy, never a skip.

Exit codes are not trusted: PixelMed's is always 0, tid1500reader's is 0 for what it could not read.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import dcmqi
from pydicom import dcmread

PIXELMED_JAR = Path("/usr/share/java/pixelmed.jar")
_BATCH = Path(__file__).with_name("PixelMedBatch.java")
_TIMEOUT_S = 240
_PIXELMED_S = 20  # for a file, on a machine that has other things to do
# Debian package of each tool; the readers of dcmqi come with its Python package.
_PACKAGES = {
    "promtool": "prometheus",
    "caddy": "caddy",
    "dciodvfy": "dicom3tools",
    "dcentvfy": "dicom3tools",
    "dsrdump": "dcmtk",
    "java": "default-jre-headless",
    "pixelmed.jar": "pixelmed-apps",
    "Orthanc": "orthanc",
    "libOrthancDicomWeb.so": "orthanc-dicomweb",
    "libOrthancPython.so": "orthanc-python",
}
# The PACS of the tests: not in the path of every user.
_OF_THE_PACS = {
    "Orthanc": Path("/usr/sbin/Orthanc"),
    "libOrthancDicomWeb.so": Path("/usr/share/orthanc/plugins/libOrthancDicomWeb.so"),
    "libOrthancPython.so": Path("/usr/share/orthanc/plugins/libOrthancPython.so"),
}
# The programs themselves: the commands that the package puts beside Python take a Python each, thousands of times.
DCMQI_PROGRAMS = str(Path(dcmqi.__file__).parent / "bin")
_OF_DCMQI = ("tid1500reader", "segimage2itkimage", "paramap2itkimage")
TOOLS = (*(tool for tool in _PACKAGES if tool not in _OF_THE_PACS), *_OF_DCMQI)

_UID = re.compile(r"\b\d+(?:\.\d+){4,}")
_ITEM = re.compile(r"\[\d+\]")
_PIXELMED_ITEM = re.compile(r"\b\d+(?:\.\d+)*: /")
_FOLDER = re.compile(r"(?:/[\w.+-]+)+/(?=[\w.+-]+\.dcm)")


class ToolMissing(Exception):
    """A tool that the tests need is not installed; the message names the package that holds it."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What tid1500reader made of a report: its JSON, and what it complained of."""

    content: dict[str, Any]
    complaints: tuple[str, ...]


def require(tool: str) -> str:
    """Path of a tool, or ToolMissing."""
    if tool == "pixelmed.jar":
        found = str(PIXELMED_JAR) if PIXELMED_JAR.exists() else None
    elif tool in _OF_THE_PACS:
        found = str(_OF_THE_PACS[tool]) if _OF_THE_PACS[tool].exists() else None
    elif tool in _OF_DCMQI:
        found = shutil.which(tool, path=DCMQI_PROGRAMS)
    else:
        found = shutil.which(tool)
    if found is None:
        package = _PACKAGES.get(tool)
        remedy = f"apt-get install {package}" if package else "pip install dcmqi (requirements/dev.txt)"
        raise ToolMissing(f"{tool} is not installed: {remedy}")
    return found


def normalise(line: str) -> str:
    """A complaint without what differs from object to object: UIDs, item numbers, folders."""
    line = _UID.sub("<uid>", _FOLDER.sub("", line.strip()))
    return _PIXELMED_ITEM.sub("/", _ITEM.sub("[]", line))


def dciodvfy(path: Path) -> tuple[str, ...]:
    """Complaints of `dciodvfy -new`; a file whose information object it does not name gets one more."""
    code, said = _run(require("dciodvfy"), "-new", str(path))
    lines = said.splitlines()
    complaints = [normalise(line) for line in lines if not re.fullmatch(r"\w+", line)]
    if len(lines) == len(complaints):
        complaints.append("Error - no information object was recognised")
    return _with_exit_code(code, complaints)


def dcentvfy(paths: Sequence[Path]) -> tuple[str, ...]:
    """Complaints of `dcentvfy` on files that should agree on their patient, study, series and equipment."""
    code, said = _run(require("dcentvfy"), *map(str, paths))
    return _with_exit_code(code, [normalise(line) for line in said.splitlines()])


def dsrdump(path: Path) -> tuple[str, ...]:
    """Complaints of `dsrdump`, which reads the whole content tree of a report; its picture of the tree is dropped."""
    code, said = _run(require("dsrdump"), str(path), stdout=False)
    return _with_exit_code(code, [normalise(line) for line in said.splitlines()])


def pixelmed(*, reports: Sequence[Path] = (), instances: Sequence[Path] = ()) -> dict[Path, tuple[str, ...]]:
    """Complaints of PixelMed by file, all in one JVM.

    `reports` go through the validator of SR templates, `instances` through that of information objects; a path in both
    gets the complaints of both. A validator that did not say that it came to the end is itself a complaint.
    """
    tasks = [("sr", path) for path in reports] + [("iod", path) for path in instances]
    _, said = _run(
        require("java"),
        "-Xmx2g",
        "-Djava.awt.headless=true",
        *(f"-Djdk.xml.{limit}=0" for limit in ("xpathTotalOpLimit", "xpathExprOpLimit", "xpathExprGrpLimit")),
        "-cp",
        require("pixelmed.jar"),
        str(_BATCH),
        *(word for kind, path in tasks for word in (kind, str(path))),
        timeout_s=_TIMEOUT_S + _PIXELMED_S * len(tasks),
    )
    assert said.rstrip().endswith("BATCH COMPLETE"), f"PixelMed stopped before its end: {said[-2000:]}"
    found: dict[Path, tuple[str, ...]] = {}
    for kind, path in tasks:
        found[path] = found.get(path, ()) + _pixelmed_complaints(_block(said, f"{kind} {path}"), path)
    return found


def tid1500reader(path: Path) -> Reading:
    """What dcmqi reads of a TID 1500 report; the content is empty where it reads none."""
    with TemporaryDirectory() as folder:
        output = Path(folder) / "report.json"
        code, said = _run(require("tid1500reader"), "--inputDICOM", str(path), "--outputMetadata", str(output))
        content = json.loads(output.read_text()) if output.exists() and output.stat().st_size else {}
    complaints = [normalise(line) for line in said.splitlines() if not line.startswith("dcmqi repository URL")]
    if not content.get("Measurements"):
        complaints.append("Error: no measurements were read")
    return Reading(content=content, complaints=_with_exit_code(code, complaints))


def segimage2itkimage(path: Path, folder: Path) -> tuple[Path, ...]:
    """The NRRD files that dcmqi makes of a SEG, one a segment with pixels; none where it refuses (exit code 0)."""
    folder.mkdir()
    _run(require("segimage2itkimage"), "--inputDICOM", str(path), "--outputDirectory", str(folder), "-t", "nrrd")
    return tuple(sorted(folder.glob("*.nrrd"), key=lambda file: int(file.stem)))


def paramap2itkimage(path: Path, folder: Path) -> tuple[Path, ...]:
    """The NRRD files that dcmqi makes of a Parametric Map; none where it refuses."""
    folder.mkdir()
    _run(require("paramap2itkimage"), "--inputDICOM", str(path), "--outputDirectory", str(folder), "-t", "nrrd")
    return tuple(folder.glob("*.nrrd"))


def _run(*command: str, stdout: bool = True, timeout_s: float = _TIMEOUT_S) -> tuple[int, str]:
    """Exit code and what the command said: standard error first, then standard output unless it is not wanted."""
    done = subprocess.run(
        command, capture_output=True, text=True, errors="replace", timeout=timeout_s, check=False, shell=False
    )
    return done.returncode, done.stderr + (done.stdout if stdout else "")


def _with_exit_code(code: int, complaints: Sequence[str]) -> tuple[str, ...]:
    """The complaints; a bad exit code without any becomes one."""
    silent = code != 0 and not complaints
    return (f"Error: exit code {code}",) if silent else tuple(dict.fromkeys(complaints))


def _block(said: str, subject: str) -> list[str]:
    begin, end = f"BEGIN {subject}\n", f"END {subject}\n"
    assert begin in said, f"PixelMed did not begin {subject}"
    assert end in said, f"PixelMed did not end {subject}"
    return said.partition(begin)[2].partition(end)[0].splitlines()


def _pixelmed_complaints(lines: Sequence[str], path: Path) -> tuple[str, ...]:
    complaints = [line for line in lines if line.startswith(("Error", "Warning"))]
    if "IOD (SOP Class) unrecognized" in lines:
        complaints.append(f"Error: {_sop_class(path)} is unrecognized")
    elif "IOD validation complete" not in lines:
        complaints.append("Error: validation did not complete")
    return tuple(dict.fromkeys(map(normalise, complaints)))


def _sop_class(path: Path) -> str:
    uid = dcmread(path, force=True, specific_tags=["SOPClassUID"], stop_before_pixels=True).get("SOPClassUID")
    return uid.name if uid else "a file without SOP Class"
