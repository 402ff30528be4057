"""Two zips of 40 MB each inside one."""

import io
import zipfile


def packed(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def build() -> tuple[str, bytes]:
    inner = packed({"data.csv": bytes(40 << 20)})
    return "zip", packed({"tiny.py": b"", "a.zip": inner, "b.zip": inner})
