"""In: entries for the journal, readings of them. Out: both kept for good, and found again.

The journal is the truth: bytes as received and judgements, append-only, numbered without gaps. All
else here is derived from it and can be made anew. SQLite or PostgreSQL, with one schema.

    address    where a store lies: a path or a URL
    database   the engine behind it, what its errors mean, one writer at a moment
    schema     made and upgraded by migrations; a newer one is refused
    journal    append and read entries
    rows       a Dispatch and its Reading as rows (pure)
    projection rows written, replaced, dumped
    index      terms and queries in each database's own full-text form (pure)
    query      what somebody typed, as a tree (pure)
    search     the dispatches that a query and filters find
    snippet    the stretch of a text that shows why (pure)
    doctor     what is wrong with a store, and what to do
"""
