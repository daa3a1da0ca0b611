"""The text files under `data/`, read once into words of the domain."""
