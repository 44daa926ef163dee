"""How much the tests notice: programs that spoil a copy of the package, one fault at a time, and count. Not part of the normal run.

``make renames`` spoils answers, ``make mutants`` any code of some areas.
"""
