"""The search index: FTS5 on SQLite, a tsvector on PostgreSQL.

An entry's number is twice the `seq` of an event, or twice that of a report and one. Words are
put in as `dateline.store.words` spells them, so that both databases find the same.
"""

from alembic import op


def create_search() -> None:
    """Create the table `search_entry`."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE search_entry (entry BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX search_words ON search_entry USING GIN (words)")
    else:
        op.execute("CREATE VIRTUAL TABLE search_entry USING fts5(words, tokenize = 'unicode61')")
