"""How complete, odd, and in agreement the data are, as figures, tables and sentences."""
