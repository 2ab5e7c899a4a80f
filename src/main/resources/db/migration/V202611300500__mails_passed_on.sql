-- The Date that a mail names: what comes through a mailing list too is the same mail.
ALTER TABLE mailbox_messages ADD COLUMN written varchar(100);
