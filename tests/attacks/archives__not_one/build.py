"""Noise with the beginning of a zip."""


def build() -> tuple[str, bytes]:
    return "zip", b"PK\x03\x04" + bytes(range(256)) * 4
