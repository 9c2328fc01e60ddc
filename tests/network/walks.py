"""Gathers the walks of each part."""

from importlib import import_module
from pathlib import Path

for part in sorted(Path(__file__).parent.glob("walks_*.py")):
    import_module(f"tests.network.{part.stem}")
