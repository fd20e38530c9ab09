import { ApiError } from '../../api/errors.ts';
import { isDocument, textOf, type WireDocument } from '../../api/wireDocument.ts';
import type { SaveTarget } from './save/saveFlow.ts';

/** How patterns are made, found and read. */
export interface PatternServer {
  create: (body: WireDocument) => Promise<number>;
  save: (id: number, body: WireDocument) => Promise<unknown>;
  fetch: (id: number) => Promise<WireDocument>;
  /** Id of the pattern of exactly this name, or null; rejects where that cannot be asked. */
  find: (name: string) => Promise<number | null>;
}

/**
 * A save that makes a pattern. Until the server has it, what it holds is the blank one. After a lost answer the pattern
 * is looked for by its name, as no two have the same: one that was there before, or belongs to another template, is not it.
 * A refusal leaves nothing to look for.
 */
export function newPatternTarget(
  blank: WireDocument,
  { create, save, fetch, find }: PatternServer,
): Pick<SaveTarget, 'get' | 'put'> {
  let made: number | null = null;
  let lost: { name: string; template: unknown; before: number | null } | null = null;
  return {
    get: async () => {
      if (made !== null) return fetch(made);
      if (lost === null) return blank;
      const found = await find(lost.name);
      if (found === null || found === lost.before) return blank;
      const pattern = await fetch(found);
      const template = pattern['Template'];
      if (!isDocument(template) || template['Id'] !== lost.template) return blank;
      made = found;
      return pattern;
    },
    put: async (body) => {
      if (made !== null) {
        const { Template: _template, ...rest } = body;
        return save(made, rest);
      }
      const name = textOf(body['Name']);
      const before = await find(name).catch(() => null);
      lost = null;
      try {
        made = await create(body);
      } catch (error) {
        if (error instanceof ApiError && error.outcomeUnknown) lost = { name, template: body['Template'], before };
        throw error;
      }
      return undefined;
    },
  };
}
