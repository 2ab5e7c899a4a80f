-- A key may stand for any POST. Where it reported no ticket, the answer is kept as it was given, for a day.
ALTER TABLE idempotency_keys ALTER COLUMN ticket_id DROP NOT NULL;
ALTER TABLE idempotency_keys ADD COLUMN status smallint;
ALTER TABLE idempotency_keys ADD COLUMN location varchar(2000);
ALTER TABLE idempotency_keys ADD COLUMN answer text;
