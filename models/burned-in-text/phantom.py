"""A golden vector of our own input: a picture with words that Pillow draws, and what the network says of it.

In: a package that `recipe.py` made (its network). Out: `golden/words.npz` in `package/`. It tests that the network
computes on a device what it computed here; the picture is no patient's, and no test of accuracy.

    python phantom.py FOLDER/burned-in-text      (needs numpy, onnxruntime and Pillow 12)
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

SIDE = 960  # of the network's grid
OUTPUT_STEP = 256  # expected probabilities are multiples of 1/256: they are small when packed
GOLDEN = Path(__file__).parent / "package" / "golden" / "words.npz"
# Words, where their upper left corner is, their height in pixels, and how bright they are; turned by 90 degrees or not.
WORDS: tuple[tuple[str, tuple[int, int], int, int, bool], ...] = (
    ("NAME OF A PATIENT", (40, 40), 28, 255, False),
    ("1970-01-01", (700, 40), 28, 255, False),
    ("MI 0.9", (40, 110), 20, 160, False),
    ("a longer line in small letters, 12.5 cm", (260, 880), 22, 255, False),
    ("HOSPITAL", (880, 420), 26, 220, True),
)


def main() -> None:
    """Write the golden vector."""
    planes = normalise(draw())
    session = onnxruntime.InferenceSession(str(Path(sys.argv[1]) / "text.onnx"), providers=["CPUExecutionProvider"])
    (likely,) = session.run(["sigmoid_0.tmp_0"], {"x": planes})
    expected = np.round(likely * OUTPUT_STEP) / np.float32(OUTPUT_STEP)
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(GOLDEN, **{"x": planes, "sigmoid_0.tmp_0": expected})
    print(f"words in {100 * (expected > 0.3).mean():.2f} % of the grid")


def draw() -> NDArray[np.uint8]:
    """Draw a round grey shape and the words, uint8 [y, x]; every value is a multiple of 16, or 255."""
    picture = Image.new("L", (SIDE, SIDE), 0)
    ImageDraw.Draw(picture).ellipse((200, 200, 760, 800), fill=96)
    for words, place, height, grey, is_turned in WORDS:
        font = ImageFont.load_default(height)
        _, _, right, bottom = (int(edge) for edge in font.getbbox(words))
        line = Image.new("L", (right, bottom), 0)
        ImageDraw.Draw(line).text((0, 0), words, fill=grey, font=font)
        picture.paste(line.rotate(90, expand=True) if is_turned else line, place)
    return np.minimum(np.asarray(picture).astype(np.uint16) // 16 * 16, 255).astype(np.uint8)


def normalise(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """As `model.yaml` says, float32 [1, 3, y, x]: a grey picture is repeated in each plane."""
    planes = (picture.astype(np.float32) / np.float32(255) - np.float32(0.5)) / np.float32(0.5)
    return np.ascontiguousarray(np.broadcast_to(planes, (1, 3, SIDE, SIDE)))


if __name__ == "__main__":
    main()
