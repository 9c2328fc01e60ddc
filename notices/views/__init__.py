from notices.views.outbox import CancelView, MailView, NoticeView, OutboxView, ResendView
from notices.views.texts import TextEditView, TextIndexView, TextResetView

__all__ = [
    "CancelView",
    "MailView",
    "NoticeView",
    "OutboxView",
    "ResendView",
    "TextEditView",
    "TextIndexView",
    "TextResetView",
]
