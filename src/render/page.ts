import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';

export type RenderPage = (template: string, facts: Record<string, unknown>) => string;

/** Compiles every page of `dir` once. Strict as in the chat; every value is escaped. */
export function createPageRenderer(dir: string): RenderPage {
  const env = Handlebars.create();
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const file of readdirSync(dir).filter((name) => name.endsWith('.hbs')))
    compiled.set(file.slice(0, -'.hbs'.length), env.compile(readFileSync(path.join(dir, file), 'utf8'), { strict: true, preventIndent: true }));
  return (template, facts) => {
    const fill = compiled.get(template);
    if (!fill) throw new Error(`templates/page/${template}.hbs does not exist`);
    return fill(facts);
  };
}
