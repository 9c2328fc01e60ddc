"""All that is particular to Elasticsearch. What asks, writes and looks after it imports this; no page, model or builder does."""
