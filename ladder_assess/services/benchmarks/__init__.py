"""Peers: figures of groups of organisations."""
