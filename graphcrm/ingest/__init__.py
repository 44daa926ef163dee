"""Import: tables (CSV, xlsx, JSON), organisational networks, templates.

:func:`graphcrm.ingest.plan.plan_import` reads, checks and builds a change set; it never writes. A store applies it.
"""
