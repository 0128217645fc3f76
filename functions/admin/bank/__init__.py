"""The bank of questions and answers: its draft, its tables, its versions and what they are tried on."""
