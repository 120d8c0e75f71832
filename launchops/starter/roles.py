"""Who owns what in the starter content: roles, never people."""

from launchops.locale.sentences import N_

GROWTH = N_("Growth lead")
PRODUCT = N_("Product lead")
ENGINEERING = N_("Engineering lead")
COMMUNITY = N_("Community lead")
OPERATIONS = N_("Operations lead")
FINANCE = N_("Finance lead")
