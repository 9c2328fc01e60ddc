"""What the clock does for support services."""

from datetime import timedelta

from notices.clock import register_job


def register():
    from prizes.actions import ask_providers_who_are_due, remind_of_waiting_requests

    register_job("prizes.ask_providers", ask_providers_who_are_due, every=timedelta(hours=12))
    register_job("prizes.remind_of_requests", remind_of_waiting_requests, every=timedelta(hours=6))
