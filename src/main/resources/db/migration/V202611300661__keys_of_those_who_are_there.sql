-- In a transaction of its own: the table is not locked, and who changes a person waits for it at most.
UPDATE users SET username = username WHERE username_key IS NULL;
