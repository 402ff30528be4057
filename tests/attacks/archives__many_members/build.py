"""A zip of a hundred thousand names."""

import io
import struct
import zipfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("tiny.py", "def soften(x): return x + 1\n")
    packed = data.getvalue()
    start = packed.index(b"PK\x01\x02")
    entry = packed[start : packed.index(b"PK\x05\x06")]
    long = entry[:28] + struct.pack("<H", 60) + entry[30:46]
    names = b"".join(long + b"%060d" % i for i in range(100_000))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65_535, 65_535, len(names), start, 0)
    return "zip", packed[:start] + names + end
