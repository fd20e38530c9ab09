import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { asPatternId, type PatternId } from '../domain/ids.ts';
import { call, queryText } from './client.ts';
import { ApiError } from './errors.ts';
import { forgetEnrollmentRules, patternKeys } from './patternKeys.ts';
import { takes } from './rights.ts';
import { int, loose, read } from './wire.ts';
import type { WireDocument } from './wireDocument.ts';

/** A pattern that came, went or took the default changes its neighbours, its template and what enrollment offers. */
async function forget(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: patternKeys.lists }),
    client.invalidateQueries({ queryKey: ['patterns', 'default of'] }),
    client.invalidateQueries({ queryKey: ['templates'], refetchType: 'none' }),
    forgetEnrollmentRules(client),
  ]);
}

/** Refused for who asks: nothing changed, and a read that succeeds now would hide that the sign-in had ended. */
const isRefusal = (error: unknown) => error instanceof ApiError && (error.status === 401 || error.status === 403);

const created = loose({ Id: int });

/** A pattern to make: a whole body, and whether it may take the default from another pattern. */
interface NewPattern {
  body: WireDocument;
  force?: boolean;
}

/**
 * The flag goes along only with a body that says that the pattern is the default: without that it does nothing (recorded
 * on 25.4).
 */
const taking = ({ body, force = false }: NewPattern) => (force && takesDefault(body) ? { query: takingQuery } : {});

const takingQuery = { forceTemplateDefault: true };
const takesDefault = (body: WireDocument) => body['TemplateDefault'] === true;

/** The query text with which a request that may take the default from another pattern is sent, or nothing. */
export function forcing(body: WireDocument): string {
  return takesDefault(body) ? queryText(takingQuery) : '';
}

/**
 * POST EnrollmentPatterns with a whole pattern: its name, the id of its template, its policy. Gives the id of the new
 * pattern. The first one of a template becomes its default whatever the body says (vendor documentation, POST Enrollment
 * Patterns).
 */
export function createPattern() {
  return mutationOptions({
    meta: takes('patterns'),
    mutationFn: async (made: NewPattern): Promise<PatternId> => {
      const answer = await call('/EnrollmentPatterns', { method: 'POST', body: made.body, ...taking(made) });
      return asPatternId(read(created, answer.body, 'new enrollment pattern', { afterWrite: true }).Id);
    },
    onSettled: async (_id, error, _sent, _result, { client }) => {
      if (isRefusal(error)) return;
      // The pattern that lost the default is not the one that was made.
      const others = client.invalidateQueries({ queryKey: ['patterns', 'one'], refetchType: 'none' });
      await Promise.all([others, forget(client)]);
    },
  });
}

/** A pattern to save: a body made by `patternBody`, and whether it may take the default from another pattern. */
export interface PatternSave extends NewPattern {
  id: number;
}

/** PUT EnrollmentPatterns/{id}. */
export function savePattern() {
  return mutationOptions({
    meta: takes('patterns'),
    mutationFn: async (saved: PatternSave) => {
      await call(`/EnrollmentPatterns/${saved.id}`, { method: 'PUT', body: saved.body, ...taking(saved) });
    },
    onSettled: async (_answer, error, sent, _result, { client }) => {
      if (isRefusal(error)) return;
      // The pattern that lost the default is not the one that was sent.
      const others = client.invalidateQueries({
        predicate: ({ queryKey: [all, one, id] }) => all === 'patterns' && one === 'one' && id !== sent.id,
        refetchType: 'none',
      });
      await Promise.all([others, forget(client)]);
    },
  });
}

/** Forgets a pattern that was deleted, once no screen shows it any more: one that does would ask for it again. */
export function forgetPattern(client: QueryClient, id: number): void {
  client.removeQueries({ queryKey: patternKeys.one(id) });
}

/**
 * DELETE EnrollmentPatterns/{id}. Without `force` the server refuses a pattern that certificates or workflows refer to
 * (vendor documentation, DELETE Enrollment Patterns).
 */
export function deletePattern() {
  return mutationOptions({
    meta: takes('patterns'),
    mutationFn: async ({ id, force = false }: { id: number; force?: boolean }) => {
      await call(`/EnrollmentPatterns/${id}`, { method: 'DELETE', ...(force ? { query: { force: true } } : {}) });
    },
    onSettled: async (_answer, error, _sent, _result, { client }) => {
      if (!isRefusal(error)) await forget(client);
    },
  });
}
