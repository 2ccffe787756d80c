"""How sure a model is of all that it says of an image, a picture or a clip.

In: its answer, and what follows from it. Out: the same, with the figures that the manifest asks for.
"""

from __future__ import annotations

from radlane.domain.cine import Cine
from radlane.domain.finding import Conclusion
from radlane.domain.image import Image, Picture
from radlane.domain.input import ProjectionGeometry
from radlane.domain.model import Manifest
from radlane.domain.output import SegmentationOutput
from radlane.domain.planar import PictureGeometry
from radlane.inference.class_doubt import Answer, doubt_classes
from radlane.inference.ground import ground_of_clip, ground_of_image
from radlane.inference.postprocess import WayBack
from radlane.inference.segment_doubt import doubt_segments


def doubt_image(
    manifest: Manifest, answer: Answer, said: Conclusion, back: WayBack, image: Image | Picture
) -> Conclusion:
    """Say how sure the model is of an image.

    Parameters
    ----------
    manifest : Manifest
        The model's.
    answer : Answer
        What the network said.
    said : Conclusion
        What follows from the mean.
    back : WayBack
        From the network's grid.
    image : Image or Picture
        What was analysed.

    Raises
    ------
    InferenceFailed
        If a run says no probability.
    """
    wanted = manifest.uncertainty
    if not wanted.is_asked:
        return said
    geometry = manifest.inputs[0].geometry
    assert isinstance(geometry, ProjectionGeometry | PictureGeometry)  # the manifest reads images
    ground = ground_of_image(image, f"{manifest.name}:{manifest.version}", geometry.size, back.boxes)
    found = doubt_classes(wanted, manifest.outputs, answer, said, ground)
    for output in manifest.outputs:
        if isinstance(output, SegmentationOutput):
            found = doubt_segments(wanted, output, answer, found, back.maps)
    return found


def doubt_clip(manifest: Manifest, answer: Answer, said: Conclusion, clip: Cine) -> Conclusion:
    """Say how sure the model is of a clip, which has no segments; otherwise as `doubt_image`."""
    if not manifest.uncertainty.is_asked:
        return said
    ground = ground_of_clip(clip, f"{manifest.name}:{manifest.version}", (len(clip.values), *clip.values.shape[1:3]))
    return doubt_classes(manifest.uncertainty, manifest.outputs, answer, said, ground)
