from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

ASKER, SUBJECT, COMPANY = _("For whom is asked"), _("What is needed, in one line"), _("The company")
LINK = _("The page of the enquiry")
TO_COMPANY = {"asker": ASKER, "subject": SUBJECT, "link": LINK}
TO_COMPANY_SAMPLE = {
    "asker": "Heronsgate Instruments",
    "subject": "Forty housings of aluminum",
    "link": "https://example.org/enquiries/received/sample/",
}
TO_ASKER = {"company": COMPANY, "subject": SUBJECT, "link": LINK}
TO_ASKER_SAMPLE = {
    "company": "Ashfield Castings",
    "subject": "Forty housings of aluminum",
    "link": "https://example.org/enquiries/sample/",
}
FINDING = _("What the prize office found")
FINDING_SAMPLE = "It sells a service, and asks for nothing."

register_template(
    NoticeTemplate(
        key="network.enquiry_received",
        name=_("Enquiry to a company"),
        subject=_("An enquiry from {{ asker }}: {{ subject }}"),
        body=_(
            "{{ asker }} has read about your company in the directory and asks:\n\n{{ subject }}\n\n"
            "Read what they need, and answer or decline:\n\n{{ link }}\n\n"
            "They do not see your name or address. When you answer, both sides get each other's."
        ),
        variables=TO_COMPANY,
        sample=TO_COMPANY_SAMPLE,
    )
)

register_template(
    NoticeTemplate(
        key="network.enquiry_reminder",
        name=_("Enquiry that waits for its company"),
        subject=_("{{ asker }} waits for your answer: {{ subject }}"),
        body=_(
            "A week ago {{ asker }} asked your company:\n\n{{ subject }}\n\n"
            "A short no helps them too: they can look further.\n\n{{ link }}\n\n"
            "We remind you once and not again."
        ),
        variables=TO_COMPANY,
        sample=TO_COMPANY_SAMPLE,
    )
)

register_template(
    NoticeTemplate(
        key="network.enquiry_answered",
        name=_("Answer to an enquiry"),
        subject=_("{{ company }} has answered: {{ subject }}"),
        body=_(
            "{{ company }} has answered your enquiry. Read the answer:\n\n{{ link }}\n\n"
            "You can write to {{ name }} directly now: {{ address }}. They have your name and address as well."
        ),
        variables=TO_ASKER | {"name": _("Who answered"), "address": _("Their e-mail address")},
        sample=TO_ASKER_SAMPLE | {"name": "Robin Ashfield", "address": "robin@ashfield.example"},
    )
)

register_template(
    NoticeTemplate(
        key="network.enquiry_declined",
        name=_("Enquiry declined"),
        subject=_("{{ company }} has declined: {{ subject }}"),
        body=_(
            "{{ company }} cannot help with your enquiry this time. It does not know your name or address.\n\n"
            "Whether it gave a reason, and what the other companies say, stands here:\n\n{{ link }}"
        ),
        variables=TO_ASKER,
        sample=TO_ASKER_SAMPLE,
    )
)

register_template(
    NoticeTemplate(
        key="network.enquiry_report_upheld",
        name=_("Reported enquiry stopped"),
        subject=_("We have stopped the enquiry of {{ asker }}"),
        body=_(
            "Thank you for reporting the enquiry “{{ subject }}”. The prize office has read it and stopped it at all "
            "companies: {{ finding }}\n\nWhoever wrote it can write to no company any more. They were not told who "
            "reported it.\n\n{{ link }}"
        ),
        variables=TO_COMPANY | {"finding": FINDING},
        sample=TO_COMPANY_SAMPLE | {"finding": FINDING_SAMPLE},
    )
)

register_template(
    NoticeTemplate(
        key="network.enquiry_report_dismissed",
        name=_("Reported enquiry found in order"),
        subject=_("Your report of the enquiry of {{ asker }}"),
        body=_(
            "Thank you for reporting the enquiry “{{ subject }}”. The prize office has read it and found no abuse: "
            "{{ finding }}\n\nYou need not answer. Decline it, and it is gone from your list of what waits.\n\n{{ link }}"
        ),
        variables=TO_COMPANY | {"finding": FINDING},
        sample=TO_COMPANY_SAMPLE | {"finding": "It names a need that your company could meet."},
    )
)

register_template(
    NoticeTemplate(
        key="network.enquiry_stopped",
        name=_("Enquiry stopped by the prize office"),
        subject=_("Your enquiry was stopped: {{ subject }}"),
        body=_(
            "A company has reported your enquiry “{{ subject }}”. The prize office has read it and stopped it: "
            "{{ finding }}\n\nYou cannot write to companies any more. If you think that this is wrong, write to the prize "
            "office.\n\n{{ link }}"
        ),
        variables={"subject": SUBJECT, "finding": FINDING, "link": LINK},
        sample={
            "subject": "A service for your website",
            "finding": FINDING_SAMPLE,
            "link": "https://example.org/enquiries/sample/",
        },
    )
)

register_template(
    NoticeTemplate(
        key="network.enquiry_block_lifted",
        name=_("Enquiries possible again"),
        subject=_("You can write to companies again"),
        body=_("The prize office had stopped your enquiries to companies. That is lifted: you can send them again."),
    )
)

register_template(
    NoticeTemplate(
        key="network.enquiry_outcome",
        name=_("What came of an enquiry"),
        subject=_("What came of it?"),
        body=_(
            "{{ inviter }} asks you to {{ asks }}.\n\nOne click is enough, and you need not sign in:\n\n{{ url }}\n\n"
            "We count the answers, so that the prize can show what such enquiries lead to. The other side does not see "
            "yours. The link is yours alone and works until {{ expires }}. We ask once."
        ),
        variables={
            "inviter": _("Who asks: the prize office"),
            "asks": _("What is asked, with the enquiry and the company"),
            "url": _("The personal link"),
            "expires": _("The last day of the link"),
        },
        sample={
            "inviter": "The prize office",
            "asks": "say what came of the enquiry “Forty housings of aluminum” to Ashfield Castings",
            "url": "https://example.org/enquiries/outcome/sample/",
            "expires": "14 May 2031",
        },
    )
)
