"""A tar in which tiny.py is a link."""

import io
import tarfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        link = tarfile.TarInfo("tiny.py")
        link.type, link.linkname = tarfile.SYMTYPE, "@OTHER@"
        archive.addfile(link)
    return "tar", data.getvalue()
