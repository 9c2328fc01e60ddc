from datetime import timedelta

from judging.actions import recuse_excluded_everywhere, remind_unfinished, tell_outcomes
from judging.actions.computing import ask_for_stale_figures
from notices.clock import register_job

register_job("judging.remind_unfinished", remind_unfinished, every=timedelta(hours=1))
register_job("judging.recuse_excluded", recuse_excluded_everywhere, every=timedelta(hours=1))
register_job("judging.compute_figures", ask_for_stale_figures, every=timedelta(minutes=1))
register_job("judging.tell_outcomes", tell_outcomes)
