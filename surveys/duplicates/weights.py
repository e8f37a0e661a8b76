"""What each agreement and each contradiction is worth when two forms are compared.

A point is about one bit: an agreement that two strangers reach once in 2ⁿ meetings is worth n points, cut down
where relatives and neighbours reach it more often (a birth date is shared by twins, an address by lodgers).
The values come from that reasoning and were not fitted to a test; whoever changes one runs the proof again.
"""

# --- one person on both forms ---
SAME_ID = 16
OTHER_ID = -30  # both numbers are valid: two people, whatever their names
SAME_FIRST = 5
NEAR_FIRST = 3
OTHER_FIRST = -6
SAME_LAST = 5
NEAR_LAST = 3
OTHER_LAST = -3  # a surname changes with marriage
SAME_BIRTH_DATE = 8
NEAR_BIRTH_DATE = 4  # day and month changed places, or one of the three was misread
SAME_BIRTH_YEAR = 4
NEXT_BIRTH_YEAR = 1
OTHER_DAY_OF_YEAR = -3  # the year agrees and both days are known: two people of one year
OTHER_BIRTH = -8
OTHER_SEX = -4
SAME_PERSON = 8  # from so many points on, two rows are one person
MOST_OF_A_PERSON = 26

# --- the household around them ---
FURTHER_PERSON = 0.5  # a family comes as a whole: its second member proves less than its first
MISSING_PERSON = -4  # on the smaller form, and not on the other
MISSING_LATER = -2  # the same between rounds: people are born, move and die
OTHER_HEAD = -3  # both heads are known and are two people
SAME_HOUSE_CODE = 3
OTHER_HOUSE_CODE = -1
SAME_PHONE = 5
SAME_ADDRESS = 3
SAME_PLACE = 1
NEARBY = 2

# --- reading the sum ---
NEEDED = 14
"""From here on a pair is shown to people."""
CERTAIN = 60
"""A score of 100."""
NEAR = 0.7
"""Names whose likeness is at least this are two spellings of one."""
NEARBY_METRES = 25
