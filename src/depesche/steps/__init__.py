"""In: a dispatch, then its features in the order of the journal. Out: the tables of the ledger.

One module a step, each with its `STEP`; `depesche.fold.STEPS` lists them in their order.
"""
