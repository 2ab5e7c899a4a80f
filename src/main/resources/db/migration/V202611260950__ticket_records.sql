-- Which class reads a ticket: that of its type, or the one of all tickets where the type has no columns of its own.
ALTER TABLE tickets ADD COLUMN record varchar(20) NOT NULL DEFAULT 'ticket';
UPDATE tickets SET record = kind;
