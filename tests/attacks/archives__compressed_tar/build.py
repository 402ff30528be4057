"""A tar.gz of 80 KB that holds 80 MB."""

import gzip
import io
import tarfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        info = tarfile.TarInfo("data.csv")
        info.size = 80 << 20
        archive.addfile(info, io.BytesIO(bytes(80 << 20)))
    return "tar.gz", gzip.compress(data.getvalue())
