/** What a link may fill into a wizard. A member that the link does not name is null or empty. Never holds a secret. */
export interface Prefill {
  /** Id of an enrollment pattern; wins over a template. */
  pattern: number | null;
  template: number | null;
  /** Name of the CA, whole (`host\name`) or logical. */
  ca: string;
  /** A whole subject as RFC 4514 text; wins over a common name. */
  subject: string;
  cn: string;
  /** As one types them: `app01.example.com`, `upn:user@corp.example`. */
  sans: readonly string[];
  metadata: Readonly<Record<string, string>>;
  fields: Readonly<Record<string, string>>;
  /** Name of the role that owns the certificate. */
  owner: string;
  /** Id of the certificate that is renewed. */
  renew: number | null;
  /** Id of the certificate whose places the new one takes. */
  replace: number | null;
  /** The collection or store container in which certificates are looked at, where rights end there. */
  collection: number | null;
  container: number | null;
  /** Ids of certificate stores. */
  stores: readonly string[];
  /** Names of members that no wizard takes, `password` among them, or whose value is no id; the values are not kept. */
  unused: readonly string[];
}

const single = [
  'pattern',
  'template',
  'ca',
  'subject',
  'cn',
  'owner',
  'renew',
  'replace',
  'collection',
  'container',
] as const;
const many = ['san', 'store'] as const;
const named = /^(metadata|field)\.(.+)$/s;
/** What the wizard itself keeps in the address. */
const own: readonly string[] = ['step'];

function wholeNumber(text: string | null): number | null {
  const number = Number(text?.trim() || Number.NaN);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

const known = (name: string) => [...single, ...many, ...own].some((each) => each === name) || named.test(name);

/** The members of the form `metadata.Name` (or `field.Name`) as name and value; the last of a name counts. */
function namedValues(query: URLSearchParams, kind: 'metadata' | 'field'): Record<string, string> {
  const found: [string, string][] = [];
  for (const [name, value] of query) {
    const [, which, key] = named.exec(name) ?? [];
    if (which === kind && key !== undefined) found.push([key, value]);
  }
  return Object.fromEntries(found);
}

const several = (query: URLSearchParams, name: string) => query.getAll(name).filter((value) => value.trim() !== '');

/** Reads the query of a prefill link. What it does not know is left out and named in `unused`; never throws. */
export function prefillOf(query: URLSearchParams): Prefill {
  const text = (name: (typeof single)[number]) => query.get(name)?.trim() ?? '';
  const pattern = wholeNumber(query.get('pattern'));
  const template = wholeNumber(query.get('template'));
  const renew = wholeNumber(query.get('renew'));
  const replace = wholeNumber(query.get('replace'));
  const collection = wholeNumber(query.get('collection'));
  const container = wholeNumber(query.get('container'));
  const unreadable = Object.entries({ pattern, template, renew, replace, collection, container }).flatMap(
    ([name, value]) => (query.has(name) && value === null ? [name] : []),
  );
  return {
    pattern,
    template,
    ca: text('ca'),
    subject: text('subject'),
    cn: text('cn'),
    sans: several(query, 'san'),
    metadata: namedValues(query, 'metadata'),
    fields: namedValues(query, 'field'),
    owner: text('owner'),
    renew,
    replace,
    collection,
    container,
    stores: several(query, 'store').map((id) => id.trim().toLowerCase()),
    unused: [...new Set([...[...query.keys()].filter((name) => !known(name)), ...unreadable])],
  };
}

/** The address of a wizard with these values filled in: `prefillLink(paths.enrollPfx(), {renew: 4711})`. */
export function prefillLink(path: string, values: Partial<Omit<Prefill, 'unused'>>): string {
  const query = new URLSearchParams();
  for (const name of single) {
    const value = values[name] ?? null;
    if (value !== null && value !== '') query.append(name, String(value));
  }
  for (const san of values.sans ?? []) query.append('san', san);
  for (const store of values.stores ?? []) query.append('store', store);
  for (const [name, value] of Object.entries(values.metadata ?? {})) query.append(`metadata.${name}`, value);
  for (const [name, value] of Object.entries(values.fields ?? {})) query.append(`field.${name}`, value);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Whether a link says anything, be it of use or not. */
export const isPrefilled = (prefill: Prefill): boolean => prefill.unused.length > 0 || prefillLink('', prefill) !== '';

/** A page that no link filled in. */
export const noPrefill: Prefill = prefillOf(new URLSearchParams());
