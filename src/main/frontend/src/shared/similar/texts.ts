import { defineTexts } from '../i18n/texts';

export const texts = defineTexts({
  ja: {
    suggested: (name: string, percent: number) => `候補：${name}（確度${percent}%）`,
    speaks: (words: string) => `手がかり：${words}`,
    because: (words: string) => `共通する言葉：${words}`,
    helped: '似たチケットで役立った解決内容',
    workaround: '回避策',
    known: '既知のエラー',
    use: '使用',
    uses: (number: string) => `使用：${number}の内容`,
    times: (times: number, lasting: number) => `${times}件中${lasting}件は再オープンなし`,
    from: (numbers: string) => `出典：${numbers}`,
  },
  en: {
    suggested: (name: string, percent: number) => `Suggested: ${name} (${percent}% sure)`,
    speaks: (words: string) => `Because of: ${words}`,
    because: (words: string) => `In common: ${words}`,
    helped: 'What helped in similar tickets',
    workaround: 'Workaround',
    known: 'Known errors',
    use: 'Use',
    uses: (number: string) => `Use what ${number} says`,
    times: (times: number, lasting: number) => `${lasting} of ${times} not reopened`,
    from: (numbers: string) => `From ${numbers}`,
  },
});
