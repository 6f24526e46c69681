"""In: Readings. Out: what a page, a terminal or an API answer shows; no HTML, no SQL."""
