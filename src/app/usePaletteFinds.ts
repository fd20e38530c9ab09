import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { certificatesQuery } from '../api/certificateList.ts';
import { serverNow } from '../api/client.ts';
import { patternsQuery } from '../api/patterns.ts';
import { lackedRight } from '../api/rights.ts';
import { meQuery, serverQuery } from '../api/server.ts';
import { noStoreFilters, storePageQuery } from '../api/stores.ts';
import { templatesQuery } from '../api/templates.ts';
import { paths, scopeOfUrl, scopeToUrl } from '../paths.ts';
import { certificateHint, fitting, type Find, type FindGroup } from './paletteMoves.ts';
import { railItems } from './railItems.ts';
import { leadsNowhere } from './startPage.ts';

/** Fewer characters are not searched for on the server. */
export const leastTyped = 2;
const most = 6;

interface Asked {
  name: string;
  isFetching: boolean;
  isError: boolean;
  /** How many there are on the server. */
  total: number | undefined;
}

const firstRows = <Row>(query: { data: { pages: readonly { rows: readonly Row[] }[] } | undefined }): readonly Row[] =>
  query.data?.pages[0]?.rows.slice(0, most) ?? [];

const lackedWords = (permission: string | undefined): string =>
  `takes a permission that you do not have${permission === undefined ? '' : `: ${permission}`}`;

/** What the palette finds: screens by what is typed, the rest on the server by what was typed when the keys rested. */
export function usePaletteFinds(
  typed: string,
  asked: string,
): { groups: FindGroup[]; busy: boolean; failed: string[]; more: string[] } {
  const [params] = useSearchParams();
  const scope = scopeOfUrl(params);
  const search = asked.trim();
  const enabled = search.length >= leastTyped;
  const server = useQuery(serverQuery()).data;
  const me = useQuery(meQuery()).data;
  const endpoints = server?.endpoints ?? null;
  const hasPatterns = server?.abilities.enrollmentPatterns ?? false;
  const choice = { search, filters: {}, sortField: '', descending: false };
  const newest = { search, filters: { revoked: 'yes', expired: 'yes' }, sortField: 'CertId', descending: true };
  const templates = useInfiniteQuery({ ...templatesQuery({ ...choice, sortField: 'CommonName' }), enabled });
  const patterns = useInfiniteQuery({ ...patternsQuery(choice), enabled: enabled && hasPatterns });
  const stores = useQuery({ ...storePageQuery({ ...noStoreFilters, text: search }, 1), enabled });
  const certificates = useInfiniteQuery({ ...certificatesQuery(newest, scope), enabled });

  const screens = railItems
    .filter(({ needsPatterns }) => !needsPatterns || hasPatterns)
    .map((item): Find => {
      const hint = leadsNowhere(endpoints, item) ? lackedWords(item.act && lackedRight(me, item.act)) : '';
      return { key: `screen ${item.to}`, label: item.label, hint, to: item.to };
    });
  const now = serverNow().getTime();
  const groups: FindGroup[] = [
    { name: 'Screens', finds: fitting(screens, typed, screens.length) },
    {
      name: 'Certificates',
      finds: firstRows(certificates).map((row) => ({
        key: `certificate ${row.certificateId}`,
        label: row.commonName || row.subject || `Certificate ${row.certificateId}`,
        hint: certificateHint(row, now),
        to: paths.certificate(row.certificateId, scope),
      })),
    },
    {
      name: 'Stores: the certificates in them',
      finds: (stores.data?.rows ?? []).slice(0, most).map(({ storeId, machine, path, container }) => ({
        key: `store ${storeId}`,
        label: `${machine} ${path}`,
        hint: container ?? '',
        to: paths.certificates({ machine, path, ...scopeToUrl(scope) }),
      })),
    },
    {
      name: 'Templates',
      finds: firstRows(templates).map((row) => ({
        key: `template ${row.id}`,
        label: row.name,
        hint: row.shortName === row.name ? '' : row.shortName,
        to: paths.template(row.id),
      })),
    },
    {
      name: 'Enrollment patterns',
      finds: firstRows(patterns).map((row) => ({
        key: `pattern ${row.id}`,
        label: row.name,
        hint: row.templateName,
        to: paths.pattern(row.id),
      })),
    },
  ];
  const totalOf = (query: { data: { pages: readonly { total: number }[] } | undefined }) => query.data?.pages[0]?.total;
  const all: Asked[] = [
    { name: 'certificates', ...certificates, total: totalOf(certificates) },
    { name: 'stores', ...stores, total: stores.data?.total },
    { name: 'templates', ...templates, total: totalOf(templates) },
    { name: 'enrollment patterns', ...patterns, total: totalOf(patterns) },
  ];
  return {
    groups: groups.filter(({ finds }) => finds.length > 0),
    busy: enabled && all.some(({ isFetching }) => isFetching),
    failed: enabled ? all.filter(({ isError }) => isError).map(({ name }) => name) : [],
    more: all.filter(({ total }) => (total ?? 0) > most).map(({ name }) => name),
  };
}
