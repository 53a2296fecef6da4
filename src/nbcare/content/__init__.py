"""What people write (course, lessons, banks, cases, explorers, facts), read strictly and checked."""
