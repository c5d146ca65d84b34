"""Our own rules for what deduce misses; each takes a ``Tekst`` and yields ``Kandidaat`` objects."""
