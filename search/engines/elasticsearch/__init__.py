"""Elasticsearch 8 or 9: a copy of the read model, pushed after each commit.

`address` reads SEARCH_URL, `schema` says what an index is, `query` and `answer` are the two ends of a question,
`copying` keeps the index as the read model is, `engine` is `base.Engine`.
"""
