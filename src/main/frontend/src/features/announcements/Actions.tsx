import Button from '@mui/material/Button';
import { useState } from 'react';

import { useCloseAnnouncementMutation, type Announcement } from '@/shared/announcements/announcementsApi';
import { may, useMe } from '@/shared/api/profile';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';

import { AnnouncementDialog, UpdateDialog } from './AnnouncementDialogs';
import { texts } from './texts';

/** What can be done to an announcement, for those who write them. */
export function Actions({ announcement: one }: { announcement: Announcement }) {
  const t = useTexts(texts);
  const me = useMe();
  const say = useNotice();
  const [open, setOpen] = useState<'edit' | 'update'>();
  const [close, { error, isLoading }] = useCloseAnnouncementMutation();
  if (!may(me, 'announcement:manage') || one.state === 'withdrawn') {
    return null;
  }
  const closes = (how: 'end' | 'withdraw', done: string) => () =>
    void close({ id: one.id, version: one.version, how })
      .unwrap()
      .then(
        () => say(done),
        () => undefined,
      );
  return (
    <>
      <Button onClick={() => setOpen('update')}>{t.update}</Button>
      <Button onClick={() => setOpen('edit')}>{t.edit}</Button>
      {one.state !== 'ended' && (
        <Button disabled={isLoading} onClick={closes('end', t.ended)}>
          {t.end}
        </Button>
      )}
      <Button color="inherit" disabled={isLoading} onClick={closes('withdraw', t.withdrawn)}>
        {t.withdraw}
      </Button>
      <ErrorAlert error={error} />
      {open === 'edit' && <AnnouncementDialog announcement={one} onClose={() => setOpen(undefined)} />}
      {open === 'update' && <UpdateDialog announcement={one} onClose={() => setOpen(undefined)} />}
    </>
  );
}
