"""A package that is begun: what is known of a model, and FILL IN for the rest.

In: facts about a network, from its graph (`registry.skeleton`) or from what another project wrote beside it
(`registry.monai_bundle`, `registry.nnunet`). Out: a folder that becomes a package when a person has filled it in.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.errors import ImportRefused, UsageError
from radlane.registry.arrays import write_arrays
from radlane.registry.blanks import FILL_IN
from radlane.registry.manifest_text import manifest_text
from radlane.registry.onnx_file import OnnxFile
from radlane.registry.package import CARD, MANIFEST

WEIGHTS = "model.onnx"
GOLDEN = "golden/random.npz"
SOP_CLASSES: Mapping[str, str] = {
    "CT": "1.2.840.10008.5.1.4.1.1.2",
    "MR": "1.2.840.10008.5.1.4.1.1.4",
    "PT": "1.2.840.10008.5.1.4.1.1.128",
}
VOLUME = {"kind": "volume", "concept": {"scheme": "SCT", "value": "118565006", "meaning": "Volume"}}
AREA = {"kind": "area", "concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}}
# Okabe and Ito's colours, which people with any colour vision tell apart; then the same, darker
_COLOURS = ((230, 159, 0), (86, 180, 233), (0, 158, 115), (240, 228, 66), (0, 114, 178), (213, 94, 0), (204, 121, 167))
_MOST_ID = 63


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is known of a model.

    Attributes
    ----------
    name, version : str
        Of the package.
    weights : OnnxFile
        The network.
    wanted, output : dict
        The manifest's one input and its main output.
    gates : tuple of dict
        The manifest's other outputs.
    facts : dict
        Further keys of the manifest that are known: `title`, `card`, `origin`, each whole or in part.
    notes : tuple of str
        What radlane does otherwise than the model's authors, or what else people should know; it stands in the card.
    """

    name: str
    version: str
    weights: OnnxFile
    wanted: Mapping[str, Any]
    output: Mapping[str, Any]
    gates: tuple[Mapping[str, Any], ...] = ()
    facts: Mapping[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChannelDraft:
    """What is known of a channel.

    Attributes
    ----------
    id : str
        Its name, or FILL IN.
    modality : str or None
        Of its images; None: nobody knows.
    intensity : sequence of dict or None
        Its own operations; None: those of the input.
    """

    id: str = "image"
    modality: str | None = None
    intensity: Sequence[Mapping[str, Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class Observed:
    """What a network said to numbers drawn at random: its first golden vector.

    Attributes
    ----------
    arrays : mapping of str to float32
        Input and outputs by ONNX name.
    rtol, atol : float
        How far other machines may be off.
    """

    arrays: Mapping[str, NDArray[np.float32]]
    rtol: float
    atol: float


@dataclass(frozen=True, kw_only=True)
class Import:
    """What another project says of a model.

    Attributes
    ----------
    draft : Draft
        The package as far as that goes.
    roi : tuple of int
        What the network sees at once.
    channels : int or None
        How many its output has to have.
    """

    draft: Draft
    roi: tuple[int, ...]
    channels: int | None


def content_of(draft: Draft, observed: Observed) -> dict[str, Any]:
    """The manifest's content, with FILL IN where nobody knows."""
    facts, weights = draft.facts, draft.weights
    card = dict.fromkeys(
        ("intended_use", "out_of_scope", "limitations", "training_data", "developer", "licence"), FILL_IN
    )
    origin = {
        "framework": weights.producer or FILL_IN,
        "exporter": f"ONNX, opset {weights.opset}" if weights.opset else FILL_IN,
        "source": FILL_IN,
    }
    return {
        "schema": "radlane.model/1",
        "name": draft.name,
        "version": draft.version,
        "title": facts.get("title", FILL_IN),
        "task": draft.output["kind"],
        "trained_on": FILL_IN,
        "regulatory": {"status": "research-only", "statement": "Research use only. Not for clinical use."},
        "card": card | facts.get("card", {}),
        "procedure": FILL_IN,
        "artifacts": [{"role": "weights", "path": WEIGHTS, "sha256": weights.sha256, "size": len(weights.data)}],
        "inputs": [dict(draft.wanted)],
        "outputs": [dict(draft.output), *map(dict, draft.gates)],
        "tests": [{"path": GOLDEN, "rtol": observed.rtol, "atol": observed.atol}],
        "origin": origin | facts.get("origin", {}),
    }


def write_draft(folder: Path, draft: Draft, observed: Observed) -> dict[str, Any]:
    """Write a package skeleton, whole or not at all, and return the manifest's content.

    Raises
    ------
    UsageError
        If there is something at that place already, or the folder cannot be written.
    """
    content = content_of(draft, observed)
    if folder.exists() or folder.is_symlink():
        raise UsageError("There is something at --out already", remedy="Name a folder that is not there yet")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(mkdtemp(prefix=".radlane-", dir=folder.parent))
        try:
            (staging / GOLDEN).parent.mkdir()
            (staging / WEIGHTS).write_bytes(draft.weights.data)
            (staging / GOLDEN).write_bytes(_packed(observed.arrays))
            (staging / MANIFEST).write_text(manifest_text(content), encoding="utf-8")
            (staging / CARD).write_text(card_text(draft), encoding="utf-8")
            staging.chmod(0o755)
            staging.rename(folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise UsageError("The folder cannot be written", why=error.strerror) from error
    return content


def input_of(
    name: str, channels: Sequence[ChannelDraft], geometry: Mapping[str, Any], intensity: object
) -> dict[str, Any]:
    """Return the manifest's input; what tells the series of several channels apart nobody but a person knows."""
    return {
        "name": name,
        "layout": "NCDHW" if geometry["kind"] == "volume" else "NCHW",
        "dtype": "float32",
        "channels": [_channel(channel, several=len(channels) > 1) for channel in channels],
        "geometry": dict(geometry),
        "intensity": intensity,
    }


def channels_of(names: Sequence[str], modality: str | None) -> tuple[ChannelDraft, ...]:
    """Return channels of these names; where they do not become ids that differ, nobody knows their ids."""
    ids = [slug(name) for name in names]
    told = all(ids) and len(set(ids)) == len(ids)
    return tuple(ChannelDraft(id=found if told else FILL_IN, modality=modality) for found in ids)


def _channel(channel: ChannelDraft, *, several: bool) -> dict[str, Any]:
    sop_class = SOP_CLASSES.get(channel.modality or "")
    select: dict[str, Any] = {
        "modalities": [channel.modality] if sop_class else FILL_IN,
        "sop_classes": [sop_class] if sop_class else FILL_IN,
        "body_parts": FILL_IN,
        "regions": [],
        "views": [],
        "view_codes": [],
    }
    told = {"where": FILL_IN} if several else {}
    own = {} if channel.intensity is None else {"intensity": [dict(one) for one in channel.intensity]}
    return {"id": channel.id, "select": select | told} | own


def segment_of(channel: int, name: str | None, **stated: object) -> dict[str, Any]:
    """Return a segment of the manifest.

    Parameters
    ----------
    channel : int
        Of the output.
    name : str or None
        What its authors call it, which becomes the label whole; None: nobody knows. No side is taken from it, nor that
        there is none: `rkid` and `rein_gauche` have one.
    **stated
        Further keys, such as `keep_largest`.
    """
    label = " ".join(name.replace("_", " ").split())[:64] if name else ""
    shade = 1 + channel // len(_COLOURS)
    return {
        "id": slug(name) if name and slug(name) else FILL_IN,
        "channel": channel,
        "label": label[:1].upper() + label[1:] if label else FILL_IN,
        "category": FILL_IN,
        "type": FILL_IN,
        "laterality": FILL_IN,
        "rgb": [part // shade for part in _COLOURS[channel % len(_COLOURS)]],
        "keep_largest": False,
        "fill_holes": False,
        "absent_below": 0.0,
        "implausible_above": 1.0,
    } | stated


def class_of(channel: int) -> dict[str, Any]:
    """Return a class of the manifest, of which nobody knows more than its channel."""
    keys = ("id", "concept", "site", "laterality", "threshold")
    return {"id": FILL_IN, "channel": channel} | dict.fromkeys(keys, FILL_IN)


def require_names(names: Sequence[str]) -> None:
    """Refuse names of segments that would become one.

    Raises
    ------
    ImportRefused
        If two have the same id.
    """
    ids = [slug(name) for name in names]
    if len(set(ids)) != len(ids) or not all(ids):
        raise ImportRefused(
            "Two labels cannot be told apart",
            why="names of labels, in lower-case letters, digits and hyphens, are empty or the same",
            remedy="Give each label a name of its own",
        )


def slug(name: str) -> str:
    """Return a name in lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_MOST_ID].strip("-")


def card_text(draft: Draft) -> str:
    """Return the model card's skeleton, Markdown."""
    notes = [f"- {note}" for note in draft.notes] or ["- Nothing is known."]
    stated = draft.facts.get("card", {})
    sections = [
        ("What it is for", str(stated.get("intended_use", FILL_IN))),
        ("What it is not for", FILL_IN),
        ("What it was trained on", str(stated.get("training_data", FILL_IN))),
        ("How good it is, and where it fails", FILL_IN),
        ("What radlane does otherwise than its authors", "\n".join(notes)),
        ("Who made it, and under which licence", str(stated.get("developer", FILL_IN))),
    ]
    text = "\n\n".join(f"## {title}\n\n{body}" for title, body in sections)
    return f"# {draft.name} {draft.version}\n\nResearch use only. Not for clinical use.\n\n{text}\n"


def known(**texts: object) -> dict[str, str]:
    """Return the texts that their author wrote, by key: at most 1000 characters in one line."""
    return {key: " ".join(text.split())[:1000] for key, text in texts.items() if isinstance(text, str) and text.split()}


def _packed(arrays: Mapping[str, NDArray[np.float32]]) -> bytes:
    buffer = io.BytesIO()
    write_arrays(buffer, arrays, compressed=True)
    return buffer.getvalue()
