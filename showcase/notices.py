from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

register_template(
    NoticeTemplate(
        key="showcase.approval",
        name=_("Approval of a winner page"),
        subject=_("Please read your page before we publish it"),
        body=_(
            "{{ inviter }} asks you to {{ asks }}.\n\n"
            "Read the text as it will appear, and say whether it may be published:\n\n{{ url }}\n\n"
            "The link is yours alone and works until {{ expires }}. Until you approve, only your company's name, its "
            "place, the category and the jury's citation will be shown."
        ),
        variables={
            "inviter": _("Who asks, or the prize office"),
            "asks": _("What is asked, with the name of the award"),
            "url": _("The personal link"),
            "expires": _("The last day of the link"),
        },
        sample={
            "inviter": "Dana Whitfield",
            "asks": "approve the page on your award “Winner, Process innovation”",
            "url": "https://example.org/approve/sample/",
            "expires": "14 May 2031",
        },
    )
)

register_template(
    NoticeTemplate(
        key="showcase.answered",
        name=_("Answer of a company on its winner page"),
        subject=_("{{ company }}: {{ answer }}"),
        body=_(
            "{{ name }} answered for {{ company }} ({{ award }}). The text of the page is {{ answer }}.\n\n"
            "Remark: {{ remark }}"
        ),
        variables={
            "company": _("The company"),
            "award": _("Kind and category of the award"),
            "answer": _("approved or declined"),
            "name": _("Who answered"),
            "remark": _("What they wrote, often what should change"),
        },
        sample={
            "company": "Ashfield Castings",
            "award": "Winner · Process innovation",
            "answer": "declined",
            "name": "Robin Ashfield",
            "remark": "The lead time in the second paragraph was nine weeks, not seven.",
        },
    )
)

register_template(
    NoticeTemplate(
        key="showcase.press_invitation",
        name=_("Invitation of the press under embargo"),
        subject=_("The awards, before they are announced"),
        body=_(
            "{{ inviter }} asks you to {{ asks }}.\n\n"
            "Open this link to read what you agree to, and accept or decline. From the hour of the press on, the same link "
            "shows the press pack: texts, pictures and the logo.\n\n{{ url }}\n\n"
            "The link is yours alone and can be answered until {{ expires }}. Please do not pass it on."
        ),
        variables={
            "inviter": _("Who invites, or the prize office"),
            "asks": _("What is offered, with the name of the edition"),
            "url": _("The personal link"),
            "expires": _("The last day on which it can be answered"),
        },
        sample={
            "inviter": "Dana Whitfield",
            "asks": "read the awards of “Sample Prize 2031” before they are announced, under an embargo",
            "url": "https://example.org/embargo/sample/",
            "expires": "14 May 2031",
        },
    )
)
