"""`python cli.py …` in a checkout is `graphcrm …`."""

from graphcrm.commands import main

if __name__ == "__main__":
    main()
