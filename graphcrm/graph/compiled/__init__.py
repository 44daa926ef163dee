"""The heaviest loops as machine code, made by numba (extra `[fast]`); nothing else imports it.

Every one of them has a twin in Python, NumPy or SciPy that runs where numba is not installed, and gives the same numbers.
"""
