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
  activity: 'activity',
  connection: 'connection',
} as const;

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
