"""What a change set or an erasure does to the versions that are there: pure functions that every store calls.

===============  ==========================================================================================
`change.py`      a change set against what is stored: rows to write, receipt, link in the chain
`comparing.py`   one batch against the live versions of its kind: created, updated, unchanged, closed
`erasure.py`     what becomes of which version, and totals, digests and chain afterwards
`outcome.py`     what the workspace says about itself when either is done: all that a commit writes
===============  ==========================================================================================
"""
