"""The artwork: covers that are designed (``design``) and pictures that are given (``picture``).

Everything is measured on a grid of 1,400 units to the cover's side, the least that podcast
directories take, and drawn at whatever number of pixels is asked for.
"""
