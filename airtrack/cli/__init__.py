"""The command line: the contract that scripts of bureaus depend on."""
