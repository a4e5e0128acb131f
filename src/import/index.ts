export { runImport, type ImportProgress, type ImportRequest, type ImportResult } from './run.js';
export { ImportError } from './kind.js';
export { IMPORT_KINDS } from './kinds/index.js';
