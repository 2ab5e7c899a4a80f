-- Counts changes of anybody's rights, each after its commit. Every node looks at it a few times a second and forgets what it
-- remembers where it has moved.
CREATE SEQUENCE rights_changes;
