"""Synthetic chests as DICOM studies: what `radlane models fit-ood` measures valid radiographs by.

usage: python fit_set.py FOLDER [--count 600] [--seed 7]

In: the generator in this folder. Out: one CR study a picture, each of a patient of its own. Picture i is drawn from the
generator state (seed, 5, i): none of training, held-out or golden sets (`train.py`).
"""

from __future__ import annotations

import argparse
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from phantom import radiograph
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ComputedRadiographyImageStorage, ExplicitVRLittleEndian, generate_uid

SIZE = 256
FIT = 5  # the number of this set among those of train.py
_MOST = (1 << 12) - 1


def study(picture: NDArray[np.float32], name: str) -> FileDataset:
    """Return a picture, 0 to 1, dense parts bright, as a CR study of one patient; the same for the same name."""
    header = Dataset()
    header.SpecificCharacterSet = "ISO_IR 192"
    header.SOPClassUID = ComputedRadiographyImageStorage
    header.SOPInstanceUID, header.SeriesInstanceUID, header.StudyInstanceUID = (
        generate_uid(entropy_srcs=[name, level]) for level in ("instance", "series", "study")
    )
    header.Modality, header.BodyPartExamined, header.ViewPosition = "CR", "CHEST", "PA"
    header.ImageType, header.PatientOrientation = ["ORIGINAL", "PRIMARY"], ["L", "F"]
    header.StudyDate, header.StudyTime, header.StudyID, header.AccessionNumber = "20260101", "120000", "1", ""
    header.PatientName, header.PatientID, header.PatientBirthDate, header.PatientSex = "Phantom", name, "19700101", "O"
    header.ReferringPhysicianName, header.Manufacturer = "", "radlane phantom"
    header.SeriesNumber = header.InstanceNumber = 1
    header.SamplesPerPixel, header.PhotometricInterpretation, header.PixelRepresentation = 1, "MONOCHROME2", 0
    header.Rows, header.Columns = picture.shape
    header.BitsAllocated, header.BitsStored, header.HighBit = 16, 12, 11
    header.PixelData = np.round(np.clip(picture, 0, 1) * _MOST).astype("<u2").tobytes()
    header["PixelData"].VR = "OW"
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = header.SOPClassUID, header.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return FileDataset(None, header, file_meta=meta, preamble=b"\x00" * 128)


def _write(job: tuple[Path, int, int]) -> None:
    folder, seed, index = job
    picture, _ = radiograph(SIZE, np.random.default_rng((seed, FIT, index)))
    study(picture, f"phantom-{seed}-{FIT}-{index}").save_as(folder / f"{index:05}.dcm", enforce_file_format=True)


def main() -> None:
    """Parse the command line and write the studies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with Pool(2) as pool:
        pool.map(_write, [(options.folder, options.seed, index) for index in range(options.count)], chunksize=20)


if __name__ == "__main__":
    main()
