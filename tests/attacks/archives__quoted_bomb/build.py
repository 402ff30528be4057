"""A zip whose directory names the same member of 1 MB a hundred times."""

import io
import zipfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tiny.py", "def soften(x): return x + 1\n")
        archive.writestr("data.csv", bytes(1 << 20))
        (first,) = [info for info in archive.filelist if info.filename == "data.csv"]
        for i in range(100):
            twin = zipfile.ZipInfo(f"{i}.csv")
            for name in ("compress_type", "header_offset", "CRC", "compress_size", "file_size"):
                setattr(twin, name, getattr(first, name))
            archive.filelist.append(twin)
    return "zip", data.getvalue()
