/** Every URL of the app: the route pattern and the builder of links to it, side by side. */
export const routePatterns = {
  templates: 'templates',
  template: 'templates/:id',
  patterns: 'patterns',
  pattern: 'patterns/:id',
  enrollPfx: 'enroll/pfx',
  enrollCsr: 'enroll/csr',
  connection: 'connection',
} as const;

export const paths = {
  templates: () => '/templates',
  template: (id: number) => `/templates/${id}`,
  patterns: () => '/patterns',
  pattern: (id: number) => `/patterns/${id}`,
  enrollPfx: () => '/enroll/pfx',
  enrollCsr: () => '/enroll/csr',
  connection: () => '/connection',
};

/** Search words and sort of a list as its URL holds them: `?q=&sort=&order=desc`. */
export const listOfUrl = (params: URLSearchParams, defaultSort: string) => ({
  search: params.get('q') ?? '',
  sortField: params.get('sort') ?? defaultSort,
  descending: params.get('order') === 'desc',
});

/** What the template list is sorted by unless its URL says otherwise: the one sort field that is documented. */
export const templateSort = 'CommonName';
