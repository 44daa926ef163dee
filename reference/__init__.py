"""The reference pages of ``docs/reference``, written from what declares itself: queries, tables, commands, codes, terms, settings.

``make docs`` writes them; a test fails while they say something else than the declarations do.
"""
