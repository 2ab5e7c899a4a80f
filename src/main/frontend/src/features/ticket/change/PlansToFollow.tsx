import Button from '@mui/material/Button';
import { useState } from 'react';

import { useChangeTicketMutation } from '@/shared/api/ticketApi';
import { CHANGES, type ChangeDetail } from '@/shared/change/changeApi';
import { texts as words } from '@/shared/change/texts';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { field } from '@/shared/lib/fields';
import { LateRecordDialog } from '@/shared/ui/LateDialogs';
import { texts as uiTexts } from '@/shared/ui/texts';

import { texts } from './texts';

/** The plans of an emergency change, which may follow once all else of its plan is fixed. */
export function PlansToFollow({ change, number }: { change: ChangeDetail; number: string }) {
  const t = useTexts(texts);
  const w = useTexts(words);
  const { records } = useTexts(uiTexts);
  const [open, setOpen] = useState(false);
  const [save] = useChangeTicketMutation();
  const { implementation_plan, backout_plan, test_plan, version } = change;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.plansFollow}</Button>
      {open && (
        <LateRecordDialog
          title={`${number} ${t.plansFollow}`}
          fields={[
            field('implementation_plan', w.implementation, 'textarea'),
            field('backout_plan', w.backout, 'textarea'),
            field('test_plan', w.test, 'textarea'),
          ]}
          initial={{ implementation_plan, backout_plan, test_plan }}
          save={(fields) => save({ kind: CHANGES, id: number, fields, version }).unwrap()}
          saveLabel={records.save}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
