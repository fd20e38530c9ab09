import { infiniteQueryOptions, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { asTemplateId, type TemplateId } from '../domain/ids.ts';
import { call } from './client.ts';
import { fetchPage, pageAfter, quoteValue } from './lists.ts';
import { patternKeys } from './patternKeys.ts';
import { bool, enumNumber, int, loose, maybe, numberOrName, read, text } from './wire.ts';
import { asWireDocument, type WireDocument } from './wireDocument.ts';

/** What happens to private keys. `policy` is the server's name for it, or an unknown value as it came. */
export interface KeyRetention {
  policy: string;
  days: number | null;
}

/** One row of the list of templates. */
export interface TemplateRow {
  id: TemplateId;
  /** The friendly name where there is one, else the CA's. */
  name: string;
  shortName: string;
  tenant: string;
  /** Bits: 1 PFX, 2 CSR, 4 CSR generation. */
  enrollmentTypes: number;
  keyRetention: KeyRetention;
  /** The server's own text; of older servers the one key type and size they report. May exceed 1,500 characters. */
  keyTypes: string;
  requiresApproval: boolean;
}

const row = loose({
  Id: int,
  CommonName: maybe(text),
  TemplateName: maybe(text),
  DisplayName: maybe(text),
  ConfigurationTenant: maybe(text),
  ForestRoot: maybe(text),
  AllowedEnrollmentTypes: maybe(int),
  KeyRetention: maybe(numberOrName),
  KeyRetentionDays: maybe(int),
  KeyTypes: maybe(text),
  KeyType: maybe(text),
  KeySize: maybe(numberOrName),
  RequiresApproval: maybe(bool),
});

const retentionNumbers = { None: 0, Indefinite: 1, AfterExpiration: 2, FromIssuance: 3 } as const;

/** Reads a key retention that came as a name (templates) or as a number; an unknown one stays as it came. */
export function readKeyRetention(value: unknown, days: unknown): KeyRetention {
  const number = enumNumber(value, retentionNumbers);
  const policy = Object.entries(retentionNumbers).find(([, known]) => known === number)?.[0];
  const asCame = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return { policy: policy ?? asCame, days: typeof days === 'number' ? days : null };
}

/** One row of GET Templates as a value of ours. */
export function readTemplateRow(wire: z.infer<typeof row>): TemplateRow {
  const shortName = wire.CommonName ?? '';
  return {
    id: asTemplateId(wire.Id),
    name: wire.DisplayName || wire.TemplateName || shortName,
    shortName,
    tenant: wire.ConfigurationTenant ?? wire.ForestRoot ?? '',
    enrollmentTypes: wire.AllowedEnrollmentTypes ?? 0,
    keyRetention: readKeyRetention(wire.KeyRetention, wire.KeyRetentionDays),
    keyTypes: wire.KeyTypes || [wire.KeyType, wire.KeySize].filter(Boolean).join(' '),
    requiresApproval: wire.RequiresApproval ?? false,
  };
}

/** What is asked of a list: words to search for, the server's sort field and direction. */
export interface ListChoice {
  search: string;
  sortField: string;
  descending: boolean;
}

/** A QueryString that finds the words in any of the fields; null where the query language cannot carry them. */
export function containsQuery(fields: readonly string[], search: string): string | undefined | null {
  const words = search.trim();
  if (words === '') return undefined;
  const value = quoteValue(words);
  return value === null ? null : fields.map((field) => `${field} -contains ${value}`).join(' OR ');
}

const keys = {
  all: ['templates'] as const,
  list: (list: ListChoice) => ['templates', 'list', list] as const,
  one: (id: number) => ['templates', 'one', id] as const,
};

/** The list of templates, 100 a page, searched and sorted by the server. */
export function templatesQuery(list: ListChoice) {
  return infiniteQueryOptions({
    queryKey: keys.list(list),
    initialPageParam: 1,
    queryFn: async ({ pageParam, signal }) => {
      const queryString = containsQuery(['DisplayName', 'ShortName'], list.search);
      if (queryString === null) return { rows: [], total: 0, totalIsExact: true, page: 1 };
      const page = await fetchPage(
        '/Templates',
        pageParam,
        {
          pageSize: 100,
          sortField: list.sortField,
          descending: list.descending,
          ...(queryString === undefined ? {} : { queryString }),
        },
        row,
        { prefix: 'sq', signal },
      );
      return { ...page, rows: page.rows.map(readTemplateRow) };
    },
    getNextPageParam: pageAfter,
  });
}

const document = loose({ Id: int, FriendlyName: maybe(text) });

/** Reads one template now, past every cache: the untouched document. */
export async function fetchTemplate(id: number, signal?: AbortSignal): Promise<WireDocument> {
  const answer = await call(`/Templates/${id}`, signal ? { signal } : {});
  read(document, answer.body, 'template');
  return asWireDocument(answer.body, 'template', [
    'TemplateRegexes',
    'TemplateDefaults',
    'MetadataFields',
    'EnrollmentFields',
  ]);
}

/** One template as the server sent it, members we do not know included. */
export function templateQuery(id: number) {
  return queryOptions({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => fetchTemplate(id, signal),
  });
}

/** Puts a template just read into the cache, so that the screen shows what the server holds. */
export function keepTemplate(client: QueryClient, id: number, stored: WireDocument): void {
  client.setQueryData(keys.one(id), stored);
}

/**
 * PUT Templates with a body made by `templateBody`. On success the lists are read again, and the patterns too: a
 * template's rules are views of its default pattern on later servers.
 */
export function saveTemplate() {
  return mutationOptions({
    mutationFn: async (body: WireDocument) => {
      await call('/Templates', { method: 'PUT', body });
    },
    onSettled: async (_answer, _error, _body, _result, { client }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['templates', 'list'] }),
        client.invalidateQueries({ queryKey: patternKeys.all, refetchType: 'none' }),
      ]);
    },
  });
}
