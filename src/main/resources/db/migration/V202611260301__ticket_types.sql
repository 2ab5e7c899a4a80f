-- Types of tickets that have no sequence of their own share one for their numbers.
CREATE SEQUENCE ticket_number_seq;

-- An absence is about everything, or about the tickets of one type, whatever types there are.
ALTER TABLE absences DROP CONSTRAINT absences_scope_check;
ALTER TABLE absences ALTER COLUMN scope TYPE varchar(64);
