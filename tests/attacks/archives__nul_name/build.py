"""A tar with a NUL inside a name, written by extended headers."""

import io
import zipfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("tiny.py", "def soften(x): return x + 1\n")
        archive.writestr("tiny2pyXexe", "")
    return "zip", data.getvalue().replace(b"tiny2pyXexe", b"tiny2py\0exe")
