import { defineTexts } from '@/shared/i18n/texts';

export const texts = defineTexts({
  ja: {
    nothing: 'この条件に当てはまるチケットはありません。',
    count: (count: string) => `${count}件`,
    part: '内訳',
    parts: { all: '対象すべて', numerator: '割合に数えたもの', rest: 'それ以外' },
  },
  en: {
    nothing: 'No tickets match.',
    count: (count: string) => `${count} tickets`,
    part: 'Part',
    parts: { all: 'All considered', numerator: 'Counted in the share', rest: 'The rest' },
  },
});
