"""All that is particular to Elasticsearch. Only `search.engines` and `search.outbox` know of it."""
