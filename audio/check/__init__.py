"""The check: a built site in, everything that is wrong with it out.

It reads the published files alone, so that it can be run on a deployed copy. There is a module for
each kind of file. Most hold rules: functions that take a subject (a file with the edition it
belongs to) and yield a ``Fault`` for everything in it that breaks the rule. No fault keeps the
others from being found.
"""
