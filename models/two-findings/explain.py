"""Measure every method of explanation on images whose findings are known, and draw them.

usage: python explain.py [--images 120] [--few 24] [--seed 11] [--pictures FOLDER]

It needs what radlane needs, and no torch. `--few`: images for methods that take many runs for each map.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from cases import load_subjects, make_cases
from PIL import Image

from radlane.domain.explanation import Method
from radlane.explain.budget import Budget
from radlane.explain.evaluation import Case, Subject, Trial, evaluate
from radlane.explain.maps import Options, make_map
from radlane.explain.method import TRAITS
from radlane.explain.network import Floats

METHODS = [method for method in Method if not TRAITS[method].attention]
_SCALE = 2


def options_of(image: Floats) -> Options:
    """What covers is the mean of the image: a place that is covered holds neither a finding nor a hole."""
    return Options(fill=image.mean(dtype=np.float32))


def measure(methods: Sequence[Method], subjects: Mapping[str, Subject], cases: Sequence[Case], few: int) -> list[dict]:
    """Return figures of each method, and print them."""
    trial = Trial(options=options_of, start=lambda: Budget(remaining=lambda: 600.0, batch=32), clock=time.perf_counter)
    rows = []
    for method in methods:
        chosen = cases if TRAITS[method].unit is None else cases[:few]
        begin = time.perf_counter()
        figures = evaluate(method, subjects, chosen, trial)
        rows.append({name: _rounded(value) for name, value in asdict(figures).items()})
        print(json.dumps(rows[-1]), f"{time.perf_counter() - begin:.0f} s", flush=True)
    return rows


def draw(subjects: Mapping[str, Subject], cases: Sequence[Case], folder: Path) -> None:
    """Write a sheet for each image: the picture with its masks, then the map of each method; a row a finding."""
    budget = Budget(remaining=lambda: 600.0, batch=32)
    for place, case in enumerate(cases):
        rows = []
        for finding, mask in case.findings.items():
            picture = np.repeat(case.image[0][..., None], 3, axis=-1)
            edge = mask ^ np.pad(mask, 1)[2:, 1:-1] if mask is not None else np.zeros(picture.shape[:2], bool)
            rows.append([np.where(edge[..., None], (0, 1, 0), picture)])
            for method in METHODS:
                rng = np.random.default_rng(0)
                made = make_map(method, subjects[finding].network, case.image, options_of(case.image), budget, rng)
                rows[-1].append(_overlay(picture, made.values))
        sheet = np.concatenate([np.concatenate(row, axis=1) for row in rows])
        pixels = np.kron(np.round(sheet * 255).astype(np.uint8), np.ones((_SCALE, _SCALE, 1), np.uint8))
        Image.fromarray(pixels).save(folder / f"{place:03}.png")


def _overlay(picture: Floats, values: Floats) -> Floats:
    """Red where the map is positive, blue where it is negative, as strong as the map."""
    strength = values / max(float(np.abs(values).max()), 1e-9)
    share = np.abs(strength)[..., None] * 0.7
    colour = np.where(strength[..., None] > 0, (1.0, 0.1, 0.0), (0.0, 0.3, 1.0))
    return (picture * (1 - share) + colour * share).astype(np.float32)


def _rounded(value: object) -> object:
    return float(f"{value:.3g}") if isinstance(value, float) else value


def main() -> None:
    """Parse the command line, measure, and write `explanations.json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, default=Path(__file__).parent / "package")
    parser.add_argument("--images", type=int, default=120)
    parser.add_argument("--few", type=int, default=24)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--methods", nargs="*", type=Method, default=METHODS)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "explanations.json")
    options = parser.parse_args()
    subjects = load_subjects(options.package / "model.onnx", options.seed)
    cases = make_cases(options.seed, options.images)
    rows = measure(options.methods, subjects, cases, options.few)
    options.out.write_text(
        json.dumps({"seed": options.seed, "images": options.images, "methods": rows}, indent=2) + "\n"
    )
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
        draw(subjects, cases[2:12:3], options.pictures)  # those with both


if __name__ == "__main__":
    main()
