"""python -m smj_catalog: the same as the command smj-catalog."""

from smj_catalog.cli import main

main()
