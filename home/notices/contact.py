from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

register_template(
    NoticeTemplate(
        key="home.contact",
        name=_("Message from the contact page"),
        subject=_("{{ topic }}: a message from {{ name }}"),
        body=_("{{ name }} ({{ address }}) wrote by the contact page:\n\n{{ text }}\n\nAnswer to {{ address }}."),
        variables={
            "name": _("Who wrote"),
            "address": _("Their e-mail address"),
            "topic": _("What it is about"),
            "text": _("The message"),
        },
        sample={
            "name": "Robin Ashfield",
            "address": "robin@ashfield.example",
            "topic": "Entering the prize",
            "text": "May we enter with a process that a customer knows of?",
        },
    )
)
