from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

LINK = {
    "inviter": _("Who asks, or the prize office"),
    "asks": _("What is asked, with the name of the service"),
    "url": _("The personal link"),
    "expires": _("The last day of the link"),
}

register_template(
    NoticeTemplate(
        key="prizes.service_review",
        name=_("A provider is asked whether its service is right"),
        subject=_("Is what we say of your service still right?"),
        body=_(
            "Small manufacturers find your service on the site of the prize. Once a year we ask you to {{ asks }}, so that "
            "nobody calls in vain.\n\n"
            "Read it, and press one button, or write what has changed:\n\n{{ url }}\n\n"
            "It takes a minute and needs no account. The link is yours alone and works until {{ expires }}."
        ),
        variables=LINK,
        sample={
            "inviter": "The prize office",
            "asks": "look at what the prize's site says of “A day on your floor”",
            "url": "https://example.org/support/confirm/sample/",
            "expires": "14 May 2031",
        },
    )
)
register_template(
    NoticeTemplate(
        key="prizes.service_request",
        name=_("Request of a company to a support service"),
        subject=_("A manufacturer asks for your service"),
        body=_(
            "{{ inviter }} asks you to {{ asks }}.\n\n"
            "Read what the company wrote, and answer or decline, here:\n\n{{ url }}\n\n"
            "It needs no account. The company agreed that what stands there is passed on to you, and to nobody else but the "
            "prize office. The link is yours alone and works until {{ expires }}."
        ),
        variables=LINK,
        sample={
            "inviter": "Robin Ashfield",
            "asks": "answer the request of Ashfield Castings to “A day on your floor”",
            "url": "https://example.org/support/requests/sample/",
            "expires": "14 May 2031",
        },
    )
)
register_template(
    NoticeTemplate(
        key="prizes.service_request_answered",
        name=_("A company hears from a support service"),
        subject=_("{{ provider }} on your request: {{ outcome }}"),
        body=_(
            "Your request to “{{ service }}” is {{ outcome }}. {{ name }} writes:\n\n{{ answer }}\n\n"
            "All your requests stand here:\n\n{{ url }}"
        ),
        variables={
            "service": _("The name of the service"),
            "provider": _("Who offers it"),
            "outcome": _("answered, or declined by the provider"),
            "name": _("Who answered"),
            "answer": _("What they wrote"),
            "url": _("The page with the person's requests"),
        },
        sample={
            "service": "A day on your floor",
            "provider": "Bay Extension Partnership",
            "outcome": "answered",
            "name": "Imogen Castellan",
            "answer": "We can come on any Tuesday in March. Please call 555-0100.",
            "url": "https://example.org/support/requests/",
        },
    )
)
register_template(
    NoticeTemplate(
        key="prizes.service_request_withdrawn",
        name=_("A request to a support service is taken back"),
        subject=_("{{ company }} has taken its request back"),
        body=_(
            "{{ company }} has taken back its request to “{{ service }}”. The link that you got no longer works, and there "
            "is nothing left to do."
        ),
        variables={"company": _("The company"), "service": _("The name of the service")},
        sample={"company": "Ashfield Castings", "service": "A day on your floor"},
    )
)
register_template(
    NoticeTemplate(
        key="prizes.service_remark",
        name=_("A provider tells of a change"),
        subject=_("{{ service }}: something has changed"),
        body=_(
            "{{ provider }} was asked whether what we say of “{{ service }}” is right, and writes:\n\n{{ remark }}\n\n"
            "Change the service in the back office, then settle the remark there: that counts as confirmed."
        ),
        variables={
            "service": _("The name of the service"),
            "provider": _("Who offers it"),
            "remark": _("What has changed, in the provider's words"),
        },
        sample={
            "service": "A day on your floor",
            "provider": "Bay Extension Partnership",
            "remark": "We now come for two days, and no longer to Berkshire County.",
        },
    )
)
