-- Whether the facts are all there, which they are not while they are reckoned anew, and by which state of the calendar
-- of office hours they were reckoned; 0 is the shipped one.
ALTER TABLE figure_positions
    ADD COLUMN whole            boolean NOT NULL DEFAULT TRUE,
    ADD COLUMN calendar_version bigint NOT NULL DEFAULT 0;
