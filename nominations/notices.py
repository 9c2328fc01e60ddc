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
