"""Zalo Official Accounts as their documentation and public integrations describe them."""
