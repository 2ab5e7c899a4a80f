import { useCallback } from 'react';

import type { TicketPath } from '@/shared/api/model';
import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useAttachMutation } from '@/shared/api/ticketApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { texts } from '@/shared/ui/texts';

/** Megabytes; a larger file would be refused after it had been sent as a whole. */
const LARGEST = 10;

/**
 * Attaches files one after another. One that is refused keeps no other from going up; all of them are told of, each by its
 * name, as details of the problem.
 */
export function useAttachAll() {
  const t = useTexts(texts);
  const [attach, { isLoading }] = useAttachMutation();
  const attachAll = useCallback(
    async (kind: TicketPath, id: string, files: Iterable<File>): Promise<ApiProblem | undefined> => {
      const details: ApiProblem['details'] = [];
      for (const file of files) {
        if (file.size > LARGEST * 1024 * 1024) {
          details.push({ field: file.name, message: t.notAttachedBecause(file.name, t.fileTooLarge(LARGEST)) });
          continue;
        }
        try {
          await attach({ kind, id, file }).unwrap();
        } catch (error) {
          const { status, message } = problemOf(error);
          details.push({ field: file.name, message: t.notAttachedBecause(file.name, status === 0 ? '' : message) });
        }
      }
      return details.length > 0 ? { status: -1, code: '', message: t.notAttached, details } : undefined;
    },
    [attach, t],
  );
  return [attachAll, isLoading] as const;
}
