"""The tool that runs at the municipality, before anything reaches the platform.

It replaces every burgerservicenummer by a pre-pseudonym, leaves names, addresses, relations, remarks and telephone
numbers behind, and keeps an encrypted list to find a person again. It needs no Django and no network.
"""
