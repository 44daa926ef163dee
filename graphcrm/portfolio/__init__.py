"""Many accounts at once: each cut out of the workspace, computed by itself, kept by its facts, and told as one table and one page.

============== ===================================================================================
`outline`      who belongs to whom
`counted`      which versions count on the day
`cells`        rows kept apart by whom they concern, compressed
`parts`        an account's facts, cut out of those of a day
`task`         one account to compute, and the pure function that does it
`kept`         what was computed before, by the digest of what it rests on
`local` `spark` engines: where the function runs; they know nothing of accounts
`run`          which accounts are new, computed, kept; failures
`whole`        the portfolio as an answer
`picture` `page` the map of the portfolio, and the page around it
============== ===================================================================================
"""
