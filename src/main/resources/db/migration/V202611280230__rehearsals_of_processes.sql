ALTER TABLE rehearsals RENAME COLUMN decision TO model;
