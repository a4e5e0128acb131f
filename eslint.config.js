import tseslint from 'typescript-eslint';

/* Time and chance are arguments in the folders that decide (style §5). */
const HIDDEN_INPUTS = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The time is an argument here.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The time is an argument here.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance is an argument here.' },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'src/generated/',
      '.cache/',
      'data/',
      'scripts/',
      'eslint.config.js',
      'prisma.config.ts',
      'src/emulator/console/',
      'src/browser/',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'src/config.ts alone reads the environment.' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Plain objects of functions, not classes: nothing is bound.
      '@typescript-eslint/unbound-method': 'off',
      // Drivers of both databases share one promise-returning shape, so that some functions await nothing.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/domain/**', 'src/bot/**', 'src/understand/**', 'src/commands/**', 'src/jobs/**', 'src/pages/**'],
    rules: { 'no-restricted-syntax': ['error', ...HIDDEN_INPUTS] },
  },
  { files: ['src/config.ts', 'tests/**', 'vitest.config.ts'], rules: { 'no-restricted-properties': 'off' } },
  // expect.anything() and its like are untyped.
  { files: ['tests/**'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
);
