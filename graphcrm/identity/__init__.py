"""Who may be recorded twice, how sure that is and why, and what becomes of two records that are one person.

==================  ====================================================================================
`hanzi.py`          Chinese names: in pinyin, family and given name apart
`frequencies.py`    how common names are: published tables, and the names of the workspace
`spelt.py`          a person's names in the forms in which they are compared
`likeness.py`       two people's names: the strongest agreement, weighed by how common the name is
`circumstances.py`  what else speaks for or against: mail address, keys, organisation, unit, title, meetings
`pairing.py`        which pairs are worth comparing
`candidates.py`     the pairs that may be one person, with weight and reasons
`merging.py`        the versions that make two records one, for every day
`verdicts.py`       the file in which a team says what is one person and what is not
==================  ====================================================================================
"""
