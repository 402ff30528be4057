"""Bytes of a source file become text, or a sentence."""

from __future__ import annotations

import codecs

import pytest
from packing import MODULE, read_one, write

from autograder.errors import SubmissionError
from autograder.intake.sources import decode_source

TEXT = 'NAME = "é"\nx = 1\n'


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF8 + TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_the_same_text_in_every_encoding(data):
    """Byte order marks and line ends of any system leave the same text."""
    assert decode_source(data, MODULE) == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "iso-8859-15"])
def test_a_declared_encoding_is_used(encoding):
    """A PEP 263 line in the first two lines decides, and stays in the text."""
    text = f"#!/usr/bin/python\n# -*- coding: {encoding} -*-\n{TEXT}"
    assert decode_source(text.encode(encoding), MODULE) == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x = 1\nn = '\xe9'\n", "is not UTF-8 text (line 2): save it as UTF-8."),
        (b"x = 1\n\0", "holds a NUL byte (line 2)"),
        (TEXT.encode("utf-32"), "holds a NUL byte"),
        (b"# coding: punycode\n", "declares the encoding punycode: save it as UTF-8."),
        (b"# coding: rot13\n", "declares the encoding rot13"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8x", "is not UTF-16"),
    ],
)
def test_what_is_no_text_is_a_sentence(data, said):
    """Undecodable bytes, NUL and odd codecs are refused; the sentence says how to repair it."""
    with pytest.raises(SubmissionError) as caught:
        decode_source(data, MODULE)
    assert said in str(caught.value)
    assert str(caught.value).startswith('"classification.py" ')


def test_a_long_file_is_refused(tmp_path):
    """A source file of more than one megabyte is a problem of that hand-in."""
    found = read_one(write(tmp_path / "student-01", {MODULE: b"#" * ((1 << 20) + 1)}))
    assert found.problem == '"classification.py" is larger than 1 MB: no solution is that long.'
    assert read_one(write(tmp_path / "student-01", {MODULE: b"#" * (1 << 20)})).problem is None


def test_an_empty_module_is_read(tmp_path):
    """An empty file is a hand-in: its functions are missing, it is not unreadable."""
    assert read_one(write(tmp_path / "student-01", {MODULE: ""})).files == {MODULE: ""}
