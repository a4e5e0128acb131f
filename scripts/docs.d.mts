interface Described {
  name: string;
  aliases: readonly string[];
  group: string;
  summary: string;
  examples: readonly string[];
  effect: 'read' | 'write';
}
export function commandsPage<C extends Described>(commands: readonly C[], usageOf: (command: C) => string): string;
export function manualTable<C extends Described & { roles: readonly string[] }>(commands: readonly C[], usageOf: (command: C) => string): string;
export function commandTable<C extends Described>(commands: readonly C[], usageOf: (command: C) => string): string;
export function settingTable(envExample: string): string;
export function folderTable(folders: readonly { folder: string; holds: string; may?: string[]; types?: string[] }[]): string;
export function errorsPage(templates: Readonly<Record<string, string>>): string;
export function fillSections(text: string, sections: Readonly<Record<string, string>>): string;
