import importlib.util
import sys


class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name == "tiny":
            return importlib.util.spec_from_file_location(name, __file__)
        return None


sys.meta_path.insert(0, Finder)


def soften(x):
    return x + 1
