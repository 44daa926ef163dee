"""The team store: a workspace in a Neo4j database, which people may browse.

=================  ===========================================================================================
`store.py`         the eight methods of the seam
`address.py`       addresses, which never carry a password
`credentials.py`   where the password comes from
`faults.py`        the driver's errors become graphcrm errors, in one place
`connection.py`    connecting within seconds; transactions
`spoken.py`        what is spoken at an address where nobody seems to answer: Bolt, with TLS or without, or HTTP
`schema.py`        the layout of the graph, its constraints, its version
`opening.py`       from an address to a workspace that is known to be ours
`totals_node.py`   the totals that the last change left behind
`chain_nodes.py`   the chain of changes, the audit trail, and the last step of every commit
`rows.py`          versions with their checksums
`state.py`         totals and chain together, and bulk reading against them
`lease.py`         one writer at a time, even if one dies or wakes up late
`applying.py`      one change set, entirely or not at all
`prefetching.py`   the next pieces of that made ready meanwhile
`picture.py`       what people see: the nodes and relationships that facts stand for
`drawing.py`       keeping that in step
`wire.py`          many rows as one text, which is what makes it quick
`slicing.py`       work on very many nodes
`altering.py`      versions altered, all or none for a reader
`erasing.py`       the one exception to append-only
`checking.py`      verify everything
`copying.py`       backups
`migration.py`     workspaces of an older layout, on request
=================  ===========================================================================================

The versions are what counts: every answer is computed from them, verified. The rest of the graph is for people and their Cypher.
Checksums, digests and the version rule are those of the embedded store, so both give the same answers to the last byte.
"""
