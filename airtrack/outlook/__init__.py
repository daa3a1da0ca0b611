"""What may still come: assumptions, ranks to be gained, what each city adds to its region."""
