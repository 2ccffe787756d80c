"""What networks are shown: the pixels, of volumes with all channels; what they do not accept is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.image import Image
from radlane.domain.study import StudyIndex
from radlane.errors import InputRefused
from radlane.pipeline.models import KnownModel
from radlane.pipeline.plan import select_candidates
from radlane.pipeline.shown import Shown, show_source
from radlane.pipeline.source import choose_source
from support.jobs import BEGIN, MODEL, Clock, drawing_models, site
from support.radiographs import STUDY, radiograph, save


@pytest.fixture
def model(tmp_path: Path) -> KnownModel:
    return drawing_models(tmp_path / "models").know(MODEL)


def shown(folder: Path, model: KnownModel, **changes: object) -> Shown:
    save(radiograph(**changes), folder / "a")
    archive, here = FolderArchive("a", folder / "a", Limits()), site(Clock(BEGIN))
    index: StudyIndex = archive.find_study(STUDY)
    study = archive.retrieve(index, select_candidates(index, model.manifest, None), folder / "spool")
    return show_source(here, model.manifest, choose_source(here, model.manifest, study))


def test_an_image_is_shown_without_channels(tmp_path: Path, model: KnownModel) -> None:
    found = shown(tmp_path, model)
    assert isinstance(found.subject, Image)
    assert found.channels is None


def test_reasons_come_with_it(tmp_path: Path, model: KnownModel) -> None:
    found = shown(tmp_path, model)
    assert [str(reason.code) for reason in found.reasons] == ["spacing-unknown"]


def test_what_cannot_be_read_is_refused(tmp_path: Path, model: KnownModel) -> None:
    with pytest.raises(InputRefused):
        shown(tmp_path, model, PixelData=b"")
