-- Who approved a ticket as it stands, in whichever task of whatever model.
ALTER TABLE tickets ADD COLUMN approved_by uuid[] NOT NULL DEFAULT '{}';
