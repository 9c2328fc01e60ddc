"""What authors, companies and would-be jurors are told at the door of industry."""

from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

STATEMENT = {
    "title": _("what the problem statement is called"),
    "organisation": _("who looks for something"),
    "link": _("the page to go on from"),
}
STATEMENT_SAMPLE = {
    "title": "Seals that outlast the engine",
    "organisation": "Northern Turbines",
    "link": "https://prize.example.org/industry/problems/sample/",
}
COMPANY = STATEMENT | {"company": _("the company that answered")}
COMPANY_SAMPLE = STATEMENT_SAMPLE | {"company": "Foundry Example Ltd"}
CONTACT = COMPANY | {"name": _("who can be reached"), "address": _("at which e-mail address")}
CONTACT_SAMPLE = COMPANY_SAMPLE | {"name": "Ruth Sample", "address": "ruth@turbines.example"}


def _register(key, name, subject, body, variables, sample):
    template = NoticeTemplate(
        key=f"network.{key}", name=name, subject=subject, body=body, variables=variables, sample=sample
    )
    register_template(template)


_register(
    "problem_published",
    _("Problem statement published"),
    _("“{{ title }}” is published"),
    _("""
What {{ organisation }} looks for is published. Companies can answer now, and you are told of each answer.

Its answers, and how to close it:

{{ link }}
"""),
    STATEMENT,
    STATEMENT_SAMPLE,
)
_register(
    "problem_refused",
    _("Problem statement sent back"),
    _("Please change “{{ title }}”"),
    _("""
We have read what {{ organisation }} looks for, and send it back before it is published:

{{ reason }}

Change it and hand it in again:

{{ link }}
"""),
    STATEMENT | {"reason": _("what the office asks for")},
    STATEMENT_SAMPLE | {"reason": "Please say what an answer must show: a drawing, a sample, a reference?"},
)
_register(
    "problem_reply",
    _("A company has answered a problem statement"),
    _("{{ company }} has answered “{{ title }}”"),
    _("""
{{ company }} has answered what {{ organisation }} looks for. Read the answer, and take it up or decline it:

{{ link }}
"""),
    COMPANY,
    COMPANY_SAMPLE,
)
_register(
    "reply_taken_up",
    _("To a company: its answer is taken up"),
    _("{{ organisation }} wants to talk about “{{ title }}”"),
    _("""
{{ organisation }} has taken up the answer of {{ company }}:

{{ answer }}

Write to {{ name }}, {{ address }}. They have your address too.

{{ link }}
"""),
    CONTACT | {"answer": _("what they wrote, or nothing")},
    CONTACT_SAMPLE | {"answer": "Could you show us the fatigue figures in June?"},
)
_register(
    "reply_contact",
    _("To who asked: how to reach the company"),
    _("You have taken up the answer of {{ company }}"),
    _("""
You can reach {{ name }} of {{ company }} at {{ address }}, about “{{ title }}”. They have your address too.

{{ link }}
"""),
    CONTACT,
    CONTACT_SAMPLE,
)
_register(
    "reply_declined",
    _("To a company: its answer is declined"),
    _("About your answer to “{{ title }}”"),
    _("""
{{ organisation }} thanks {{ company }} for its answer and does not follow it up.

{{ answer }}

{{ link }}
"""),
    COMPANY | {"answer": _("what they wrote, or nothing")},
    COMPANY_SAMPLE | {"answer": "We need a larger diameter than your press takes."},
)
_register(
    "jury_offer_declined",
    _("Offer to judge declined"),
    _("Your offer to judge for the {{ prize }}"),
    _("""
Thank you for offering to judge for the {{ prize }}. This time we do not take you up on it: {{ reason }}
"""),
    {"prize": _("the prize's name"), "reason": _("why")},
    {"prize": "Innovation Prize", "reason": "The panel has three people of your industry already."},
)
