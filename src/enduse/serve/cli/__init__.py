"""The terminal door: `enduse`.

app     the command and what its subcommands share
check   `enduse check`
held    what the files of `enduse check` are, and what of them is not read
mapping how a table would be read, shown
tabled  the table that was read, with our columns
ask     `enduse ask`: letters to customers
tune    `enduse tune`, which `tuning` prints
lists   `enduse lists import`, `enduse lists status`
record  `enduse record list`, `show`, `verify`, `key`, `checkpoint`, `loss`
answer  how an answer gets out, or why not
goods   `enduse goods show`, `enduse goods search`, `enduse goods import`
"""


def main() -> None:
    """Run the command line."""
    from enduse.serve.cli.app import run

    run()
