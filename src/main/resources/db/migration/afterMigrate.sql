-- Runs at every start, as the owner.
SELECT audit_catch_up();
