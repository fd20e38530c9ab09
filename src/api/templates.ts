import { infiniteQueryOptions, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { asTemplateId, type TemplateId } from '../domain/ids.ts';
import { call } from './client.ts';
import { type FilterFields, type ListChoice, listQueryString } from './listFilters.ts';
import { fetchAll, fetchSortedPage, fewPages, nothingFound, pageAfter } from './lists.ts';
import { forgetEnrollmentRules, patternKeys } from './patternKeys.ts';
import { takes } from './rights.ts';
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

export const wireTemplate = loose({
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

/** The key retentions and their numbers, which some servers send and take instead of names (recorded on 25.4). */
export const retentionNumbers = { None: 0, Indefinite: 1, AfterExpiration: 2, FromIssuance: 3 } as const;

/** Reads a key retention that came as a name (templates) or as a number; an unknown one stays as it came. */
export function readKeyRetention(value: unknown, days: unknown): KeyRetention {
  const number = enumNumber(value, retentionNumbers);
  const policy = Object.entries(retentionNumbers).find(([, known]) => known === number)?.[0];
  const asCame = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return { policy: policy ?? asCame, days: typeof days === 'number' ? days : null };
}

/** One row of GET Templates as a value of ours. */
export function readTemplateRow(wire: z.infer<typeof wireTemplate>): TemplateRow {
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

/** What templates are filtered by (vendor documentation, GET Templates: PFX is 1, CSR 2, nothing 0). */
export const templateFilters: FilterFields = {
  type: { field: 'AllowedEnrollmentType', values: { pfx: '1', csr: '2', none: '0' } },
  tenant: { field: 'ConfigurationTenant' },
  retention: { field: 'HasPrivateKeyRetention', values: { kept: 'true', none: 'false' } },
  builtin: { field: 'IsDefaultTemplate', values: { hidden: 'false' } },
};

const defaultSort = 'CommonName';
/** What the server is asked to sort by; only the default is documented, and the server may refuse another. */
const serverSorts: ReadonlySet<string> = new Set([defaultSort, 'DisplayName', 'ConfigurationTenant']);

const keys = {
  all: ['templates'] as const,
  lists: ['templates', 'list'] as const,
  list: (asked: object) => ['templates', 'list', asked] as const,
  choices: ['templates', 'all'] as const,
  one: (id: number) => ['templates', 'one', id] as const,
};

/**
 * The list of templates, 100 a page, searched, filtered and sorted by the server; what it does not sort by comes in its
 * default order. `sortRefused` tells that a sort was asked for and is not known there.
 */
export function templatesQuery({ search, filters, ...order }: ListChoice) {
  const sort = serverSorts.has(order.sortField) ? order : { sortField: defaultSort, descending: false };
  const queryString = listQueryString(['DisplayName', 'ShortName'], templateFilters, { search, filters });
  return infiniteQueryOptions({
    queryKey: keys.list({ queryString, ...sort }),
    initialPageParam: 1,
    queryFn: async ({ pageParam, signal }) => {
      if (queryString === null) return nothingFound;
      const asked = { pageSize: 100, ...sort, ...(queryString === undefined ? {} : { queryString }) };
      const page = await fetchSortedPage('/Templates', pageParam, asked, wireTemplate, { prefix: 'sq', signal });
      return { ...page, rows: page.rows.map(readTemplateRow) };
    },
    getNextPageParam: pageAfter,
    // A look elsewhere must not read fifty pages again.
    refetchOnWindowFocus: fewPages,
  });
}

/** Every template of the server, to choose one from: 500 a request, in the server's order. */
export function allTemplatesQuery() {
  return queryOptions({
    queryKey: keys.choices,
    queryFn: async ({ signal }) => {
      const rows = await fetchAll('/Templates', { pageSize: 500 }, wireTemplate, { prefix: 'sq', signal });
      return rows.map(readTemplateRow);
    },
    staleTime: 60_000,
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

/** Every list of templates is read again, the one to choose from too. */
export async function forgetTemplateLists(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.lists }),
    client.invalidateQueries({ queryKey: keys.choices }),
  ]);
}

/**
 * PUT Templates with a body made by `templateBody`. On success the lists are read again, and the patterns too: a
 * template's rules are views of its default pattern on later servers.
 */
export function saveTemplate() {
  return mutationOptions({
    meta: takes('templates'),
    mutationFn: async (body: WireDocument) => {
      await call('/Templates', { method: 'PUT', body });
    },
    onSettled: async (_answer, _error, _body, _result, { client }) => {
      await Promise.all([
        forgetTemplateLists(client),
        client.invalidateQueries({ queryKey: patternKeys.all, refetchType: 'none' }),
        forgetEnrollmentRules(client),
      ]);
    },
  });
}
