"""What this part registers with the apps below: notices, invitations, jobs, personal data, search."""

from network.jobs.directory import put_right_companies
from notices.clock import register_job

register_job("network.put_right_companies", put_right_companies)
