"""Tools for who writes the course: begin an item, look at a bank, check the content, try a key."""
