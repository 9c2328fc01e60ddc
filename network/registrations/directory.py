"""What this part registers with the apps below: notices, invitations, jobs, personal data, search."""
