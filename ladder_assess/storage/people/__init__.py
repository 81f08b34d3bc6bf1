"""Accounts, rights and organisations."""
