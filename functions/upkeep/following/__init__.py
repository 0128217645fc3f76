"""Each night, and when an operator asks: who follows the pages, also those who followed before the desk was there."""
