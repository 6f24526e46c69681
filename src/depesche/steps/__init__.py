"""In: dispatches in the order of the journal. Out: what relates them to each other, in tables.

One module a step: `STEP` says what it keeps of a dispatch and how it is applied (`depesche.fold`).
"""
