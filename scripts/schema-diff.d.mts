export type Provider = 'sqlite' | 'postgresql';
export function snapshotPath(provider: Provider): string;
export function schemaFiles(provider: Provider): { path: string; content: string }[];
/** SQL from the last migration's schema to today's; '' when nothing changed. */
export function pendingSql(provider: Provider): Promise<string>;
