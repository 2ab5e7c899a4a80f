import { useRemoveMutation, useSaveMutation } from '@/shared/api/recordsApi';
import { useNotice } from '@/shared/ui/Notice';
import { useUndo } from '@/shared/ui/useUndo';

import type { Kept } from './keptApi';

interface Words {
  removed: (name: string) => string;
  stays: (name: string) => string;
}

/** Removes what is kept by a name, and tells how to have it back. */
export function useDrop(path: 'text-modules' | 'templates' | 'dashboards', t: Words) {
  const say = useNotice();
  const offer = useUndo();
  const [save] = useSaveMutation();
  const [remove] = useRemoveMutation();
  return async ({ id, name, scope, team_id }: Kept, content: object, onGone?: () => void) => {
    try {
      await remove({ path, id }).unwrap();
      onGone?.();
      offer(t.removed(name), () => save({ path, fields: { name, scope, team_id, ...content } }).unwrap());
    } catch {
      say(t.stays(name));
    }
  };
}
