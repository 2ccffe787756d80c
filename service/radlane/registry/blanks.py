"""Places of a manifest that a person has to fill in.

In: the content of `model.yaml`. Out: nothing, or one error that names every place and what is wanted there. Skeletons
(`registry.draft`) are full of them, so that nothing that nobody knows is ever guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from radlane.errors import ManifestInvalid

FILL_IN = "FILL IN"
_MOST_SAID = 100  # places; a manifest with 200 segments has more, of which the last are like the first

WANTED: Mapping[str, str] = {
    "title": "what is found, on which images; up to 64 characters, for the Series Description",
    "trained_on": "synthetic, real or mixed",
    "regulatory.statement": "one sentence that stands in every object",
    "card.intended_use": "what the model is for: which patients, which images, whose question",
    "card.out_of_scope": "list of what it is not for",
    "card.limitations": "list of where it fails",
    "card.training_data": "what it was trained on, how much, from where",
    "card.developer": "who made it",
    "card.licence": "SPDX identifier of the weights' licence, for example Apache-2.0",
    "procedure": "code of the imaging procedure (PS3.16 CID 100), for example "
    "{scheme: LN, value: 30745-4, meaning: XR Chest Views}",
    "inputs.channels.id": "name of the channel in lower-case letters, digits and hyphens, for example t1c; the order "
    "is that of training, and results lie on the images of the first one",
    "inputs.channels.select.where": "list of conditions that tell this channel's series from the others, for example "
    "[{attribute: SeriesDescription, like: ['*flair*']}]",
    "inputs.channels.select.modalities": "list of Modality values that it reads, for example [CT]",
    "inputs.channels.select.sop_classes": "list of SOP Class UIDs; CT 1.2.840.10008.5.1.4.1.1.2, "
    "MR 1.2.840.10008.5.1.4.1.1.4, CR 1.2.840.10008.5.1.4.1.1.1, DX 1.2.840.10008.5.1.4.1.1.1.1; "
    "docs/conformance.md has those of photographs, ultrasound and angiography",
    "inputs.channels.select.body_parts": "list of Body Part Examined values that it reads, for example [ABDOMEN]",
    "inputs.geometry.orientation": "where the network's spatial axes run, in their order, of the letters L R A P H F, "
    "as in training: [L, F] for an upright radiograph, [H, P, L] for [z, y, x] in LPS, [R, A, H] for [x, y, z] in RAS",
    "inputs.geometry.size": "sides of the network's grid along its axes, as in training: rows and columns, or three",
    "inputs.geometry.fit": "how a picture comes to the network's grid, as in training: pad (whole, centred, the rest "
    "padded), crop (the grid is cut out of its centre) or stretch",
    "inputs.geometry.frames": "how many frames the network is given, as in training",
    "inputs.geometry.sampling": "which frames of a clip, as in training: {by: evenly}, {by: frames, step: 2} or "
    "{by: seconds, step: 0.04}, the last two with begin: first or middle. If it is no clip but a volume with three "
    "channels, the whole geometry is another",
    "inputs.geometry.spacing_mm": "millimetres between voxels along the network's axes, as in training, "
    "for example [1.5, 1.5, 1.5]",
    "inputs.geometry.window": "what the network sees at once: {roi: [64, 96, 96], overlap: 0.25}",
    "inputs.geometry.window.roi": "voxels that the network sees at once, along its axes, for example [64, 96, 96]",
    "inputs.intensity": "list of what is done with values in their order, as in training, from modality units (HU) to "
    "what the network reads; [] for nothing; see docs/model-package.md",
    "outputs.activation": "what training's loss or inference applied to the raw output: sigmoid, none, "
    "or softmax (volumes, and classes of which one is there)",
    "outputs.threshold": "from which value on, after the activation, a pixel is a segment's: 0.5 after a sigmoid; "
    "0.0 where the highest channel decides",
    "outputs.refusal": "sentence for people where this gate is not passed",
    "outputs.background": "channels of what is no segment or class, for example [0], which are then to be deleted "
    "below; [] for none",
    "outputs.classes.id": "stable name, lower-case, without a side, for example pneumothorax",
    "outputs.classes.concept": "code of what it is, for example "
    "{scheme: SCT, value: '36118008', meaning: Pneumothorax}",
    "outputs.classes.site": "code of where in the body it is, or null where the concept says it",
    "outputs.classes.laterality": "left, right, or null for what is of no side or of both in one",
    "outputs.classes.threshold": "from which value on, after the activation, the finding is present: the operating "
    "point that was chosen on images that nobody trained on",
    "outputs.segments.id": "stable name, lower-case, without a side, for example lung-1",
    "outputs.segments.label": "name for people, without the side that laterality states",
    "outputs.segments.category": "code of PS3.16 CID 7150, for example "
    "{scheme: SCT, value: '91723000', meaning: Anatomical Structure}",
    "outputs.segments.type": "code of what it is, for example {scheme: SCT, value: '39607008', meaning: Lung}",
    "outputs.segments.laterality": "left, right, or null for what is unpaired or is both sides in one",
    "origin.framework": "for example torch 2.13.0",
    "origin.exporter": "for example torch.onnx (TorchScript), opset 17",
    "origin.source": "where the code or the original is",
}
"""Place, without the numbers of lists -> what is wanted there."""


def require_filled(content: object) -> None:
    """Refuse a manifest with places that are still to be filled in.

    Raises
    ------
    ManifestInvalid
        With all of them, each with what is wanted; the text that stands there is not repeated.
    """
    places = [f"{path}: {wanted(path)}" for path in blanks(content)]
    if places:
        said = places[:_MOST_SAID]
        more = [f"and {len(places) - len(said)} more places"] if len(places) > len(said) else []
        raise ManifestInvalid(
            f"model.yaml has {len(places)} places to fill in",
            why=" | ".join([*said, *more]),
            remedy="Replace each FILL IN by what is wanted there",
        )


def blanks(content: object, above: str = "") -> Iterator[str]:
    """Paths of all places to fill in, such as `inputs.0.intensity`, in their order."""
    if isinstance(content, str) and content.startswith(FILL_IN):
        yield above
    inner: Mapping[Any, object] = {}
    if isinstance(content, dict):
        inner = content
    elif isinstance(content, list):
        inner = dict(enumerate(content))
    for key, value in inner.items():
        yield from blanks(value, f"{above}.{key}" if above else str(key))


def wanted(path: str) -> str:
    """What is wanted at a place."""
    return WANTED.get(place(path), "see docs/model-package.md")


def place(path: str) -> str:
    """Return a path without the numbers of lists."""
    return ".".join(part for part in path.split(".") if not part.isdigit())
