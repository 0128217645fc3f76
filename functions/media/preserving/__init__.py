"""preserve: what a scan's word is known of is sealed, and made safe to look at."""
