"""What the entrants of a prize are told, and when. The office may reword each per edition."""

from notices.registry import NoticeTemplate, register_template

COMMON = {
    "title": "the title of the nomination",
    "company": "the company's name",
    "edition": "the edition's name",
    "reference": "the reference code, empty before the first submission",
    "link": "address of the nomination's page",
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
            body=body.strip(),
            variables={**COMMON, **(variables or {})},
            sample={**COMMON_SAMPLE, **(sample or {})},
        )
    )


_register(
    "receipt",
    "Receipt of a submission",
    "We have your nomination: {{ reference }}",
    """
Thank you. The nomination “{{ title }}” of {{ company }} for the {{ edition }} arrived on {{ submitted_at }}.

Your reference is {{ reference }}. Please name it when you write to us.

This is what was submitted. It can no longer be changed; we keep it exactly like this.

{{ content }}

Its fingerprint, should you ever need to prove what you sent: {{ digest }}

See it, print it or withdraw it here:

{{ link }}
""",
    {
        "submitted_at": "when it was submitted, with the time zone",
        "content": "every question with its answer",
        "digest": "the fingerprint of the submission",
    },
    {
        "submitted_at": "Monday, March 2, 2026, 4:12 p.m. EST",
        "content": "What is new about it?\nA mould that reports its own wear.",
        "digest": "9f2c" * 16,
    },
)
_register(
    "closing_reminder",
    "Reminder before the close",
    "{{ days }} until nominations close: {{ title }}",
    """
The nomination “{{ title }}” of {{ company }} for the {{ edition }} is not submitted yet.

Nominations close on {{ deadline }}. What is saved but not submitted by then does not take part.

{{ missing }}

Go on where you stopped:

{{ link }}
""",
    {
        "days": "how long is left",
        "deadline": "when it closes, with the time zone",
        "missing": "how much is still to be answered",
    },
    {
        "days": "3 days",
        "deadline": "Friday, March 6, 2026, 5:00 p.m. EST",
        "missing": "Still to be answered: 4 questions.",
    },
)
_register(
    "not_submitted",
    "A draft was not submitted",
    "Not submitted: {{ title }}",
    """
Nominations for the {{ edition }} have closed. The nomination “{{ title }}” of {{ company }}
was not submitted, so it does not take part.

Your text is kept, and you can read and print it here:

{{ link }}
""",
)
_register(
    "found_eligible",
    "Screening: eligible",
    "{{ reference }} goes to the jury",
    """
We have checked the nomination “{{ title }}” of {{ company }}. It meets the conditions of the {{ edition }} and goes to the jury.

There is nothing that you need to do now. Follow it here:

{{ link }}
""",
)
_register(
    "found_ineligible",
    "Screening: not eligible",
    "{{ reference }} cannot take part",
    """
We have checked the nomination “{{ title }}” of {{ company }}. It does not meet the conditions of the {{ edition }}:

{{ reason }}

If you think that we are wrong, answer this message. Where help may be found is on its page:

{{ link }}
""",
    {"reason": "why it is not eligible"},
    {"reason": "The company has more than 500 employees."},
)
_register(
    "screening_reopened",
    "Screening: taken back",
    "We look at {{ reference }} again",
    """
What we told you of the nomination “{{ title }}” of {{ company }} no longer holds: the prize office looks at it again.

{{ reason }}

There is nothing that you need to do now. You will hear from us:

{{ link }}
""",
    {"reason": "why the finding was taken back"},
    {"reason": "We had read the number of employees of another company."},
)
_register(
    "information_requested",
    "Screening: we need something from you",
    "Please add to {{ reference }} until {{ due }}",
    """
To check the nomination “{{ title }}” of {{ company }} for the {{ edition }} we need something more from you:

{{ what }}

The nomination is open again until {{ due }}. Change what is needed and submit it once more:

{{ link }}
""",
    {"what": "what the office asks for", "due": "until when, with the time zone"},
    {
        "what": "Please say in which year the line was installed.",
        "due": "Friday, March 20, 2026, 5:00 p.m. EDT",
    },
)
_register(
    "withdrawn",
    "Withdrawal acknowledged",
    "Withdrawn: {{ title }}",
    """
The nomination “{{ title }}” of {{ company }} for the {{ edition }} was withdrawn by {{ who }}. It is no longer judged.

{{ link }}
""",
    {"who": "who withdrew it"},
    {"who": "Ada Example"},
)
_register(
    "extended",
    "Extension granted",
    "You have until {{ deadline }}: {{ title }}",
    """
The nomination “{{ title }}” of {{ company }} for the {{ edition }} may be submitted until {{ deadline }}.

{{ link }}
""",
    {"deadline": "the new deadline, with the time zone"},
    {"deadline": "Friday, March 13, 2026, 5:00 p.m. EDT"},
)
_register(
    "file_refused",
    "A file was refused by the virus scanner",
    "A file was refused: {{ title }}",
    """
The virus scanner refused the file “{{ file }}” of the nomination “{{ title }}”. Nobody can open it. Please upload a clean copy:

{{ link }}
""",
    {"file": "the file's name"},
    {"file": "drawing.pdf"},
)
