from __future__ import annotations

from typing import Any

import pytest

from radlane.registry.forms import form_of


@pytest.mark.parametrize(
    ("shape", "kind", "layout", "sides"),
    [
        (("n", 1, 8, 6), "projection", "NCHW", (8, 6)),
        ((1, None, None, None), "projection", "NCHW", (None, None)),
        ((1, 1, 4, 8, 6), "volume", "NCDHW", (4, 8, 6)),
        ((1, 4, 5, 8, 6), "volume", "NCDHW", (5, 8, 6)),
        ((1, 16, None, None, None), "volume", "NCDHW", (None, None, None)),
        ((1, 3, 8, 6), "picture", "NCHW", (8, 6)),
        ((1, 8, 6, 3), "picture", "NHWC", (8, 6)),
        ((1, None, None, 3), "picture", "NHWC", (None, None)),
        ((1, 3, 4, 8, 6), "cine", "NCTHW", (4, 8, 6)),
        ((1, None, 3, 8, 6), "cine", "NTCHW", (None, 8, 6)),
        ((1, 4, 3, 8, 6), "cine", "NTCHW", (4, 8, 6)),
    ],
)
def test_axes_say_what_a_network_reads(shape: Any, kind: str, layout: str, sides: Any) -> None:
    form = form_of(shape)
    assert form is not None
    assert (form.kind, form.layout, form.sides(shape)) == (kind, layout, sides)
    if None not in sides:
        assert form.shape(sides)[1:] == shape[1:]
    assert len(form.usual) == len(sides)


@pytest.mark.parametrize("shape", [None, (1, 3, 8), (1, 2, 8, 6), (1, 17, 4, 8, 6), (1, 0, 4, 8, 6)])
def test_other_inputs_have_no_form(shape: Any) -> None:
    assert form_of(shape) is None
