"""What is chosen of two studies: which instances are whose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from pydicom.dataset import FileDataset

from radlane.domain.study import RetrievedInstance
from radlane.encode.source_frame import SourceFrame
from radlane.pipeline.chosen import Source
from radlane.pipeline.registrations import Registered
from support.priors import OTHER_SPACE, earlier, now, registration
from support.several import STUDY
from support.volumes import ref_of


def instance(dataset: FileDataset, path: str = "x") -> RetrievedInstance:
    return RetrievedInstance(ref=ref_of(dataset), path=Path(path))


def source(dataset: FileDataset, **changes: object) -> Source:
    frames = (SourceFrame(image=dataset, number=None),)
    made = Source(instances=(instance(dataset),), datasets=(dataset,), analysed=frames)
    return replace(made, **changes)  # type: ignore[arg-type]


(NOW, LATE), BEFORE = now()[:2], earlier("one")[0]
REG = registration("r", {OTHER_SPACE: np.eye(4)}, like=BEFORE)
PLACED = Registered(instance=instance(REG), dataset=REG, matrix=np.eye(4))
BOTH = source(NOW, others={"late": source(LATE), "before": source(BEFORE, registered=PLACED)})


def test_what_is_of_an_earlier_study_is_told_apart() -> None:
    assert BOTH.study == STUDY
    assert [frame.image for frame in BOTH.further] == [LATE]
    assert [frame.image for frame in BOTH.earlier] == [BEFORE]
    assert [ref.sop_instance_uid for ref in BOTH.of_study] == [NOW.SOPInstanceUID, LATE.SOPInstanceUID]


def test_a_registration_is_among_the_instances_and_the_last_data_set() -> None:
    assert BOTH.everything[-1] == PLACED.instance
    assert BOTH.refs[-1] == ref_of(REG)
    assert BOTH.images == (NOW, LATE, BEFORE, REG)
    assert BOTH.registrations == (REG,)
    assert source(NOW).registrations == ()


def test_instances_and_registrations_are_where_they_were_moved() -> None:
    kept = [replace(item, path=Path("kept")) for item in BOTH.everything]
    moved = BOTH.moved(kept)
    assert {item.path for item in moved.everything} == {Path("kept")}
    assert moved.refs == BOTH.refs
