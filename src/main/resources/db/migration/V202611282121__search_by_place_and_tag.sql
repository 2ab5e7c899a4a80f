-- The index learns by which tags, site and department tickets may be narrowed: all nodes make theirs anew.
INSERT INTO search_rebuilds DEFAULT VALUES;
