"""airtrack: targets of clean-air plans beside monitored values."""

__version__ = "0.6.0"
