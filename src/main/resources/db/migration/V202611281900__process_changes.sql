-- A change of the models themselves has a type of its own, by which boards and figures know it.
ALTER TABLE changes DROP CONSTRAINT changes_change_type_check;
ALTER TABLE changes ADD CONSTRAINT changes_change_type_check
    CHECK (change_type IN ('standard', 'normal', 'emergency', 'process'));
