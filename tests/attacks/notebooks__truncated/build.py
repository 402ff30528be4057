"""Half a notebook."""


def build() -> tuple[str, bytes]:
    return "ipynb", b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["impo'
