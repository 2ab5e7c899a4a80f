import Button from '@mui/material/Button';

import { useRemoveMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { useNotice } from '@/shared/ui/Notice';

import type { Kept } from './keptApi';

interface Words {
  removed: (name: string) => string;
  stays: (name: string) => string;
  undo: string;
}

/** Removes what is kept by a name, and tells how to have it back. */
export function useDrop(path: 'text-modules' | 'templates' | 'dashboards', t: Words) {
  const say = useNotice();
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  return async ({ id, name, scope, team_id }: Kept, content: object, onGone?: () => void) => {
    try {
      await remove({ path, id }).unwrap();
      onGone?.();
      say(
        t.removed(name),
        <Button color="inherit" onClick={() => void save({ path, fields: { name, scope, team_id, ...content } })}>
          {t.undo}
        </Button>,
      );
    } catch {
      say(t.stays(name));
    }
  };
}
