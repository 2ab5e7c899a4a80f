import { defineTexts } from '@/shared/i18n/texts';

export const texts = defineTexts({
  ja: {
    title: '自分の判断待ち',
    hint: '投票・承認・レビューなど、あなたの判断を待っているものが、期限の近い順に並びます。代理人としての判断も含みます。',
    empty: '判断を待っているものはありません。',
    emptyHint: '判断が必要になると通知が届き、ここに表示されます。',
  },
  en: {
    title: 'My decisions',
    hint: 'Votes, approvals and reviews that wait for you, the soonest due first, those as a substitute among them.',
    empty: 'Nothing waits for your decision.',
    emptyHint: 'You’ll be notified when something does, and it will show here.',
  },
});
