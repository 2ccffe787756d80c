"""Files that others made, and what other readers see in them.

In: packages of test files. Out: each file with what radlane sees, and how far pydicom, GDCM and DCMTK see the same.
"""

from __future__ import annotations

import subprocess
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK
from numpy.typing import NDArray
from pydicom import Dataset, dcmread
from pydicom.data import get_testdata_files
from pydicom.encaps import encapsulate
from pydicom.filewriter import dcmwrite
from pydicom.pixels import pixel_array
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut, convert_color_space
from pydicom.uid import UID, UID_dictionary

from radlane.dicomweb.part10 import Limits
from radlane.domain.cine import Cine
from radlane.domain.image import Image, Picture
from radlane.imaging.decode import DecodeFrame
from radlane.pipeline.inspection import Inspection, inspect_file
from support.pictures import picture
from support.radiographs import pattern, radiograph, real

JUDGES = ("pydicom", "GDCM", "DCMTK")
LOSSY = frozenset({"50", "51", "81", "91", "203"})  # last part of the UIDs of syntaxes whose decoders may round
_TO_NATIVE = {"5": ["dcmdrle"], "80": ["dcmdjpls", "+cn"], "81": ["dcmdjpls", "+cn"]}
_SIZES = {"GRAYSCALE": 1, "RGB": 3, "YBR": 3}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What came of one file; the pixels are let go of.

    Attributes
    ----------
    name : str
        Package and file, or set of files.
    syntax : str
        Transfer syntax by name.
    shape : str
        `image` or `cine` with its size, the code of a reason, or that it is no DICOM instance.
    rounds : bool
        Whether readers may round: lossy syntaxes, and colours.
    seconds : float
        For all that radlane did.
    differences : mapping
        Judge -> the largest difference in the modality's units, in colour of 255, less what float32 does not tell
        apart; None where it does not read it. Empty where nobody was asked.
    """

    name: str
    syntax: str
    shape: str
    rounds: bool = False
    seconds: float
    differences: Mapping[str, float | None] = field(default_factory=dict)


def files(extra: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Give every file with its name: pydicom's, pydicom-data's, tiles of wsidicom-data, sets of medimages4tests.

    Parameters
    ----------
    extra : Path
        Where the last two packages are.
    folder : Path
        For files that are made of them.
    """
    store = real("RG1_UNCI.dcm").parent
    for path in sorted(Path(found) for found in get_testdata_files()):
        own = path.is_file() and store not in path.parents
        if own and path.suffix not in {".txt", ".json", ".py", ".md", ".raw", ".pickle"}:
            yield f"pydicom/{str(path).rpartition('/test_files/')[2]}", path
    for path in sorted(one for one in store.rglob("*") if one.is_file()):
        yield f"pydicom-data/{path.relative_to(store)}", path
    for path in sorted((extra / "wsidicom_data" / "data" / "encoded").iterdir()):
        yield f"wsidicom-data/{path.name}", _of_tile(path, folder)
    base = extra / "medimages4tests" / "dummy" / "dicom"
    for path in sorted(base.rglob("*.py")):
        module = ".".join(path.relative_to(extra).with_suffix("").parts)
        if path.name not in {"__init__.py", "base.py"}:
            name = "/".join(path.relative_to(base).with_suffix("").parts)
            with warnings.catch_warnings(action="ignore"):  # it writes as pydicom 2 did
                made = Path(import_module(module).get_image(out_dir=folder / module))
            yield from ((f"medimages4tests/{name}", one) for one in sorted(made.iterdir()))


def look(name: str, path: Path, decode: DecodeFrame, folder: Path, *, judged: bool = True) -> Seen:
    """See what radlane makes of a file, and, where it is judged, the others."""
    begun = time.monotonic()
    found = inspect_file(path, (), decode, Limits())
    facts: dict[str, Any] = {"name": name, "seconds": time.monotonic() - begun, "shape": _shape(found)}
    facts["syntax"] = UID(found.transfer_syntax).name if found.transfer_syntax else ""
    held = found.seen
    if held is None:
        return Seen(**facts)
    is_colour = isinstance(held, Picture) or held.values.ndim > 3
    facts["rounds"] = is_colour or found.transfer_syntax.rsplit(".", 1)[-1] in LOSSY
    if not judged:
        return Seen(**facts)
    judges: dict[str, Callable[[], NDArray[Any] | None]] = {
        "pydicom": lambda: _by_pydicom(path),
        "GDCM": lambda: _by_gdcm(path, held),
        "DCMTK": lambda: _by_dcmtk(path, folder),
    }
    values = _values(held)
    return Seen(**facts, differences={judge: _difference(values, ask()) for judge, ask in judges.items()})


def _shape(found: Inspection) -> str:
    if found.seen is None:
        return f"`{found.refusal}`" if found.ref is not None else "no DICOM instance"
    kind = "cine" if isinstance(found.seen, Cine) else "image"
    return f"{kind} {' x '.join(map(str, found.seen.values.shape))}"


def _of_tile(path: Path, folder: Path) -> Path:
    """A stained tile of 240 x 240 in a syntax that its name says, as an instance."""
    syntax, colour, bits = path.stem.rsplit("-", 2)
    stored = int(bits)
    allocated = 8 if stored == 8 else 16
    name = syntax.replace("_", " ")
    known = {facts[0]: uid for uid, facts in UID_dictionary.items() if facts[1] == "Transfer Syntax"}
    uid = known.get(name) or next(uid for said, uid in known.items() if said.startswith(name))
    data, samples = path.read_bytes(), _SIZES[colour]
    photometric = {"GRAYSCALE": "MONOCHROME2", "RGB": "RGB", "YBR": "YBR_FULL_422"}[colour]
    if colour == "YBR" and "JPEG 2000" in name:
        photometric = "YBR_RCT" if "Lossless" in name else "YBR_ICT"
    elif colour == "YBR" and "Lossless" in name:
        photometric = "YBR_FULL"
    dataset = picture(
        np.zeros((240, 240, samples), f"uint{allocated}"),
        SamplesPerPixel=samples,
        PhotometricInterpretation=photometric,
        PlanarConfiguration=0,
        BitsAllocated=allocated,
        BitsStored=stored,
        HighBit=stored - 1,
        PixelData=data if path.suffix == ".raw" else encapsulate([data]),
    )
    dataset["PixelData"].VR = "OW" if allocated == 16 and path.suffix == ".raw" else "OB"
    dataset.file_meta.TransferSyntaxUID = uid
    made = folder / f"{path.stem}.dcm"
    order = {"implicit_vr": uid == "1.2.840.10008.1.2", "little_endian": uid != "1.2.840.10008.1.2.2"}
    dcmwrite(made, dataset, force_encoding=True, **order)
    return made


def _values(seen: Image | Picture | Cine) -> NDArray[np.float64]:
    """Values in the modality's units; in colour 0 to 255."""
    if isinstance(seen, Picture):
        return np.asarray(seen.values, np.float64) * 255
    values = np.asarray(seen.values, np.float64)
    return values * seen.slope + seen.intercept if isinstance(seen, Cine) else values


def _by_pydicom(path: Path) -> NDArray[Any] | None:
    dataset = dcmread(path)
    try:
        found = pixel_array(dataset)
    except (RuntimeError, NotImplementedError, AttributeError, ValueError):
        return None
    return _as_shown(found, dataset)


def _as_shown(found: NDArray[Any], dataset: Dataset) -> NDArray[np.float64]:
    """Stored values, or colours as pydicom gives them, in the modality's units; in colour 0 to 255."""
    if dataset.PhotometricInterpretation == "PALETTE COLOR":
        colours = apply_color_lut(found, dataset)
        return colours[..., :3] * (255.0 / np.iinfo(colours.dtype).max)
    if dataset.SamplesPerPixel == 3:
        return found * (255.0 / (2.0**dataset.BitsStored - 1))
    return np.asarray(apply_modality_lut(found, dataset), np.float64)


def _by_gdcm(path: Path, seen: Image | Picture | Cine) -> NDArray[Any] | None:
    """What GDCM sees, by way of SimpleITK."""
    SimpleITK.ProcessObject.SetGlobalWarningDisplay(False)
    reader = SimpleITK.ImageFileReader()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    try:
        found = SimpleITK.GetArrayFromImage(reader.Execute())
    except RuntimeError:
        return None
    if not isinstance(seen, Cine) and found.shape[0] == 1:
        found = found[0]
    if isinstance(seen, Picture) or seen.values.ndim > 3:
        return found * (255.0 / np.iinfo(found.dtype).max)
    return _turned(np.asarray(found, np.float64), path) if seen.monochrome1 else np.asarray(found, np.float64)


def _turned(found: NDArray[np.float64], path: Path) -> NDArray[np.float64]:
    """What GDCM makes of MONOCHROME1 turned back: it gives the highest stored value less each, or their opposites."""
    header = dcmread(path, stop_before_pixels=True)
    slope, intercept = float(header.get("RescaleSlope", 1)), float(header.get("RescaleIntercept", 0))
    highest = -1 if header.PixelRepresentation else 2.0**header.BitsStored - 1
    return (highest - (found - intercept) / slope) * slope + intercept


def _by_dcmtk(path: Path, folder: Path) -> NDArray[Any] | None:
    """What DCMTK decodes, in the colours of pydicom."""
    last = str(dcmread(path, stop_before_pixels=True).file_meta.TransferSyntaxUID).rsplit(".", 1)[-1]
    native = ["dcmconv", "+te"] if last in {"1", "2"} else ["dcmdjpeg", "+cn"]
    command = _TO_NATIVE.get(last, native)
    made = folder / "native.dcm"
    done = subprocess.run([*command, "-q", str(path), str(made)], capture_output=True, timeout=120, check=False)
    if done.returncode:
        return None
    dataset = dcmread(made)
    try:
        found = pixel_array(dataset, raw=True)
    except (RuntimeError, NotImplementedError, AttributeError, ValueError):
        return None
    if str(dataset.PhotometricInterpretation).startswith("YBR_FULL"):
        found = convert_color_space(found, "YBR_FULL", "RGB")
    return _as_shown(found, dataset)


def _difference(values: NDArray[np.float64], other: NDArray[Any] | None) -> float | None:
    if other is None:
        return None
    if other.shape != values.shape:
        return float("inf")
    unseen = float(np.spacing(np.float32(np.abs(values).max())))
    return max(0.0, float(np.abs(values - other).max()) - unseen)


def generated(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give files of our own generator: each depth, sign and polarity, native."""
    for bits in (8, 10, 12, 14, 16):
        for signed in (False, True):
            for polarity in ("MONOCHROME1", "MONOCHROME2"):
                pixels = pattern(bits=bits).astype(np.int64) - (2 ** (bits - 1) if signed else 0)
                kind = f"{'int' if signed else 'uint'}{8 if bits == 8 else 16}"
                dataset = radiograph(pixels.astype(kind), bits=bits, PhotometricInterpretation=polarity)
                path = folder / f"{polarity}-{bits}-{kind}.dcm"
                dataset.save_as(path, enforce_file_format=True)
                yield f"generated/{path.stem}", path
