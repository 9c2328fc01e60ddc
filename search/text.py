"""What a word is, to both sides: the text that is indexed and the text that somebody types."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
# Marks where a highlight begins and ends until the text around it is escaped; so no text may hold them.
MARK_START, MARK_END = "\ue000", "\ue001"
UNWANTED = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff{MARK_START}{MARK_END}]")

STOP_WORDS = frozenset(
    word
    for line in (
        "a about an and any are as at be by can do does for from has have how i in is it its me my of on or our",
        "s t that the their there these this to us was we were what when where which who whose why will with you your",
    )
    for word in line.split()
)

# "Who makes", "which company offers": asks for what follows, and says nothing of it.
ASKING_WORDS = frozenset({"who", "which", "what", "where", "how"})
ASKED_WORDS = frozenset(
    word
    for line in (
        "build builds company companies firm firms get help helps make makes manufacture manufactures many much",
        "need offer offers produce produces provide provides sell sells supplier suppliers supply supplies",
    )
    for word in line.split()
)


def clean(text):
    """The text without what no database takes: NUL, control characters, halves of surrogate pairs."""
    return unicodedata.normalize("NFC", UNWANTED.sub(" ", text))


class WithoutAccents(dict):
    """For `str.translate`: every character stays as it is but those that stand on another one."""

    def __missing__(self, code):
        self[code] = None if unicodedata.category(chr(code)) == "Mn" else code
        return self[code]


WITHOUT_ACCENTS = WithoutAccents()


def fold(text):
    """Lower case, without accents: "Café" and "cafe" are one word."""
    return unicodedata.normalize("NFD", text).translate(WITHOUT_ACCENTS).lower()


def words(text):
    return WORD.findall(fold(POSSESSIVE.sub("", clean(text))))


def folded(text):
    """The words alone: what reads the same is the same text."""
    return " ".join(words(text))


def names_in(text):
    """The names in a list with commas or on lines, each as it was first written."""
    names = {}
    for name in re.split(r"[,\n]", text):
        plain = " ".join(clean(name).split())
        if plain:
            names.setdefault(folded(plain) or plain, plain)
    return list(names.values())
