import type { ImportCount } from '../../../api/importTemplates.ts';
import { formatCount } from '../../../ui/numbers.ts';

const templates = (count: number): string => `${formatCount(count)} ${count === 1 ? 'template' : 'templates'}`;

/** What an import brought, in words; only that it is over where the server did not tell how many templates it has. */
export function importWords({ tenant, before, after }: ImportCount): string {
  if (before === null || after === null) return `The import from ${tenant} is done.`;
  const now = `${tenant} has ${templates(after)} now.`;
  if (after > before) return `${templates(after - before)} new. ${now}`;
  return after === before ? `No template is new. ${now}` : `${templates(before - after)} fewer than before. ${now}`;
}
