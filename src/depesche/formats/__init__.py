"""In: bytes as received. Out: one Dispatch (or several), its text decoded and its anatomy marked."""
