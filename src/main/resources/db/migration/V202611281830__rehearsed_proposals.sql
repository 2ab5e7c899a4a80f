-- What came of the rehearsal that belongs to a proposal, which outlives it.
ALTER TABLE release_proposals
    ADD COLUMN rehearsed           integer,
    ADD COLUMN rehearsed_otherwise integer,
    ADD CHECK ((rehearsed IS NULL) = (rehearsed_otherwise IS NULL));
