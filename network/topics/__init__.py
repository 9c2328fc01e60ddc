"""The pages of topics: what the site holds on a sub-industry, a technology, a practice."""
