"""Bringing in what was not made for graphcrm: sheets as people keep them, exports of other systems.

A file is read as it stands (``grids``), its tables are found (``tables``) and turned into rows where they are laid out otherwise
(``layouts``), what they hold is recognised by headings and values (``recognising``) and proposed as a mapping (``proposing``). A
mapping turns foreign rows into rows of our own tables (``translating``), with ids made and names resolved (``identities``) and
every doubt a question (``questions``). Those rows pass the same checks as any import: there is one way in.
"""
