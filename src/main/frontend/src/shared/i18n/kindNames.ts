import type { Language } from './texts';

/** What tickets, and other things that the product tells of, are called, by their kinds. */
export const KIND_NAMES: Record<Language, Record<string, string>> = {
  ja: {
    incident: 'インシデント',
    problem: '問題',
    change: '変更',
    request: '申請',
    task: 'タスク',
    article: 'ナレッジ記事',
    ci: '構成アイテム',
    contract: '契約',
    announcement: 'お知らせ',
    outage: '停止時間',
  },
  en: {
    incident: 'Incident',
    problem: 'Problem',
    change: 'Change',
    request: 'Request',
    task: 'Task',
    article: 'Knowledge article',
    ci: 'Configuration item',
    contract: 'Contract',
    announcement: 'Announcement',
    outage: 'Outage',
  },
};
