"""A notebook of nested lists."""


def build() -> tuple[str, bytes]:
    return "ipynb", b'{"nbformat": 4, "cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
