import { createBrowserRouter } from 'react-router';

import { features } from './features';
import { AppShell } from './shell/AppShell';
import { Home } from './shell/Home';
import { NotAllowed, NotFound, RouteFailed } from './shell/pages';

export const router = createBrowserRouter([
  {
    path: '/',
    element: <AppShell />,
    HydrateFallback: () => null,
    children: [
      {
        errorElement: <RouteFailed />,
        children: [
          { index: true, element: <Home /> },
          ...features.flatMap(({ routes }) => routes),
          { path: 'not-allowed', element: <NotAllowed /> },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);
