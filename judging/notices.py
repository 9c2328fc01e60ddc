from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

ABOUT_ROUND = {
    "round": _("The name of the round."),
    "edition": _("The name of the edition."),
    "closes": _("When the round closes, with its zone."),
    "url": _("The address of the juror's list."),
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
            variables=ABOUT_ROUND | {variable: help_text for variable, (help_text, sample) in extra.items()},
            sample=ROUND_SAMPLE | {variable: sample for variable, (help_text, sample) in extra.items()},
        )
    )


ENTRY = (_("What the entry is called in this round."), "K7QM3X")
ENTRIES = (_("How many entries, in words."), "12 entries")
JUROR = (_("The juror's name."), "Jo Juror")
REASON = (_("The reason that was given."), "The drawing on page 2 was replaced.")

register(
    "assigned",
    _("Juror: entries assigned"),
    _("{{ edition }}: {{ entries }} to judge"),
    _("""Dear {{ recipient_name }},

{{ entries }} of {{ edition }} wait for your judgement ({{ round }}).

Before an entry opens you sign the pledge of confidentiality and say whether anything ties you to the company.

{{ url }}

The round closes on {{ closes }}."""),
    entries=ENTRIES,
)
register(
    "reminder",
    _("Juror: the round closes soon"),
    _("{{ round }} closes on {{ closes }}"),
    _("""Dear {{ recipient_name }},

{{ round }} of {{ edition }} closes on {{ closes }}. You have {{ entries }} not handed in.

{{ url }}

If you cannot finish, return the entries that you will not reach, so that somebody else can read them."""),
    entries=ENTRIES,
)
register(
    "handed_in",
    _("Juror: receipt for scorecards"),
    _("{{ edition }}: your scorecards are in"),
    _("""Dear {{ recipient_name }},

thank you. We have received your scorecards for {{ round }} of {{ edition }}: {{ entries }}.

They can now be changed only where the chair of your panel reopens them.

{{ url }}"""),
    entries=(_("How many scorecards."), "12"),
)
register(
    "reopened",
    _("Juror: scorecard reopened"),
    _("{{ round }}: your scorecard for {{ entry }} is open again"),
    _("""Dear {{ recipient_name }},

the chair has reopened your scorecard for entry {{ entry }} in {{ round }} of {{ edition }}.

The reason: {{ reason }}

Look at it once more and hand it in again, changed or not.

{{ url }}"""),
    entry=ENTRY,
    reason=REASON,
)
register(
    "replaced",
    _("Juror: submission replaced"),
    _("{{ round }}: entry {{ entry }} has a newer submission"),
    _("""Dear {{ recipient_name }},

the submission of entry {{ entry }} in {{ round }} of {{ edition }} was replaced.

You read the newer one now. If you had handed in your scorecard, it is open again.

The reason: {{ reason }}

{{ url }}"""),
    entry=ENTRY,
    reason=REASON,
)
register(
    "newer",
    _("Staff: newer submission"),
    _("{{ round }}: {{ entry }} was submitted again"),
    _("""Entry {{ entry }} in {{ round }} of {{ edition }} was submitted again.

Its jurors still read the earlier submission. Put the newer one before them if it matters.

What they have handed in is then opened again.

{{ url }}"""),
    entry=ENTRY,
)
register(
    "recused",
    _("Staff: juror recused"),
    _("{{ round }}: {{ juror }} may not judge {{ entry }}"),
    _("""{{ juror }} was recused from entry {{ entry }} in {{ round }} of {{ edition }}.

The reason: {{ text }}

The entry may need another juror. The round closes on {{ closes }}.

{{ url }}"""),
    juror=JUROR,
    entry=ENTRY,
    text=(_("The reason that was given."), "Declared a tie that excludes."),
)
register(
    "returned",
    _("Staff: entry returned"),
    _("{{ round }}: {{ juror }} returned {{ entry }}"),
    _("""{{ juror }} returned entry {{ entry }} in {{ round }} of {{ edition }} as outside their field.

In their words: {{ text }}

The entry may need another juror. The round closes on {{ closes }}.

{{ url }}"""),
    juror=JUROR,
    entry=ENTRY,
    text=(_("What the juror wrote."), "I know nothing about castings."),
)
register(
    "concern",
    _("Staff: concern raised"),
    _("{{ round }}: a concern about {{ entry }}"),
    _("""{{ juror }} raised a concern about entry {{ entry }} in {{ round }} of {{ edition }}.

In their words: {{ text }}

{{ url }}"""),
    juror=JUROR,
    entry=ENTRY,
    text=(_("What the juror wrote."), "Two figures contradict each other."),
)
register(
    "concern_resolved",
    _("Juror: concern answered"),
    _("{{ round }}: your concern about {{ entry }}"),
    _("""Dear {{ recipient_name }},

your concern about entry {{ entry }} in {{ round }} of {{ edition }} has been answered.

{{ answer }}

{{ url }}"""),
    entry=ENTRY,
    answer=(_("The answer."), "The company has confirmed the second figure."),
)
register_template(
    NoticeTemplate(
        key="judging.chain_head",
        name=_("Auditor: head of the record at a change of phase"),
        subject=_("{{ round }} of {{ edition }}: head of the record"),
        body=_("""Dear {{ recipient_name }},

{{ round }} of {{ edition }} has entered a new phase. Keep this mail: it shows later that the record was not rewritten.

Event: {{ position }}
Hash: {{ hash }}

`manage.py verify_events` computes the same hash for the same event as long as nothing before it was changed."""),
        variables={
            "round": ABOUT_ROUND["round"],
            "edition": ABOUT_ROUND["edition"],
            "position": _("The number of the last event in the record."),
            "hash": _("Its hash, which covers all events before it."),
        },
        sample={
            "round": ROUND_SAMPLE["round"],
            "edition": ROUND_SAMPLE["edition"],
            "position": "4711",
            "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        },
    )
)
register_template(
    NoticeTemplate(
        key="judging.outcome",
        name=_("Entrant: outcome"),
        subject=_("{{ edition }}: the jury has decided on “{{ title }}”"),
        body=_("""Dear {{ recipient_name }},

the jury of {{ edition }} has decided on “{{ title }}” of {{ company }}.

The outcome: {{ outcome }}

What the jurors wrote for you stands here:

{{ url }}

Please keep it to yourself until the prize announces it."""),
        variables={
            "edition": ABOUT_ROUND["edition"],
            "title": _("The title of the nomination."),
            "company": _("The company's name."),
            "outcome": _("What was decided, in words."),
            "url": _("The address of the outcome's page."),
        },
        sample={
            "edition": ROUND_SAMPLE["edition"],
            "title": "Castings without scrap",
            "company": "Foundry Example Ltd",
            "outcome": "Finalist",
            "url": "https://prize.example/nominations/",
        },
    )
)

register_template(
    NoticeTemplate(
        key="judging.feedback",
        name=_("Entrant: the feedback report is ready"),
        subject=_("{{ edition }}: the jury's feedback on “{{ title }}”"),
        body=_("""Dear {{ recipient_name }},

the jury of {{ edition }} has written down what it saw in “{{ title }}”: the level that it reaches, comments, next steps.

{{ url }}

It is for you and those who work on the nomination with you."""),
        variables={
            "edition": _("The name of the edition."),
            "title": _("The title of the entry."),
            "url": _("The address of the report."),
        },
        sample={
            "edition": "Innovation Prize 2027",
            "title": "Grinding without water",
            "url": "https://prize.example/nominations/1/feedback/",
        },
    )
)
