"""The pictures of the documents: each that is named is there, and each that is there is named."""

import ast
import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURES = DOCS / "screenshots"
NAMED = re.compile(r"\((?:screenshots/)?([\w-]+\.webp)\)")


def named_in(document):
    return set(NAMED.findall(document.read_text()))


def scenes():
    """The names of the scenes, read without running the script."""
    tree = ast.parse((DOCS / "editor_scenes.py").read_text())
    table = next(node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "SCENES")
    return {key.value for key in table.keys}


def test_guide_shows_every_scene():
    assert named_in(DOCS / "editors.md") == {f"{name}.webp" for name in scenes()}


def test_every_picture_is_named_and_there():
    named = named_in(DOCS / "editors.md") | named_in(PICTURES / "README.md")

    assert {path.name for path in PICTURES.iterdir()} == named | {"README.md"}
