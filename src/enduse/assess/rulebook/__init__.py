"""The rules: dated, cited data. The code that reads them is `enduse.assess.rules`."""
