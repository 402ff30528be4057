"""A zip whose directory says that tiny.py is shorter than it is."""

import io
import struct
import zipfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("tiny.py", "def soften(x): return x + 1\n" * 50)
    packed = bytearray(data.getvalue())
    place = packed.index(b"PK\x01\x02") + 24
    packed[place : place + 4] = struct.pack("<I", 10)
    return "zip", bytes(packed)
