import { createBrowserRouter, Navigate, Outlet, useLocation } from 'react-router';

import { numberMeant } from '@/shared/api/model';

import { features } from './features';
import { AppShell } from './shell/AppShell';
import { Home } from './shell/Home';
import { NotAllowed, NotFound, RouteFailed } from './shell/pages';

/** An address with a number as people write it leads to where the number is as tickets have it. */
function AsMeant() {
  const { pathname, search, hash } = useLocation();
  const meant = pathname
    .split('/')
    .map((part) => numberMeant(part) ?? part)
    .join('/');
  return meant === pathname ? <Outlet /> : <Navigate to={{ pathname: meant, search, hash }} replace />;
}

export const router = createBrowserRouter([
  {
    path: '/',
    element: <AppShell />,
    HydrateFallback: () => null,
    children: [
      {
        element: <AsMeant />,
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
