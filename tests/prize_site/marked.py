"""Finds words that somebody would read and no translator could reach: in templates by Django's lexer, in Python by its syntax."""

import ast
import re

from django.template.base import Lexer, TokenType

WORD = re.compile(r"[A-Za-z]{2,}")
# Names are the same in every language.
NAMES = re.compile(r"Prizewright|RSS|Wagtail|&\w+;")
ATTRIBUTE = re.compile(r"""\b(?:alt|title|aria-label|placeholder)=("[^"]*"|'[^']*')""")
HIDDEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
# Stands for a template tag, whatever it writes, while the text around it is read.
TAG = "\x00"


def unmarked_in_template(source):
    """The pieces of text and the attributes outside every translate block."""
    text = HIDDEN.sub("", _outside_blocks(source))
    attributes = [found.group(1).strip("\"'") for found in ATTRIBUTE.finditer(text)]
    pieces = re.split(f"{TAG}|\n", re.sub(r"<[^<>]*>", TAG, text))
    return [piece.strip() for piece in (*pieces, *attributes) if WORD.search(NAMES.sub("", piece.replace(TAG, " ")))]


def _outside_blocks(source):
    kept, inside = [], None
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else None
        if inside:
            inside = None if name == inside else inside
        elif name in ("blocktranslate", "comment", "verbatim"):
            inside = f"end{name}"
        elif token.contents.split() == ["block", "body_class"] and name:
            inside = "endblock"
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        else:
            kept.append(TAG)
    return "".join(kept)


LINE_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
SENTENCE = re.compile(r"""(?P<before>.{0,60})(?P<quote>["'`])(?P<text>[A-Z][a-z]+[^"'`]*)(?P=quote)""")
# What the browser is told, and no reader.
OF_THE_BROWSER = re.compile(r"new TypeError\($|headers|addEventListener|\.(key|name) [!=]==|Content-Type|case $")


def unmarked_in_script(source):
    """Literals that begin like a sentence and are handed to no gettext."""
    found = SENTENCE.finditer(LINE_COMMENT.sub("", source))
    return [
        each["text"]
        for each in found
        if not re.search(r"gettext\(([^()]*, )?$", each["before"]) and not OF_THE_BROWSER.search(each["before"])
    ]


# Where these take a bare text, somebody reads it.
CALLS = {"ValidationError", "TransitionRefused", "NotAllowed", "Step", "OfficeStep", "Gap", "add_error"}
KEYWORDS = {
    "label",
    "help_text",
    "verbose_name",
    "verbose_name_plural",
    "violation_error_message",
    "empty_label",
    "heading",
}
NAMES_OF_TEXTS = {
    "page_title",
    "menu_label",
    "submit_label",
    "action_label",
    "verbose_name",
    "verbose_name_plural",
    "question",
}


def unmarked_in_python(source):
    """Literals with a word in them that stand bare where a label, a help text or a refusal stands."""
    return sorted(node.lineno for place in ast.walk(ast.parse(source)) for node in _texts_of(place) if _is_bare(node))


def _texts_of(node):
    if isinstance(node, ast.Call):
        texts = [keyword.value for keyword in node.keywords if keyword.arg in KEYWORDS]
        return texts + (_arguments(node) if _name(node.func) in CALLS else [])
    if isinstance(node, ast.ClassDef):
        return [text for statement in node.body for text in _assigned(node, statement)]
    return []


def _arguments(call):
    """Of add_error the second: the first is the field."""
    arguments = call.args[1:] if _name(call.func) == "add_error" else call.args[:1]
    return [text for each in arguments for text in (each.values if isinstance(each, ast.Dict) else [each])]


def _assigned(holder, statement):
    if not (isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)):
        return []
    if statement.targets[0].id in NAMES_OF_TEXTS:
        return [statement.value]
    is_choice = any(_name(base) == "TextChoices" for base in holder.bases) and isinstance(statement.value, ast.Tuple)
    return statement.value.elts[1:] if is_choice else []


def _is_bare(node):
    if isinstance(node, ast.JoinedStr):
        return any(_is_bare(part) for part in node.values)
    return (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(WORD.search(NAMES.sub("", node.value)))
    )


def _name(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
