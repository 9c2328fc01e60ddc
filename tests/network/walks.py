"""Each part of the network describes its sections of the back office in a module of its own: walks_<part>.py."""

from importlib import import_module
from pkgutil import iter_modules

import tests.network

for module in iter_modules(tests.network.__path__):
    if module.name.startswith("walks_"):
        import_module(f"tests.network.{module.name}")
