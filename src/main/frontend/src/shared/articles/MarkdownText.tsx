import Box from '@mui/material/Box';
import Markdown from 'markdown-to-jsx/react';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router';

import type { Attachment } from '@/shared/api/model';

interface Props {
  text: string;
  /** the language of the text, where it is not the page's */
  lang?: string;
  /** where the pictures are: the article's address in the API, and its files */
  at?: string;
  files?: readonly Attachment[];
}

/** Within the product, and to the web or a mailbox; to nothing else. */
function SafeLink({ href, children }: { href?: string; children?: ReactNode }) {
  if (href?.startsWith('/') && !href.startsWith('//')) {
    return <Link to={href}>{children}</Link>;
  }
  return href && /^(https?:|mailto:)/i.test(href) ? (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ) : (
    <>{children}</>
  );
}

function named(src: string, files: readonly Attachment[]): Attachment | undefined {
  let name = src;
  try {
    name = decodeURIComponent(src);
  } catch {
    // as it was written
  }
  return files.find(({ file_name, content_type }) => file_name === name && content_type?.startsWith('image/'));
}

/**
 * What somebody wrote in Markdown, as elements of the page: no HTML passes, no link leads to a script, and there are no
 * pictures but files of the article, called by their names.
 */
export function MarkdownText({ text, lang, at, files }: Props) {
  const options = useMemo(() => {
    const Picture = ({ src, alt }: { src?: string; alt?: string }) => {
      const file = at && src ? named(src, files ?? []) : undefined;
      return file ? (
        <img src={`/api/v1${at}/attachments/${file.id}`} alt={alt ?? ''} loading="lazy" />
      ) : (
        <span>{alt || src}</span>
      );
    };
    return {
      disableParsingRawHTML: true,
      forceBlock: true,
      overrides: {
        // the title of the article is the heading of the page
        h1: { component: 'h2' },
        h2: { component: 'h3' },
        h3: { component: 'h4' },
        h4: { component: 'h5' },
        h5: { component: 'h6' },
        a: { component: SafeLink },
        img: { component: Picture },
      },
    } as const;
  }, [at, files]);
  return (
    <Box
      lang={lang}
      sx={{
        overflowWrap: 'anywhere',
        lineHeight: 1.7,
        '& > div > :first-of-type': { mt: 0 },
        '& h2, & h3, & h4, & h5, & h6': { fontSize: '1rem', fontWeight: 600, mt: 2.5, mb: 0.5 },
        '& h2': { fontSize: '1.125rem' },
        '& p, & ul, & ol, & pre, & table, & blockquote': { my: 1 },
        '& ul, & ol': { pl: 3 },
        '& a': { color: 'primary.main' },
        '& img': { maxWidth: '100%', height: 'auto', border: 1, borderColor: 'divider', borderRadius: 1 },
        '& pre': { p: 1.5, borderRadius: 1, bgcolor: 'action.hover', overflowX: 'auto' },
        '& code': { fontFamily: 'monospace', fontSize: '0.875em' },
        '& table': { borderCollapse: 'collapse', display: 'block', overflowX: 'auto' },
        '& th, & td': { border: 1, borderColor: 'divider', p: '4px 8px', textAlign: 'left' },
        '& blockquote': { ml: 0, pl: 1.5, borderLeft: 3, borderColor: 'divider', color: 'text.secondary' },
      }}
    >
      <Markdown options={options}>{text}</Markdown>
    </Box>
  );
}
