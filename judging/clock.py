from datetime import timedelta

from judging.actions import remind_unfinished
from notices.clock import register_job

register_job("judging.remind_unfinished", remind_unfinished, every=timedelta(hours=1))
