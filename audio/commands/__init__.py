"""The commands: a module each, which turns what was typed into work and prints what came of it.

A command returns its exit code, or nothing for 0; what is wrong it raises. ``audio.cli`` reports
that and exits.
"""
