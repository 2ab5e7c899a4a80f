-- What the resolution ended lasts again where it did not hold.
ALTER TABLE outages ADD COLUMN ended_by_resolution boolean NOT NULL DEFAULT false;
