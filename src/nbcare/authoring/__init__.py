"""Tools for authors: begin an item, preview a bank, check the content, score an answer."""
