from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

register_template(
    NoticeTemplate(
        key="accounts.invitation",
        name=_("Invitation"),
        subject=_("{{ inviter }} asks you to {{ asks }}"),
        body=_("""Hello,

{{ inviter }} asks you to {{ asks }}.

Open this link to read more and to accept or decline:
{{ url }}

The link is yours alone and works until {{ expires }}. If you did not expect it, you need not do anything.
"""),
        variables={
            "inviter": _("Who invites"),
            "asks": _("What the person is asked to do"),
            "url": _("The link to answer"),
            "expires": _("The last day on which the link works"),
        },
        sample={
            "inviter": "Ruth Sample",
            "asks": "work on the nomination “A quieter press”",
            "url": "https://prize.example/people/invitations/sample/",
            "expires": "March 12, 2027",
        },
    )
)
ROLE_VARIABLES = {"name": _("The person"), "role": _("The role"), "prize": _("The prize")}
ROLE_SAMPLE = {"name": "Ruth Sample", "role": "Secretariat", "prize": "The Sample Prize"}
register_template(
    NoticeTemplate(
        key="accounts.role_given",
        name=_("Role given"),
        subject=_("You now hold the role “{{ role }}” for {{ prize }}"),
        body=_("""Hello {{ name }},

you now hold the role “{{ role }}” for {{ prize }}. If you have no second factor yet, you will be asked to
set one up when you next sign in.
"""),
        variables=ROLE_VARIABLES,
        sample=ROLE_SAMPLE,
    )
)
register_template(
    NoticeTemplate(
        key="accounts.role_taken",
        name=_("Role ended"),
        subject=_("Your role “{{ role }}” for {{ prize }} has ended"),
        body=_("""Hello {{ name }},

your role “{{ role }}” for {{ prize }} has ended. If this surprises you, please ask the prize office.
"""),
        variables=ROLE_VARIABLES,
        sample=ROLE_SAMPLE,
    )
)
