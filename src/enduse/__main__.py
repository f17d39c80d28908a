"""`python -m enduse`."""

from enduse.serve.cli import main

main()
