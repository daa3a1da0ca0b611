"""The words of the house: plain values, without input, output, clock or database."""
