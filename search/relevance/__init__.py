"""How well an engine answers: judged queries over a known set of documents, and the usual figures of retrieval."""
