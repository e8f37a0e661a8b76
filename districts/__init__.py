"""The places of Bangkok: six district groups, fifty districts, one hundred and eighty subdistricts."""
