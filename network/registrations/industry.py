"""What this part registers with the apps below: notices, jobs, personal data, search, conflicts, next steps."""

from datetime import timedelta

from network import conflicts, industry_searchable, industry_steps  # noqa: F401
from network.actions.problems import close_overdue_problems
from network.notices import industry as notices  # noqa: F401
from network.personal_data import industry as personal_data  # noqa: F401
from notices.clock import register_job

register_job("network.close_overdue_problems", close_overdue_problems, every=timedelta(hours=1))
