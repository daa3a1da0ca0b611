"""What may still come, as documents, sentences, tables and figures."""
