-- The steps of a ticket's processes stand in its journal too, and outlive the engine's own history: field_name is 'step',
-- new_value the element that was reached, old_value the action that led there, changed_by whose action it was.
ALTER TABLE ticket_histories
    ADD COLUMN process_id      varchar(64),
    ADD COLUMN process_key     varchar(255),
    ADD COLUMN process_version integer,
    ADD COLUMN element_name    varchar(255),
    ADD COLUMN element_type    varchar(64),
    ADD CONSTRAINT ticket_histories_step CHECK ((field_name = 'step')
        = (process_id IS NOT NULL AND process_key IS NOT NULL AND process_version IS NOT NULL AND element_type IS NOT NULL));
