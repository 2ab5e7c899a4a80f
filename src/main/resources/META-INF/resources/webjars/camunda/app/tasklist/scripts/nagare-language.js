// The reader's language, which Tasklist, its forms and what we add to it have in common.

// The same choice as Tasklist's own: the browser's first language, without its region. Others than ours read English.
const first = ((navigator.languages && navigator.languages[0]) || navigator.language || '').split('-')[0].toLowerCase();

export const japanese = first === 'ja';

export const words = (ja, en) => (japanese ? ja : en);

/** A text in both languages, as the API sends it: {ja, en}, or one line "日本語 / English". */
export function label(value) {
  if (value && typeof value === 'object') {
    return words(value.ja || value.en, value.en || value.ja) || '';
  }
  const parts = String(value === null || value === undefined ? '' : value).split(' / ');
  return parts.length === 2 ? words(...parts) : parts.join(' / ');
}

/** Where the web applications lie; the API lies beside them. */
export const applications = () => document.querySelector('base').getAttribute('app-root');

export const ticketApi = () => `${applications().replace(/\/[^/]*$/, '')}/api/v1`;
