"""A zip with a member above its folder."""

import io
import zipfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("tiny.py", "def soften(x): return x + 1\n")
        archive.writestr("../../drop/slipped.py", "")
    return "zip", data.getvalue()
