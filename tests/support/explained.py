"""Where other readers see something else than radlane, and why: by the names of `support.corpus` and the reader."""

from __future__ import annotations

from collections.abc import Mapping

_PALETTE = (
    "a palette of 8 bits in 16 bit words lies with its bytes exchanged in a big endian file, which pydicom does not "
    "undo; GDCM, DCMTK and the same picture in little endian agree with radlane"
)
_DEEP_RLE = (
    "GDCM puts the segments of RLE together in another order where colours have more than 8 bits; pydicom and DCMTK "
    "agree with radlane"
)
EXPLAINED: Mapping[tuple[str, str], str] = {
    ("pydicom/SC_rgb_rle_16bit.dcm", "GDCM"): _DEEP_RLE,
    ("pydicom/SC_rgb_rle_32bit.dcm", "GDCM"): _DEEP_RLE,
    ("pydicom/rtdose_expb_1frame.dcm", "DCMTK"): (
        "DCMTK exchanges the two bytes of each word where values have 32 bits; pydicom, and the same dose in little "
        "endian, agree with radlane"
    ),
    ("pydicom-data/OBXXXX1A_expb.dcm", "pydicom"): _PALETTE,
    ("pydicom-data/mlut_18.dcm", "GDCM"): "GDCM gives stored values: it does not apply a Modality LUT Sequence",
}
