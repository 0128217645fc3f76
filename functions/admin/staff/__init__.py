"""Who serves where and as what: entering officers, changing what they may do, and letting them go in one step."""
