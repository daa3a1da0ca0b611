"""Tables of registers (台账): places, targets, projects, progress; and what they refer to."""
