"""From bytes to tables of text: encodings, workbooks, archives, each read within limits."""
