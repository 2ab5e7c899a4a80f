import Box from '@mui/material/Box';
import { Fragment, type ReactNode } from 'react';

import { numberMeant } from '@/shared/api/model';

import { TicketLink } from './TicketLink';

/** Addresses of the web and of mailboxes, and numbers of tickets and articles; what stands around them in Japanese is not theirs. */
const LINKS =
  /(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%|]+)|([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})|\b([A-Z]{3}\d{7,9})\b/g;

/** What a sentence puts behind an address: it belongs to it only where a bracket was opened within. */
function withoutStop(url: string): string {
  const opened = /[([]/.test(url);
  let end = url.length;
  while (end > 0 && (/[.,;:!?'*]/.test(url[end - 1]!) || (!opened && /[)\]]/.test(url[end - 1]!)))) {
    end--;
  }
  return url.slice(0, end);
}

function linkOf(found: RegExpMatchArray): { text: string; link: ReactNode } {
  const [text, url, mail] = found;
  if (url) {
    const href = withoutStop(url);
    return {
      text: href,
      link: (
        <Box
          component="a"
          href={href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          sx={{ color: 'primary.main' }}
        >
          {href}
        </Box>
      ),
    };
  }
  if (mail) {
    return {
      text,
      link: (
        <Box component="a" href={`mailto:${mail}`} sx={{ color: 'primary.main' }}>
          {mail}
        </Box>
      ),
    };
  }
  return { text, link: numberMeant(text) ? <TicketLink number={text} /> : text };
}

/** What somebody or a program wrote, as it is, with its addresses and numbers as links; no mark in it means anything. */
export function LinkedText({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const found of text.matchAll(LINKS)) {
    const { text: linked, link } = linkOf(found);
    parts.push(text.slice(end, found.index), link);
    end = found.index + linked.length;
  }
  parts.push(text.slice(end));
  return parts.map((part, at) => <Fragment key={at}>{part}</Fragment>);
}
