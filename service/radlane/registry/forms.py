"""What a network's input is, by its axes alone.

In: the shape that a graph states. Out: `Form`: a projection, a volume, a picture in colour or a clip, and its layout.
One grey channel is the first axis after the batch; three planes are red, green and blue. Any other number of channels
are series of volumes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from radlane.registry.channels import MOST_CHANNELS

_RGB = 3
Side = int | None


@dataclass(frozen=True, kw_only=True)
class Form:
    """What an input is.

    Attributes
    ----------
    layout : str
        Its axes, as the manifest says them.
    usual : tuple of int
        Sides to try where the graph leaves them free.
    series : int
        How many images or series fill it: the channels of a volume.
    """

    kind: Literal["projection", "volume", "picture", "cine"]
    layout: Literal["NCHW", "NHWC", "NCDHW", "NCTHW", "NTCHW"]
    usual: tuple[int, ...]
    series: int = 1

    @property
    def planes(self) -> int:
        """Size of the axis of channels."""
        return _RGB if self.kind in ("picture", "cine") else self.series

    def sides(self, shape: Sequence[Side]) -> tuple[Side, ...]:
        """Return the axes of a shape but batch and channels; of a clip the frames are the first."""
        place = self.layout.index("C")
        return (*shape[1:place], *shape[place + 1 :])

    def shape(self, sides: Sequence[int]) -> tuple[int, ...]:
        """Return the shape of one image, volume or clip with these sides."""
        before = self.layout.index("C") - 1
        return (1, *sides[:before], self.planes, *sides[before:])


# U-Nets with up to six halvings take the sides of the first two
PROJECTION = Form(kind="projection", layout="NCHW", usual=(256, 256))
VOLUME = Form(kind="volume", layout="NCDHW", usual=(64, 64, 64))
_PICTURES = (
    Form(kind="picture", layout="NCHW", usual=(224, 224)),
    Form(kind="picture", layout="NHWC", usual=(224, 224)),
    Form(kind="cine", layout="NCTHW", usual=(16, 112, 112)),
    Form(kind="cine", layout="NTCHW", usual=(16, 112, 112)),
)


def form_of(shape: Sequence[Side] | None) -> Form | None:
    """Return what an input of this shape is; None where nothing that is read has so many channels."""
    if shape is None or len(shape) not in (4, 5):
        return None
    free = (
        shape[1] is None
        and next(  # [n, rows, columns, 3] of any rows, [n, frames, 3, ...] of any frames
            (
                form
                for form in _PICTURES[1::2]
                if len(form.layout) == len(shape) and shape[form.layout.index("C")] == _RGB
            ),
            None,
        )
    )
    if free:
        return free
    if shape[1] in (None, 1):
        return PROJECTION if len(shape) == 4 else VOLUME
    fitting = (form for form in _PICTURES if len(form.layout) == len(shape))
    planar = next((form for form in fitting if shape[form.layout.index("C")] == _RGB), None)
    if planar is not None or len(shape) == 4:
        return planar
    return replace(VOLUME, series=shape[1]) if 1 < shape[1] <= MOST_CHANNELS else None
