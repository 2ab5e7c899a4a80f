-- How a ticket came in, and the name of the program, alert source, mailbox or schedule; neither is known of earlier ones.
ALTER TABLE tickets
    ADD COLUMN source text,
    ADD COLUMN source_name text;
