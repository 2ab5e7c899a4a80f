-- Who approved the change as it stands: those people do not carry it out.
ALTER TABLE changes ADD COLUMN authorised_by uuid[] NOT NULL DEFAULT '{}';
