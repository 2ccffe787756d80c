from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.picture import read_picture
from support.pictures import colours, picture

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")


def test_a_picture() -> None:
    found, reasons = read_picture(picture(PixelSpacing=[0.2, 0.3]), REF, decode_frame)
    assert found.ref == REF
    np.testing.assert_allclose(found.values, colours() / 255, atol=1e-7)
    assert found.spacing is not None
    assert (found.spacing.row_mm, found.spacing.column_mm) == (0.2, 0.3)
    assert [reason.code for reason in reasons] == ["spacing-uncalibrated"]


@pytest.mark.parametrize(
    ("dataset", "code"),
    [
        (picture(NumberOfFrames=2), "multi-frame-unsupported"),
        (picture(np.full((24, 20, 3), 7, np.uint8)), "pixels-blank"),
        (picture(PixelData=bytes(10)), "pixel-data-corrupt"),
    ],
)
def test_what_is_none_is_refused(dataset: Any, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_picture(dataset, REF, decode_frame)
    assert refused.value.code == code
