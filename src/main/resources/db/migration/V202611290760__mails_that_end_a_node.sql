-- How often a mail was begun to be read by a node that did not get to its end.
ALTER TABLE mailbox_pending ADD COLUMN begun integer NOT NULL DEFAULT 0;
