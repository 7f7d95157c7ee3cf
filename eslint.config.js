import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';

// oxlint looks at everything that is TypeScript alone, with its types. Here is what needs to read Svelte.
export default defineConfig(
  globalIgnores([
    'dist',
    'data',
    'test-results',
    'playwright-report',
    '**/*.js',
    '**/*.cjs',
    '**/*.mjs',
    '**/*.ts',
  ]),
  svelte.configs['flat/recommended'],
  {
    files: ['**/*.svelte'],
    plugins: { '@typescript-eslint': typescript.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      parserOptions: {
        parser: typescript.parser,
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // What is unsafe is left to svelte-check: ESLint does not know the types of another component's props.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': ['error', { allowTransitions: false }],
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-reactive-reassign': 'error',
      'svelte/require-event-prefix': 'off',
      // There are no stores, and looking for them by type takes longer than all other rules of Svelte together.
      'svelte/require-store-reactive-access': 'off',
    },
  },
);
