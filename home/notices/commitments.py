from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

VARIABLES = {
    "company": _("The company"),
    "promise": _("What was promised, with what was agreed"),
    "due": _("The day by which it was promised"),
    "link": _("Where the company sees what it promised, and says what was done"),
}
SAMPLE = {
    "company": "Ashfield Castings",
    "promise": "A plant tour: a morning in the new foundry for twenty guests",
    "due": "May 14, 2031",
    "link": "https://example.org/nominations/sample/commitments/",
}
SAID = _("What was written of it")


def register(key, name, subject, body, note=""):
    register_template(
        NoticeTemplate(
            key=key,
            name=name,
            subject=subject,
            body=body,
            variables=VARIABLES | ({"note": SAID} if note else {}),
            sample=SAMPLE | ({"note": note} if note else {}),
        )
    )


register(
    "home.commitment_due",
    _("Promise of a winner falls due"),
    _("By {{ due }}: {{ promise }}"),
    _(
        "With its award {{ company }} promised something to those who want to learn from it:\n\n{{ promise }}\n\nIt is "
        "due on {{ due }}. Write to the prize office for help with it, or tell us once it is done:\n\n{{ link }}"
    ),
)

register(
    "home.commitment_overdue",
    _("Promise of a winner is overdue"),
    _("Was due on {{ due }}: {{ promise }}"),
    _(
        "{{ company }} promised this with its award, and we have not heard that it was done:\n\n{{ promise }}\n\nIf it "
        "was, tell us by this page. If something came in between, answer to the prize office: another day can be "
        "agreed.\n\n{{ link }}"
    ),
)

register(
    "home.commitment_reopened",
    _("Promise of a winner is open again"),
    _("Open again: {{ promise }}"),
    _(
        "The prize office opened this again:\n\n{{ promise }}\n\n{{ note }}\n\nIt is due on {{ due }}. See all that "
        "{{ company }} promised:\n\n{{ link }}"
    ),
    note="We could not find the story at the address that you gave.",
)

register(
    "home.commitment_done",
    _("Company says that its promise is kept"),
    _("{{ company }}: done"),
    _(
        "{{ company }} says that it has kept its promise:\n\n{{ promise }}\n\n{{ note }}\n\nIf that is not so, open it "
        "again in the back office:\n\n{{ link }}"
    ),
    note="The story stands on our own site: https://ashfield.example/one-piece",
)
