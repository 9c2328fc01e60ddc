from datetime import timedelta

from network.actions.confirming import ask_for_confirmations
from notices.clock import register_job

register_job("network.ask_for_confirmations", ask_for_confirmations, every=timedelta(hours=1))
