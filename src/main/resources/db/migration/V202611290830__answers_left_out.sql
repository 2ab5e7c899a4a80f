-- Names of answers that recurring work left out, as the form in force asks them no more.
ALTER TABLE recurring_work_dates ADD COLUMN left_out text[];
