"""What joins the members of a list, as pieces of patterns."""

AND = "(?:और|व|तथा|एवं)"
"""Before the last of them: ``5, 6 और 7``."""
AND_OR = "(?:और|व|तथा|एवं|या|अथवा)"
BETWEEN = rf"(?:,| {AND_OR}) "
"""All that stands between two of them, spaces included."""
