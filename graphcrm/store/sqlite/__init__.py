"""The embedded store: one SQLite file, append-only, that notices damage which SQLite does not.

======================  ========================================================================================
`store.py`              the eight methods of the seam
`schema.py`             tables, application id, schema version
`table_definitions.py`  whether a file's tables are these
`header.py`             what the first bytes of a file say, before SQLite may touch it
`handles.py`            why a file must not be opened twice by hand
`faults.py`             engine errors become graphcrm errors, in one place
`connection.py`         connecting, waiting for other processes, transactions
`unwritable.py`         reading a file that may not be written
`opening.py`            from a path to a connection on a file that is known to be ours
`creating.py`           a new file appears complete or not at all
`beside.py`             what lies beside a file, before SQLite may bring it in
`totals_row.py`         the totals that the last change left behind
`chain_tables.py`       the chain of changes, the audit trail, and the last step of every commit
`rows.py`               reading versions back, verified
`state.py`              totals and chain together, and bulk reading against them
`applying.py`           one change set in one transaction
`erasing.py`            the one exception to append-only
`checking.py`           verify everything
`copying.py`            backups
`schema_steps.py`       older files, step by step, with a backup first
`migration.py`          the same on request
======================  ========================================================================================
"""
