"""What would be if: scenarios of the days to come, the ranks they give, and what a rank takes."""
