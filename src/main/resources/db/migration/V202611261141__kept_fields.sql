-- What people answered in forms that keep it: texts, numbers and truth values by the keys of their fields.
ALTER TABLE tickets ADD COLUMN kept jsonb NOT NULL DEFAULT '{}';
