"""The planner: what is late, for today and soon; the week, the month; what one does with an action."""
