/** Every URL of the app: the route pattern and the builder of links to it, side by side. */
export const routePatterns = {
  templates: 'templates',
  template: 'templates/:id',
  patterns: 'patterns',
  newPattern: 'patterns/new',
  pattern: 'patterns/:id',
  rules: 'rules',
  enrollPfx: 'enroll/pfx',
  enrollCsr: 'enroll/csr',
  certificates: 'certificates',
  certificate: 'certificates/:id',
  activity: 'activity',
  connection: 'connection',
} as const;

const withQuery = (path: string, query: URLSearchParams) => (query.size === 0 ? path : `${path}?${query}`);

/** The collection or store container that certificates are looked at in, as every URL about certificates carries it. */
interface UrlScope {
  collectionId: number | null;
  containerId: number | null;
}

const wholeServer: UrlScope = { collectionId: null, containerId: null };

const idOf = (text: string | null) => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null);

/** The scope that a URL names: `?collection=7`, `?container=3`. */
export const scopeOfUrl = (params: URLSearchParams): UrlScope => ({
  collectionId: idOf(params.get('collection')),
  containerId: idOf(params.get('container')),
});

/** The members of a URL that name a scope. */
export const scopeToUrl = ({ collectionId, containerId }: UrlScope): Record<string, string> => ({
  ...(collectionId === null ? {} : { collection: String(collectionId) }),
  ...(containerId === null ? {} : { container: String(containerId) }),
});

export const paths = {
  templates: () => '/templates',
  template: (id: number) => `/templates/${id}`,
  patterns: () => '/patterns',
  /** With a template the new pattern is for it; without one it is chosen first. */
  newPattern: (templateId?: number) =>
    templateId === undefined ? '/patterns/new' : `/patterns/new?template=${templateId}`,
  pattern: (id: number) => `/patterns/${id}`,
  rules: () => '/rules',
  enrollPfx: () => '/enroll/pfx',
  enrollCsr: () => '/enroll/csr',
  certificates: (query: URLSearchParams | Readonly<Record<string, string>> = {}) =>
    withQuery('/certificates', new URLSearchParams(query)),
  certificate: (id: number, scope: UrlScope = wholeServer) =>
    withQuery(`/certificates/${id}`, new URLSearchParams(scopeToUrl(scope))),
  activity: () => '/activity',
  connection: () => '/connection',
};

/** What the server filters lists by, as their URLs call it. */
export const filterNames = ['type', 'tenant', 'retention', 'builtin', 'default', 'restricted', 'role'] as const;

export type FilterName = (typeof filterNames)[number];

/** Search words, filters and sort of a list as its URL holds them: `?q=&type=pfx&tenant=&sort=&order=desc`. */
export const listOfUrl = (params: URLSearchParams, defaultSort: string) => ({
  search: params.get('q') ?? '',
  sortField: params.get('sort') ?? defaultSort,
  descending: params.get('order') === 'desc',
  filters: Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = params.get(name) ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  ) satisfies Partial<Record<FilterName, string>>,
});

/** What the template list is sorted by unless its URL says otherwise: the one sort field that is documented. */
export const templateSort = 'CommonName';
