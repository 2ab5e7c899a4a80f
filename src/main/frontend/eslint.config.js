import { readdirSync } from 'node:fs';

import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('src/features', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** app → features → shared: nothing imports upwards, and no feature another one. */
function mayNotImport(files, ...group) {
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ group: ['../../*', ...group], message: 'Imports lead downwards only: app, features, shared.' }],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['node_modules', 'client/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  hooks.configs.flat['recommended-latest'],
  jsxA11y.flatConfigs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: 'error',
      'jsx-a11y/no-autofocus': ['error', { ignoreNonDOM: true }],
      'react-hooks/set-state-in-effect': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name="type"][value.value=/^(date|datetime-local|month|time|week)$/]',
          message: 'A browser shows it in its own language: DateTimeField shows it in the portal’s.',
        },
        {
          selector: 'Property[key.name="all"][value.value="unset"]',
          message: 'It takes away the outline of what has the focus: ButtonBase has one.',
        },
        {
          selector:
            'CallExpression[callee.name=/^use(Layout|Insertion)?Effect$/] > ArrowFunctionExpression.arguments[expression=true]',
          message:
            'Write the effect with braces. React calls what an effect returns as its clean-up, and scrollIntoView() returns a promise in Chrome 150 and later.',
        },
      ],
    },
  },
  { files: ['public/**'], languageOptions: { globals: globals.serviceworker } },
  mayNotImport(['src/shared/**'], '@/app/*', '@/features/*'),
  ...features.map((feature) =>
    mayNotImport(
      [`src/features/${feature}/**`],
      '@/app/*',
      ...features.filter((other) => other !== feature).map((other) => `@/features/${other}/*`),
      ...features.filter((other) => other !== feature).map((other) => `@/features/${other}`),
    ),
  ),
);
