import '@testing-library/jest-dom/vitest';

import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// as long as a busy machine takes to load a part that comes late
configure({ asyncUtilTimeout: 10_000 });

// nothing is drawn here, so that nothing is out of sight
Element.prototype.scrollIntoView = () => undefined;

afterEach(() => {
  cleanup();
  // tests that share a worker share its storage
  localStorage.clear();
  sessionStorage.clear();
});
