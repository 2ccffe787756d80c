from __future__ import annotations

from radlane.domain.planar import CineGeometry, EvenSampling, PictureGeometry


def test_a_network_reads_three_planes_or_one() -> None:
    picture = PictureGeometry(kind="picture", size=(4, 4), fit="pad", colour="rgb")
    clip = CineGeometry(
        kind="cine", size=(4, 4), fit="pad", colour="grey", frames=2, sampling=EvenSampling(by="evenly")
    )
    assert (picture.planes, clip.planes) == (3, 1)
