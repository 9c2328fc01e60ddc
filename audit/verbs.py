"""The words an event may be called by. Each app registers its own in `<app>/events.py`, imported in ready()."""

import re

VERB_SHAPE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")

_labels = {}


def register_verbs(labels):
    for verb, label in labels.items():
        if not VERB_SHAPE.fullmatch(verb):
            raise ValueError(f"“{verb}” is not a verb. Write it like nomination.submitted.")
        if _labels.get(verb, label) != label:
            raise ValueError(f"The verb “{verb}” is already registered as “{_labels[verb]}”.")
        _labels[verb] = label


def is_registered(verb):
    return verb in _labels


def label_of(verb):
    return _labels.get(verb, verb)


def verb_choices():
    return sorted(_labels.items(), key=lambda item: item[1].lower())
