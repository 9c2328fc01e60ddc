"""What the clock does for nominations."""

from datetime import timedelta

from nominations.actions import (
    close_drafts,
    close_unanswered,
    discard_stale_uploads,
    remind_nominees,
    scan_waiting,
    send_closing_reminders,
)
from notices.clock import register_job


def register():
    register_job("nominations.close_drafts", close_drafts, every=timedelta(minutes=1))
    register_job("nominations.close_unanswered", close_unanswered, every=timedelta(minutes=5))
    register_job("nominations.remind_nominees", remind_nominees, every=timedelta(hours=1))
    register_job("nominations.send_closing_reminders", send_closing_reminders, every=timedelta(hours=1))
    register_job("nominations.scan_waiting", scan_waiting, every=timedelta(minutes=5))
    register_job("nominations.discard_stale_uploads", discard_stale_uploads, every=timedelta(hours=6))
