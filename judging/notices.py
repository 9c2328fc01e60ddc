from notices.registry import NoticeTemplate, register_template

ABOUT_ROUND = {
    "round": "The name of the round.",
    "edition": "The name of the edition.",
    "closes": "When the round closes, with its zone.",
    "url": "The address of the juror's list.",
}
ROUND_SAMPLE = {
    "round": "First round",
    "edition": "Innovation Prize 2027",
    "closes": "Friday, March 5, 2027, 5:00 p.m. EST",
    "url": "https://prize.example/judging/",
}


def register(key, name, subject, body, **extra):
    """`extra` maps each further variable to what it is and a sample of it."""
    register_template(
        NoticeTemplate(
            key=f"judging.{key}",
            name=name,
            subject=subject,
            body=body,
            variables=ABOUT_ROUND | {variable: help_text for variable, (help_text, _) in extra.items()},
            sample=ROUND_SAMPLE | {variable: sample for variable, (_, sample) in extra.items()},
        )
    )


ENTRY = ("What the entry is called in this round.", "K7QM3X")
ENTRIES = ("How many entries, in words.", "12 entries")
JUROR = ("The juror's name.", "Jo Juror")
REASON = ("The reason that was given.", "The drawing on page 2 was replaced.")

register(
    "assigned",
    "Juror: entries assigned",
    "{{ edition }}: {{ entries }} to judge",
    """Dear {{ recipient_name }},

{{ entries }} of {{ edition }} wait for your judgement ({{ round }}).

Before an entry opens you sign the pledge of confidentiality and say whether anything ties you to the company.

{{ url }}

The round closes on {{ closes }}.""",
    entries=ENTRIES,
)
register(
    "reminder",
    "Juror: the round closes soon",
    "{{ round }} closes on {{ closes }}",
    """Dear {{ recipient_name }},

{{ round }} of {{ edition }} closes on {{ closes }}. You have {{ entries }} not handed in.

{{ url }}

If you cannot finish, return the entries that you will not reach, so that somebody else can read them.""",
    entries=ENTRIES,
)
register(
    "handed_in",
    "Juror: receipt for scorecards",
    "{{ edition }}: your scorecards are in",
    """Dear {{ recipient_name }},

thank you. We have received your scorecards for {{ round }} of {{ edition }}: {{ entries }}.

They can now be changed only where the chair of your panel reopens them.

{{ url }}""",
    entries=("How many scorecards.", "12"),
)
register(
    "reopened",
    "Juror: scorecard reopened",
    "{{ round }}: your scorecard for {{ entry }} is open again",
    """Dear {{ recipient_name }},

the chair has reopened your scorecard for entry {{ entry }} in {{ round }} of {{ edition }}.

The reason: {{ reason }}

Look at it once more and hand it in again, changed or not.

{{ url }}""",
    entry=ENTRY,
    reason=REASON,
)
register(
    "replaced",
    "Juror: submission replaced",
    "{{ round }}: entry {{ entry }} has a newer submission",
    """Dear {{ recipient_name }},

the submission of entry {{ entry }} in {{ round }} of {{ edition }} was replaced.

You read the newer one now. If you had handed in your scorecard, it is open again.

The reason: {{ reason }}

{{ url }}""",
    entry=ENTRY,
    reason=REASON,
)
register(
    "recused",
    "Staff: juror recused",
    "{{ round }}: {{ juror }} may not judge {{ entry }}",
    """{{ juror }} was recused from entry {{ entry }} in {{ round }} of {{ edition }}.

The reason: {{ text }}

The entry may need another juror. The round closes on {{ closes }}.

{{ url }}""",
    juror=JUROR,
    entry=ENTRY,
    text=("The reason that was given.", "Declared a tie that excludes."),
)
register(
    "returned",
    "Staff: entry returned",
    "{{ round }}: {{ juror }} returned {{ entry }}",
    """{{ juror }} returned entry {{ entry }} in {{ round }} of {{ edition }} as outside their field.

In their words: {{ text }}

The entry may need another juror. The round closes on {{ closes }}.

{{ url }}""",
    juror=JUROR,
    entry=ENTRY,
    text=("What the juror wrote.", "I know nothing about castings."),
)
register(
    "concern",
    "Staff: concern raised",
    "{{ round }}: a concern about {{ entry }}",
    """{{ juror }} raised a concern about entry {{ entry }} in {{ round }} of {{ edition }}.

In their words: {{ text }}

{{ url }}""",
    juror=JUROR,
    entry=ENTRY,
    text=("What the juror wrote.", "Two figures contradict each other."),
)
register(
    "concern_resolved",
    "Juror: concern answered",
    "{{ round }}: your concern about {{ entry }}",
    """Dear {{ recipient_name }},

your concern about entry {{ entry }} in {{ round }} of {{ edition }} has been answered.

{{ answer }}

{{ url }}""",
    entry=ENTRY,
    answer=("The answer.", "The company has confirmed the second figure."),
)
