"""From a file to a draft: typed rows and every finding, nothing stored yet."""
