from django.utils.translation import gettext_lazy as _

from notices.registry import NoticeTemplate, register_template

VARIABLES = {
    "event": _("What the event is called"),
    "facts": _("When, where, and what to bring, a line each"),
    "link": _("The personal link to the place"),
}
SAMPLE = {
    "event": "A morning at Ashfield Castings",
    "facts": "When: Thursday, March 4, 2027, 9 a.m. EST until 11:30 a.m. EST\nWhere: 12 Foundry Lane, Lowell\n"
    "Bring: closed shoes",
    "link": "https://example.org/sign-up/place/sample/",
}


def register(key, name, subject, body, **more):
    """`more`: further variables, each with what it is and a sample."""
    register_template(
        NoticeTemplate(
            key=key,
            name=name,
            subject=subject,
            body=body,
            variables=VARIABLES | {word: told for word, (told, _) in more.items()},
            sample=SAMPLE | {word: sample for word, (_, sample) in more.items()},
        )
    )


register(
    "home.event_place",
    _("Place at an event"),
    _("You have a place: {{ event }}"),
    _(
        "You are signed up for “{{ event }}”.\n\n{{ facts }}\n\nYour place, and the way to give it back if you cannot "
        "come:\n\n{{ link }}\n\nIf you did not sign up, somebody typed your address by mistake: open the link and give "
        "the place back. Ninety days after the event your name and address are erased."
    ),
)

register(
    "home.event_waiting",
    _("Waiting list of an event"),
    _("You are on the waiting list: {{ event }}"),
    _(
        "All places for “{{ event }}” are taken, and you are on the waiting list. As soon as a place is free for you, we "
        "write again.\n\n{{ facts }}\n\nWhere you stand, and the way off the list:\n\n{{ link }}\n\nIf you did not sign "
        "up, somebody typed your address by mistake: open the link and leave the list."
    ),
)

register(
    "home.event_moved_up",
    _("Place free for somebody who waited"),
    _("A place is free for you: {{ event }}"),
    _(
        "A place has become free, and it is yours: you are signed up for “{{ event }}”.\n\n{{ facts }}\n\nIf you can "
        "no longer come, give it back by this link, so that the next one hears of it in time:\n\n{{ link }}"
    ),
)

register(
    "home.event_canceled",
    _("Place at an event given back"),
    _("You are no longer signed up: {{ event }}"),
    _(
        "You are no longer on the list of “{{ event }}”.\n\n{{ facts }}\n\nShould you want to come after all, sign up "
        "again:\n\n{{ link }}"
    ),
)

register(
    "home.event_changed",
    _("Event has changed"),
    _("Changed: {{ event }}"),
    _(
        "{{ changed }}: “{{ event }}”. This is how it stands now:\n\n{{ facts }}\n\nIf you cannot come then, give your "
        "place back by this link:\n\n{{ link }}"
    ),
    changed=(_("What has changed, as the beginning of a sentence"), "There is a new time and place"),
)

register(
    "home.event_called_off",
    _("Event is called off"),
    _("Called off: {{ event }}"),
    _(
        "“{{ event }}” is called off: {{ reason }}\n\nThis is when it would have been:\n\n{{ facts }}\n\nYou need do nothing. "
        "Your place, should it take place after all:\n\n{{ link }}"
    ),
    reason=(_("Why it is called off"), "The hall is flooded, and no other is free that evening."),
)

register(
    "home.event_reminder",
    _("Event is near"),
    _("Soon: {{ event }}"),
    _(
        "You have a place at “{{ event }}”, and we look forward to seeing you.\n\n{{ facts }}\n\nIf you cannot come, give "
        "your place back now: somebody may be waiting for it.\n\n{{ link }}"
    ),
)
