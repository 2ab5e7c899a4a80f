-- Codes of one person are counted where they are looked at, so that those that come at once are counted too.
ALTER TABLE second_factors ADD COLUMN wrong_codes integer NOT NULL DEFAULT 0;
ALTER TABLE second_factors ADD COLUMN wrong_at timestamptz;
