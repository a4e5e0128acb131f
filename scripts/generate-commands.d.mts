export function commandNames(base?: string): string[];
export function commandIndex(base?: string): string;
export function jobIndex(base?: string): string;
