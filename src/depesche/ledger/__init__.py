"""In: readings, and what they are compared by. Out: revisions, changes, origins, claims, stories.

Pure functions: nothing here asks a store, a clock or a disk. What is known of earlier dispatches
comes in as an argument; `depesche.fold` asks the store for it and writes down what comes out.
"""
