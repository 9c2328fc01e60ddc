"""The walks of all parts, each beside the tests of its part."""

from importlib import import_module
from pkgutil import iter_modules

from tests import network

for module in iter_modules(network.__path__):
    if module.name.startswith("walks_"):
        import_module(f"tests.network.{module.name}")
