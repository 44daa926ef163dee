"""Bringing in what was not made for graphcrm: sheets as people keep them, exports of other systems.

A file is read as it stands, its tables are found, and turned where they are laid out otherwise (``sheets``); what a text can be is
told by itself (``texts``); what columns mean is recognised by headings and values and proposed as a mapping (``columns``). By a
mapping foreign rows are read (``rows``), whom they speak of is found or made (``references``), and rows of our own tables come of
them (``facts``), with every doubt a question (``questions``). Those rows pass the same checks as any import: there is one way in.
"""
