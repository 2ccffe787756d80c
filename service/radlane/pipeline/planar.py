"""Pictures and clips through the lane: analysed, and shown.

In: `Picture` or `Cine`, and a loaded model. Out: what the network says of it, and what people see of it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.domain.cine import Cine
from radlane.domain.finding import Conclusion
from radlane.domain.image import Picture
from radlane.domain.planar import CineGeometry, PlanarGeometry
from radlane.domain.reason import Reason, ReasonCode
from radlane.imaging.display import render_frame, render_picture
from radlane.imaging.fit import boxes_to_picture, picture_to_source, seen
from radlane.imaging.pixels import count_frames
from radlane.imaging.planar import to_cine_tensor, to_picture_tensor
from radlane.inference.clips import conclude_clip
from radlane.inference.doubt import doubt_clip, doubt_image
from radlane.inference.postprocess import WayBack, conclude
from radlane.inference.session import count_down
from radlane.pipeline.asking import ask
from radlane.pipeline.familiarity import judge_whole
from radlane.pipeline.lane import Site
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.planar_reading import frames_given
from radlane.pipeline.siding import give_side
from radlane.pipeline.watch import Watch

_PART = Reason(
    code=ReasonCode.PART_UNSEEN,
    text="The model saw the centre of the picture only: what lies beside it was not looked at",
)

_ONE_FRAME = Reason(
    code=ReasonCode.PART_UNSEEN,
    text="The model saw one frame of the clip only: the others were not looked at",
)


def analyse_planar(
    site: Site, model: LoadedModel, subject: Picture | Cine, dataset: Dataset, watch: Watch
) -> Conclusion:
    """Picture or Cine -> Tensor -> Outputs -> Conclusion."""
    wanted = model.manifest.inputs[0]
    geometry = wanted.geometry
    assert isinstance(geometry, PlanarGeometry)  # as above
    shown = _shown_places(subject, geometry, dataset)
    with watch.step("tensor"):
        tensor = (
            to_picture_tensor(subject, wanted)
            if isinstance(subject, Picture)
            else to_cine_tensor(subject, shown, wanted)
        )
    with watch.step("infer"):
        answer = ask(model, {tensor.name: tensor.values}, count_down(site.inference_seconds, site.clock))
    part = seen(tensor.placement, geometry.size)
    back = WayBack(
        maps=lambda values: picture_to_source(values, tensor.placement),
        boxes=lambda boxes: boxes_to_picture(boxes, tensor.placement, geometry.size),
        unseen=None if part is None else ~part,
    )
    with watch.step("conclude"):
        distance = judge_whole(model, answer, subject.ref.sop_instance_uid)
        if isinstance(subject, Picture):
            found = conclude(model.manifest, answer.pooled, back, subject)
            found = doubt_image(model.manifest, answer, found, back, subject)
        else:
            found = conclude_clip(model.manifest, answer.pooled, shown, subject)
            found = doubt_clip(model.manifest, answer, found, subject)
    found = replace(found, distance=distance)
    found = found if part is None else replace(found, reasons=(*found.reasons, _PART))
    if isinstance(subject, Picture) and count_frames(dataset, subject.ref.sop_instance_uid) > 1:
        found = replace(found, reasons=(*found.reasons, _ONE_FRAME))
    return give_side(found, subject.laterality) if geometry.laterality == "of-image" else found


def show_planar(subject: Picture | Cine, conclusion: Conclusion) -> NDArray[np.uint8]:
    """Picture or Cine -> what people see of it: of a clip one frame (`Conclusion.shown_frame`)."""
    if isinstance(subject, Picture):
        return render_picture(subject)
    return render_frame(subject, conclusion.shown_frame(len(subject.values)))


def _shown_places(subject: Picture | Cine, geometry: PlanarGeometry, dataset: Dataset) -> list[int]:
    """Which of the frames that were read the network is given, in its order."""
    if isinstance(subject, Picture) or not isinstance(geometry, CineGeometry):
        return []
    given = frames_given(geometry, dataset, subject.ref.sop_instance_uid)
    return [subject.numbers.index(int(place) + 1) for place in given]
