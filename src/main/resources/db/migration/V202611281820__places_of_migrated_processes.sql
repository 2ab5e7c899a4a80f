-- Where a process waited before it was brought along: of places that became one, each goes back to its own.
ALTER TABLE model_migration_processes ADD COLUMN places text[];
-- A rehearsal that says nothing any more was left by its node.
ALTER TABLE rehearsals ADD COLUMN touched_at timestamptz NOT NULL DEFAULT now();
