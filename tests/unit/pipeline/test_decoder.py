"""The process itself, without the side that starts it."""

from __future__ import annotations

import subprocess
import sys
from multiprocessing import Pipe

import imagecodecs
import numpy as np

from radlane.errors import InputRefused
from radlane.imaging.decode import FrameFormat
from radlane.pipeline.decoder import READY
from support.radiographs import pattern

FORM = FrameFormat(
    uid="1.2.3",
    transfer_syntax="1.2.840.10008.1.2.4.80",
    rows=48,
    columns=40,
    bits_allocated=16,
    bits_stored=12,
    signed=False,
)


def test_it_answers_each_frame_and_ends_with_the_other_side() -> None:
    pipe, far_end = Pipe()
    with far_end:
        code = f"from radlane.pipeline.decoder import serve; serve({far_end.fileno()}, {1 << 30})"
        process = subprocess.Popen([sys.executable, "-c", code], pass_fds=[far_end.fileno()])
    with pipe:
        assert pipe.recv() == READY
        pipe.send((FORM, bytes(imagecodecs.jpegls_encode(pattern()))))
        np.testing.assert_array_equal(pipe.recv(), pattern())
        pipe.send((FORM, b"no stream"))
        refusal = pipe.recv()
        assert isinstance(refusal, InputRefused)
        assert refusal.code == "pixel-data-corrupt"
    assert process.wait(60) == 0
