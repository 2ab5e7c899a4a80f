interface Kind {
  kind: string;
  name: string;
}

/** On what occasion notices come, and how their kinds begin; the first that fits counts. */
const OCCASIONS = [
  [
    'own',
    [
      'ticket.received',
      'request.requested_for',
      'ticket.note',
      'ticket.decided',
      'mail.taken',
      'incident.resolved',
      'satisfaction.',
    ],
  ],
  ['followed', ['ticket.public_note', 'ticket.status', 'ticket.follower']],
  ['major', ['incident.major']],
  ['work', ['ticket.', 'incident.', 'mail.decision_open']],
  ['sla', ['sla.']],
  ['changes', ['change.', 'cab.']],
  ['announcements', ['announcement.']],
  ['operation', ['']],
] as const;

export interface NoticeGroup {
  key: (typeof OCCASIONS)[number][0];
  kinds: readonly Kind[];
}

/** The kinds by their occasion, in the order in which the server tells them; no group without any. */
export function groupsOf(kinds: readonly Kind[]): NoticeGroup[] {
  const occasionOf = (kind: string) =>
    OCCASIONS.find(([, starts]) => starts.some((start) => kind.startsWith(start)))?.[0];
  return OCCASIONS.map(([key]) => ({ key, kinds: kinds.filter(({ kind }) => occasionOf(kind) === key) })).filter(
    (group) => group.kinds.length > 0,
  );
}
