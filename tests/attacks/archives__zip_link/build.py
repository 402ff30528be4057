"""A zip in which tiny.py is a link."""

import io
import zipfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("tiny.py")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "@OTHER@")
    return "zip", data.getvalue()
