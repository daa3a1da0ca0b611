"""airtrack: targets of clean-air plans beside monitored values."""

__version__ = "0.7.0"
