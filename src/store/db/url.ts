export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url);

/** The file of a `file:` url. */
export const fileOf = (url: string): string => url.replace(/^file:/, '');
