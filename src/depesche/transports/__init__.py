"""In: a drop folder, a feed, a queue. Out: what they deliver, in the store, exactly once.

    folder      which files of a drop folder are whole, and what becomes of them afterwards
    watch       a drop folder, round after round
    config      the configuration of feeds and queues, and their secrets from the environment
    fetch       one HTTP request that can neither hang, nor flood us, nor be led astray
    schedule    when to ask again: intervals, Retry-After, back-off
    contents    what a feed or a queue answered -> arrivals, the same bytes for the same item
    ask         a feed or a queue, asked once
    receipts    what a queue gave, acknowledged
    poll        feeds and queues, asked when they are due

Delivery is at least once: only what is committed is moved away or acknowledged, so whatever breaks
off comes again, and the journal knows it by its bytes.
"""
