from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

COMPANY = {"company": _("The company"), "link": _("The page to go to")}
COMPANY_SAMPLE = {"company": "Ashfield Castings", "link": "https://example.org/profile/"}
REASON = {"reason": _("The reason, as it was written")}
ASKED = {
    "inviter": _("Who asks: the prize office"),
    "asks": _("What is asked, with the name of the company"),
    "url": _("The personal link"),
    "expires": _("The last day of the link"),
}
ASKED_SAMPLE = {
    "inviter": "The prize office",
    "asks": "say whether the profile of Ashfield Castings is still right",
    "url": "https://example.org/profile/confirm/sample/",
    "expires": "14 May 2031",
}


def template(key, name, subject, body, variables, sample):
    register_template(
        NoticeTemplate(key=f"network.{key}", name=name, subject=subject, body=body, variables=variables, sample=sample)
    )


template(
    "claim_granted",
    _("Claim on a company granted"),
    _("You speak for {{ company }} in the directory"),
    _(
        "You can now fill in and publish the profile of {{ company }}, and read what others write to it:\n\n{{ link }}\n\n"
        "Where your company has entered the prize and allowed its answers to be published, we have drafted the profile "
        "from them. Nothing of it is public before you publish it."
    ),
    COMPANY,
    COMPANY_SAMPLE,
)
template(
    "claim_refused",
    _("Claim on a company refused"),
    _("Your claim on {{ company }}"),
    _(
        "We could not accept that you speak for {{ company }}: {{ reason }}\n\nWhere your companies stand:\n\n{{ link }}"
    ),
    COMPANY | REASON,
    COMPANY_SAMPLE | {"reason": "Please use your address at the company, or ask the owner to write to us."},
)
template(
    "claim_ended",
    _("Claim on a company ended"),
    _("You no longer speak for {{ company }}"),
    _("{{ who }} has ended your part in the profile of {{ company }}: {{ reason }}\n\n{{ link }}"),
    COMPANY | REASON | {"who": _("Who ended it")},
    COMPANY_SAMPLE | {"reason": "You have moved to the sister company.", "who": "Robin Ashfield"},
)
template(
    "keeper_joined",
    _("Somebody else speaks for the company"),
    _("{{ name }} now speaks for {{ company }} too"),
    _(
        "{{ name }} may now change, publish and confirm the profile of {{ company }}, as you may. If that is not right, "
        "end it on this page, and write to the prize office:\n\n{{ link }}"
    ),
    COMPANY | {"name": _("Who was let in")},
    COMPANY_SAMPLE | {"name": "Quinn Ashfield"},
)
template(
    "profile_hidden",
    _("Company profile hidden by the prize office"),
    _("The profile of {{ company }} is hidden"),
    _(
        "We have taken the profile of {{ company }} off the directory: {{ reason }}\n\n"
        "You can still change it. Write to us once it is mended, and we give it back to you.\n\n{{ link }}"
    ),
    COMPANY | REASON,
    COMPANY_SAMPLE | {"reason": "It names a customer who did not agree to it."},
)
template(
    "profile_given_back",
    _("Hidden company profile given back"),
    _("You can publish the profile of {{ company }} again"),
    _("The profile of {{ company }} is yours again, as a draft. Read it once more and publish it:\n\n{{ link }}"),
    COMPANY,
    COMPANY_SAMPLE,
)
template(
    "confirm_due",
    _("Is the profile still right?"),
    _("Is your company's profile still right?"),
    _(
        "{{ inviter }} asks you to {{ asks }}.\n\n"
        "Buyers trust a profile that its company has read within the year. Look at it and say “All this is right”, or "
        "change what is not. It takes two minutes, and no password:\n\n{{ url }}\n\nThe link is yours alone and works "
        "until {{ expires }}."
    ),
    ASKED,
    ASKED_SAMPLE,
)
template(
    "confirm_old",
    _("The profile is marked as old"),
    _("Your company's profile is now marked as old"),
    _(
        "Nobody has confirmed it for a year, so the directory says so, and buyers read that. In three months it will be "
        "hidden. {{ inviter }} asks you to {{ asks }}; one press of a button is enough:\n\n{{ url }}\n\n"
        "The link is yours alone and works until {{ expires }}."
    ),
    ASKED,
    ASKED_SAMPLE,
)
template(
    "confirm_lapsed",
    _("The profile is hidden until it is confirmed"),
    _("Your company's profile is hidden until you confirm it"),
    _(
        "Nobody has confirmed it for fifteen months, so buyers no longer find it. Nothing is lost: it comes back as soon as "
        "you confirm it. {{ inviter }} asks you to {{ asks }}:\n\n{{ url }}\n\nThe link is yours alone and works until "
        "{{ expires }}. We do not write about this again."
    ),
    ASKED,
    ASKED_SAMPLE,
)
