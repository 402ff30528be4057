"""A tar with a member above its folder."""

import io
import tarfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("tiny.py"))
        archive.addfile(tarfile.TarInfo("../../drop/slipped.py"))
    return "tar", data.getvalue()
