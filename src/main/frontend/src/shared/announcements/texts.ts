import { defineTexts } from '@/shared/i18n/texts';

export const texts = defineTexts({
  ja: {
    title: 'お知らせ',
    all: 'すべてのお知らせ',
    kinds: { incident: '障害', maintenance: 'メンテナンス', information: 'お知らせ' } as Record<string, string>,
    states: { coming: '予定', current: '現在', ended: '終了', withdrawn: '取り下げ' } as Record<string, string>,
    since: (at: string) => `${at}から`,
    between: (from: string, to: string) => `${from}～${to}`,
    affects: (names: string) => `影響：${names}`,
    comma: '、',
    mine: '自分に関係',
    more: (count: string) => `ほか${count}件`,
  },
  en: {
    title: 'Announcements',
    all: 'All announcements',
    kinds: { incident: 'Incident', maintenance: 'Maintenance', information: 'Information' } as Record<string, string>,
    states: { coming: 'Coming', current: 'Now', ended: 'Ended', withdrawn: 'Withdrawn' } as Record<string, string>,
    since: (at: string) => `Since ${at}`,
    between: (from: string, to: string) => `${from} – ${to}`,
    affects: (names: string) => `Affected: ${names}`,
    comma: ', ',
    mine: 'Concerns you',
    more: (count: string) => `${count} more`,
  },
});
