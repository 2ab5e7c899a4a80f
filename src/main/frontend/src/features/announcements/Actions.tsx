import Button from '@mui/material/Button';
import { useState } from 'react';

import { useCloseAnnouncementMutation, type Announcement } from '@/shared/announcements/announcementsApi';
import { titleIn } from '@/shared/announcements/AnnouncementText';
import { may, useMe } from '@/shared/api/profile';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useNotice } from '@/shared/ui/Notice';
import { useConfirm } from '@/shared/ui/useConfirm';

import { AnnouncementDialog, UpdateDialog } from './AnnouncementDialogs';
import { texts } from './texts';

/** What can be done to an announcement, for those who write them. */
export function Actions({ announcement: one }: { announcement: Announcement }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const me = useMe();
  const say = useNotice();
  const [open, setOpen] = useState<'edit' | 'update'>();
  const [asking, ask] = useConfirm();
  const [close] = useCloseAnnouncementMutation();
  if (!may(me, 'announcement:manage') || one.state === 'withdrawn') {
    return null;
  }
  const closes = (how: 'end' | 'withdraw', done: string) => () =>
    ask({
      title: `${titleIn(one, language)} – ${t[how]}`,
      hint: t.closing[how],
      label: t[how],
      perform: () =>
        close({ id: one.id, version: one.version, how })
          .unwrap()
          .then(() => say(done)),
    });
  return (
    <>
      <Button onClick={() => setOpen('update')}>{t.update}</Button>
      <Button onClick={() => setOpen('edit')}>{t.edit}</Button>
      {one.state !== 'ended' && <Button onClick={closes('end', t.ended)}>{t.end}</Button>}
      <Button color="inherit" onClick={closes('withdraw', t.withdrawn)}>
        {t.withdraw}
      </Button>
      {asking}
      {open === 'edit' && <AnnouncementDialog announcement={one} onClose={() => setOpen(undefined)} />}
      {open === 'update' && <UpdateDialog announcement={one} onClose={() => setOpen(undefined)} />}
    </>
  );
}
