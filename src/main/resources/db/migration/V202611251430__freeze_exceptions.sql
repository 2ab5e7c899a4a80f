-- The days on which a recurring freeze does not begin, on its own clock.
ALTER TABLE freezes
    ADD COLUMN except_dates date[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT freezes_except_dates_check CHECK (rrule IS NOT NULL OR except_dates = '{}');
