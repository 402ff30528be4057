"""A tar in which tiny.py is a named pipe."""

import io
import tarfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        pipe = tarfile.TarInfo("tiny.py")
        pipe.type = tarfile.FIFOTYPE
        archive.addfile(pipe)
    return "tar", data.getvalue()
