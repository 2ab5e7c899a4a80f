import 'graphiql/style.css';

import Box from '@mui/material/Box';
import { useColorScheme } from '@mui/material/styles';
import { GraphiQL, type GraphiQLProps } from 'graphiql';

import { asPortal } from '@/shared/api/api';
import { PageHeader } from '@/shared/ui/PageHeader';

/** Asks as the person who is signed in, as the portal itself does. */
const fetcher: GraphiQLProps['fetcher'] = async (question) => {
  const answer = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: asPortal(new Headers({ 'Content-Type': 'application/json', Accept: 'application/json' })),
    body: JSON.stringify(question),
  });
  return (await answer.json()) as object;
};

const FIRST = `{
  incidents(pagination: { first: 5 }) {
    edges {
      node {
        number
        title
        statusWord
      }
    }
  }
}
`;

/** Where a developer reads the schema and tries a query; nothing of it comes from elsewhere. */
export function GraphiqlPage() {
  const { colorScheme = 'light' } = useColorScheme();
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: 'calc(100dvh - 120px)', minHeight: 480 }}>
      <PageHeader title="GraphiQL" />
      {/* queries are kept no longer than the window */}
      <GraphiQL
        storage={sessionStorage}
        forcedTheme={colorScheme}
        fetcher={fetcher}
        defaultQuery={FIRST}
        isHeadersEditorEnabled={false}
        shouldPersistHeaders={false}
      />
    </Box>
  );
}
