"""The one place where the parts meet: settings go in, parts that are ready for use come out.

A module for each of the things that a command may need, since importing all of them takes seconds.
"""
