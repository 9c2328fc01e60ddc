from audit.verbs import register_verbs

# The directory: who speaks for a company, and what stands in its profile.
register_verbs({})
# Enquiries.
register_verbs({})
# Topics.
register_verbs({})
# Large manufacturers, universities, intermediaries.
register_verbs({})
