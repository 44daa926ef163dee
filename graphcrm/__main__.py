"""``python -m graphcrm``."""

from graphcrm.commands import main

main()
