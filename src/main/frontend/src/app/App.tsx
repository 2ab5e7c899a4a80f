import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { Provider } from 'react-redux';
import { RouterProvider } from 'react-router/dom';

import { LanguageProvider } from '@/shared/i18n/LanguageProvider';
import { nonce } from '@/shared/lib/nonce';
import { theme } from '@/shared/theme/theme';
import { NoticeProvider } from '@/shared/ui/Notice';

import { router } from './router';
import { store } from './store';

const styles = createCache({ key: 'n', nonce });

export function App() {
  return (
    <CacheProvider value={styles}>
      <Provider store={store}>
        <LanguageProvider>
          <ThemeProvider theme={theme} defaultMode="system">
            <CssBaseline />
            <NoticeProvider>
              <RouterProvider router={router} />
            </NoticeProvider>
          </ThemeProvider>
        </LanguageProvider>
      </Provider>
    </CacheProvider>
  );
}
