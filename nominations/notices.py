"""What the entrants of a prize are told, and when. The office may reword each per edition."""

from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

COMMON = {
    "title": _("the title of the nomination"),
    "company": _("the company's name"),
    "edition": _("the edition's name"),
    "reference": _("the reference code, empty before the first submission"),
    "link": _("address of the nomination's page"),
}
COMMON_SAMPLE = {
    "title": "Castings without scrap",
    "company": "Foundry Example Ltd",
    "edition": "Innovation Prize 2026",
    "reference": "PKHM-4T7W",
    "link": "https://prize.example.org/nominations/",
}


def _register(key, name, subject, body, variables=None, sample=None):
    register_template(
        NoticeTemplate(
            key=f"nominations.{key}",
            name=name,
            subject=subject,
            body=body,
            variables={**COMMON, **(variables or {})},
            sample={**COMMON_SAMPLE, **(sample or {})},
        )
    )


_register(
    "receipt",
    _("Receipt of a submission"),
    _("We have your nomination: {{ reference }}"),
    _("""
Thank you. The nomination “{{ title }}” of {{ company }} for the {{ edition }} arrived on {{ submitted_at }}.

Your reference is {{ reference }}. Please name it when you write to us.

This is what was submitted. It can no longer be changed; we keep it exactly like this.

{{ content }}

Its fingerprint, should you ever need to prove what you sent: {{ digest }}

See it, print it or withdraw it here:

{{ link }}
"""),
    {
        "submitted_at": _("when it was submitted, with the time zone"),
        "content": _("every question with its answer"),
        "digest": _("the fingerprint of the submission"),
    },
    {
        "submitted_at": "Monday, March 2, 2026, 4:12 p.m. EST",
        "content": "What is new about it?\nA mould that reports its own wear.",
        "digest": "9f2c" * 16,
    },
)
_register(
    "closing_reminder",
    _("Reminder before the close"),
    _("{{ days }} until nominations close: {{ title }}"),
    _("""
The nomination “{{ title }}” of {{ company }} for the {{ edition }} is not submitted yet.

Nominations close on {{ deadline }}. What is saved but not submitted by then does not take part.

{{ missing }}

Go on where you stopped:

{{ link }}
"""),
    {
        "days": _("how long is left"),
        "deadline": _("when it closes, with the time zone"),
        "missing": _("how much is still to be answered"),
    },
    {
        "days": "3 days",
        "deadline": "Friday, March 6, 2026, 5:00 p.m. EST",
        "missing": "Still to be answered: 4 questions.",
    },
)
_register(
    "not_submitted",
    _("A draft was not submitted"),
    _("Not submitted: {{ title }}"),
    _("""
Nominations for the {{ edition }} have closed. The nomination “{{ title }}” of {{ company }}
was not submitted, so it does not take part.

Your text is kept, and you can read and print it here:

{{ link }}
"""),
)
_register(
    "found_eligible",
    _("Screening: eligible"),
    _("{{ reference }} goes to the jury"),
    _("""
We have checked the nomination “{{ title }}” of {{ company }}. It meets the conditions of the {{ edition }} and goes to the jury.

There is nothing that you need to do now. Follow it here:

{{ link }}
"""),
)
_register(
    "found_ineligible",
    _("Screening: not eligible"),
    _("{{ reference }} cannot take part"),
    _("""
We have checked the nomination “{{ title }}” of {{ company }}. It does not meet the conditions of the {{ edition }}:

{{ reason }}

If you think that we are wrong, answer this message. Where help may be found is on its page:

{{ link }}
"""),
    {"reason": _("why it is not eligible")},
    {"reason": "The company has more than 500 employees."},
)
_register(
    "screening_reopened",
    _("Screening: taken back"),
    _("We look at {{ reference }} again"),
    _("""
What we told you of the nomination “{{ title }}” of {{ company }} no longer holds: the prize office looks at it again.

{{ reason }}

There is nothing that you need to do now. You will hear from us:

{{ link }}
"""),
    {"reason": _("why the finding was taken back")},
    {"reason": "We had read the number of employees of another company."},
)
_register(
    "information_requested",
    _("Screening: we need something from you"),
    _("Please add to {{ reference }} until {{ due }}"),
    _("""
To check the nomination “{{ title }}” of {{ company }} for the {{ edition }} we need something more from you:

{{ what }}

The nomination is open again until {{ due }}. Change what is needed and submit it once more:

{{ link }}
"""),
    {"what": _("what the office asks for"), "due": _("until when, with the time zone")},
    {
        "what": "Please say in which year the line was installed.",
        "due": "Friday, March 20, 2026, 5:00 p.m. EDT",
    },
)
_register(
    "withdrawn",
    _("Withdrawal acknowledged"),
    _("Withdrawn: {{ title }}"),
    _("""
The nomination “{{ title }}” of {{ company }} for the {{ edition }} was withdrawn by {{ who }}. It is no longer judged.

{{ link }}
"""),
    {"who": _("who withdrew it")},
    {"who": "Ada Example"},
)
_register(
    "extended",
    _("Extension granted"),
    _("You have until {{ deadline }}: {{ title }}"),
    _("""
The nomination “{{ title }}” of {{ company }} for the {{ edition }} may be submitted until {{ deadline }}.

{{ link }}
"""),
    {"deadline": _("the new deadline, with the time zone")},
    {"deadline": "Friday, March 13, 2026, 5:00 p.m. EDT"},
)
_register(
    "file_refused",
    _("A file was refused by the virus scanner"),
    _("A file was refused: {{ title }}"),
    _("""
The virus scanner refused the file “{{ file }}” of the nomination “{{ title }}”. Nobody can open it. Please upload a clean copy:

{{ link }}
"""),
    {"file": _("the file's name")},
    {"file": "drawing.pdf"},
)
register_template(
    NoticeTemplate(
        key="nominations.nominated",
        name=_("To a company that somebody nominated"),
        subject=_("{{ company }} is nominated for the {{ edition }}"),
        body=_("""
{{ nominator }} has nominated {{ company }} for the {{ edition }}. {{ reminder }}

This is why, in their own words:

{{ because }}

Nothing is entered yet. Read what the prize is and what it takes, then accept, or decline without an account:

{{ url }}

The link is for your company and works until nominations close: {{ closes }}.

Whoever nominated you learns whether you accept and whether you enter, and never sees what you write.
"""),
        variables={
            "inviter": _("Who nominated the company"),
            "nominator": _("Who nominated the company, with the organization in whose name"),
            "company": _("the company's name as it was written"),
            "edition": _("the edition's name"),
            "because": _("why, as the nominator wrote it"),
            "reminder": _("a sentence, where this is sent once more"),
            "asks": _("what is asked of the company"),
            "url": _("the personal link"),
            "closes": _("when nominations close, with the time zone"),
            "expires": _("the last day of the link"),
        },
        sample={
            "inviter": "Ruth Sample",
            "nominator": "Ruth Sample, Northern Turbines",
            "company": "Foundry Example Ltd",
            "edition": "Innovation Prize 2026",
            "because": "Your castings have come without a fault for two years, and you showed us how.",
            "reminder": "",
            "asks": "enter Foundry Example Ltd for the Innovation Prize 2026",
            "url": "https://prize.example.org/nominate/answer/sample/",
            "closes": "Friday, March 13, 2026, 5:00 p.m. EDT",
            "expires": "March 13, 2026",
        },
    )
)
NOMINEE = {
    "company": _("the company's name"),
    "edition": _("the edition's name"),
    "link": _("address of the nominator's page"),
}
NOMINEE_SAMPLE = {
    "company": "Foundry Example Ltd",
    "edition": "Innovation Prize 2026",
    "link": "https://prize.example.org/nominate/mine/",
}
register_template(
    NoticeTemplate(
        key="nominations.nominee_accepted",
        name=_("To a nominator: the company has accepted"),
        subject=_("{{ company }} has accepted your nomination"),
        body=_("""
{{ company }} has accepted your nomination for the {{ edition }} and is writing its entry.

See how far the companies that you nominated have come:

{{ link }}
"""),
        variables=NOMINEE,
        sample=NOMINEE_SAMPLE,
    )
)
register_template(
    NoticeTemplate(
        key="nominations.nominee_declined",
        name=_("To a nominator: the company has declined"),
        subject=_("{{ company }} does not enter this time"),
        body=_("""
{{ company }} has declined your nomination for the {{ edition }}. It need not say why.

See how far the companies that you nominated have come:

{{ link }}
"""),
        variables=NOMINEE,
        sample=NOMINEE_SAMPLE,
    )
)
register_template(
    NoticeTemplate(
        key="nominations.nominee_remarked",
        name=_("To the office: a nominated company declined with a word"),
        subject=_("{{ company }} declined: a word for you"),
        body=_("""
{{ company }} ({{ address }}) has declined its nomination for the {{ edition }} and writes to you:

{{ remark }}

Whoever nominated it does not read this.
"""),
        variables={
            "company": _("the company's name"),
            "edition": _("the edition's name"),
            "address": _("the address that was asked"),
            "remark": _("what the company wrote"),
        },
        sample={
            "company": "Foundry Example Ltd",
            "edition": "Innovation Prize 2026",
            "address": "office@foundry.example",
            "remark": "We are moving this spring. Please ask us again next year.",
        },
    )
)
