"""In: nothing. Out: the nouns of Depesche, all frozen: dispatch, reading, statement, timex, finding.

Nothing here imports any other part of the project.
"""
