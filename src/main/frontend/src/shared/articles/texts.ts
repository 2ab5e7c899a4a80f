import { defineTexts } from '@/shared/i18n/texts';

export const texts = defineTexts({
  ja: {
    offered: 'ナレッジ',
    offeredHint: '解決できる記事があるかもしれません。',
    opens: (title: string) => `「${title}」を読む`,
    solved: 'これで解決しましたか？',
    solvedYes: '解決した（報告しない）',
    solvedHere: '解決した',
    solvedNo: '解決しない',
    thanks: '回答しました。',
    spared: '解決したため、報告は送信していません。',
    whole: '記事を開く',
  },
  en: {
    offered: 'Knowledge',
    offeredHint: 'One of these articles may solve it.',
    opens: (title: string) => `Read “${title}”`,
    solved: 'Does this solve it?',
    solvedYes: 'Solved, don’t report',
    solvedHere: 'Solved',
    solvedNo: 'Not solved',
    thanks: 'Thank you for your answer.',
    spared: 'Solved, so nothing was reported.',
    whole: 'Open the article',
  },
});
