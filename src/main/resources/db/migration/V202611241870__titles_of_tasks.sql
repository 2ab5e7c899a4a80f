-- Names of tasks told titles, those of confidential tickets too. History keeps the step alone from now on; an open task's name is
-- written anew with the next change of its ticket, with the title where everybody may know it.
UPDATE act_hi_taskinst SET name_ = regexp_replace(name_, '^.* · ', '') WHERE name_ ~ '[A-Z]{3}[0-9]{7,} .* · ';
UPDATE act_ru_task SET name_ = regexp_replace(name_, '([A-Z]{3}[0-9]{7,}) .* · ', '\1 · ') WHERE name_ ~ '[A-Z]{3}[0-9]{7,} .* · ';
