"""Mutated packages, workbooks and stores, and what the real services make of them: a thousand in every run of the tests, a
hundred thousand guided by coverage behind ``make fuzz`` (``python -m tests.fuzz``)."""
