import { Navigate } from 'react-router';

import { isAgent, useMe } from '@/shared/api/profile';

/** Agents begin at their queue, everybody else at what was reported. */
export function Home() {
  const me = useMe();
  return <Navigate to={isAgent(me) ? '/queue' : '/my-tickets'} replace />;
}
