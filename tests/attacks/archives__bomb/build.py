"""A zip of 80 KB that holds 80 MB."""

import io
import zipfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tiny.py", "def soften(x): return x + 1\n")
        archive.writestr("data.csv", bytes(80 << 20))
    return "zip", data.getvalue()
