-- Since when a mailbox is not read any more, and when its administrators were told so last.
ALTER TABLE mailbox_states ADD COLUMN failing_since timestamptz, ADD COLUMN told_at timestamptz;

-- When a mail that waits was found: it came no earlier than shortly before.
ALTER TABLE mailbox_pending ADD COLUMN found_at timestamptz NOT NULL DEFAULT now();
