from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

STORY = {"title": _("What the story is called"), "company": _("The company"), "link": _("The page of the nomination")}
STORY_SAMPLE = {
    "title": "From five weeks to two days",
    "company": "Ashfield Castings",
    "link": "https://example.org/nominations/sample/",
}

register_template(
    NoticeTemplate(
        key="home.story_approval",
        name=_("Approval of a story"),
        subject=_("Please read the story about your company before we publish it"),
        body=_(
            "{{ inviter }} asks you to {{ asks }}.\n\n"
            "Read the text as it will appear, and say whether it may be published:\n\n{{ url }}\n\n"
            "The link is yours alone and works until {{ expires }}. The story is not published before you approve it."
        ),
        variables={
            "inviter": _("Who asks, or the prize office"),
            "asks": _("What is asked, with the title of the story"),
            "url": _("The personal link"),
            "expires": _("The last day of the link"),
        },
        sample={
            "inviter": "Dana Whitfield",
            "asks": "approve the story “From five weeks to two days”",
            "url": "https://example.org/approve-story/sample/",
            "expires": "14 May 2031",
        },
    )
)

register_template(
    NoticeTemplate(
        key="home.story_answered",
        name=_("Answer of a company on its story"),
        subject=_("{{ company }}: {{ answer }}"),
        body=_(
            "{{ name }} answered for {{ company }}. The story “{{ story }}” is {{ answer }}.\n\nRemark: {{ remark }}"
        ),
        variables={
            "company": _("The company"),
            "story": _("What the story is called"),
            "answer": _("approved or declined"),
            "name": _("Who answered"),
            "remark": _("What they wrote, often what should change"),
        },
        sample={
            "company": "Ashfield Castings",
            "story": "From five weeks to two days",
            "answer": "declined",
            "name": "Robin Ashfield",
            "remark": "The lead time in the second paragraph was nine weeks, not seven.",
        },
    )
)

register_template(
    NoticeTemplate(
        key="home.offer_taken",
        name=_("Offered story taken up"),
        subject=_("We would like to tell the story of {{ company }}"),
        body=_(
            "Thank you for offering “{{ title }}”. An editor has begun to work on it, and may write to the person whom "
            "you named.\n\nBefore anything is published, your company gets a personal link to the finished text. "
            "Without your approval it does not appear.\n\nYour nomination:\n\n{{ link }}"
        ),
        variables=STORY,
        sample=STORY_SAMPLE,
    )
)

register_template(
    NoticeTemplate(
        key="home.offer_declined",
        name=_("Offered story declined"),
        subject=_("Your story “{{ title }}”"),
        body=_(
            "Thank you for offering “{{ title }}”. We will not publish it this time: {{ reason }}\n\n"
            "This says nothing about your nomination, and nobody who judges it knows of the offer.\n\n{{ link }}"
        ),
        variables=STORY | {"reason": "The editor's reason"},
        sample=STORY_SAMPLE | {"reason": "We told of a similar practice in the spring."},
    )
)
