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
