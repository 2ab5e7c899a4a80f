import { defineTexts } from '@/shared/i18n/texts';

export const texts = defineTexts({
  ja: {
    nothing: 'この条件に当てはまるチケットはありません。',
    behindMore: (shown: string, total: string) => `${total}件のうち、割合や時間に最も影響した${shown}件`,
    count: (count: string) => `${count}件`,
    close: '閉じる',
  },
  en: {
    nothing: 'No tickets match.',
    behindMore: (shown: string, total: string) => `The ${shown} of ${total} that weigh most`,
    count: (count: string) => `${count} tickets`,
    close: 'Close',
  },
});
