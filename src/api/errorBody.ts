import type { ApiErrorFacts } from './errors.ts';
import { readCaseless } from './wire.ts';

const longest = 2000;

type BodyFacts = Pick<ApiErrorFacts, 'code' | 'serverWords' | 'reasons' | 'missingPermission'>;

/** Takes secrets out of a text (`secretsHider`). */
type Hide = (text: string) => string;
/** A value of a body as words for a person; null when it is none. */
type Words = (value: unknown) => string | null;

const hideNothing: Hide = (text) => text;

/**
 * Reads the body of a refusal in every shape met: Keyfactor's `ErrorCode`/`Message`/`FailedOperations`, ASP.NET's
 * `title`/`errors`, a bare JSON text, an HTML page of IIS or a gateway (its title only), plain text, or nothing.
 * `hide` takes what must not be shown out of each text.
 */
export function readErrorBody(status: number, raw: string, hide: Hide = hideNothing): BodyFacts {
  const words = wordsWith(hide);
  if (looksLikeHtml(raw)) return { serverWords: htmlTitle(raw, hide) };
  const body = parseJson(raw);
  if (body === undefined) return { serverWords: words(raw) };
  if (typeof body === 'string') return withPermission(status, { serverWords: words(body) });
  const reasons = [...failedOperations(body, words), ...modelErrors(readCaseless(body, 'errors'), words)];
  const exception = words(readCaseless(body, 'ExceptionMessage'));
  if (exception !== null) reasons.push(exception);
  const message =
    words(readCaseless(body, 'Message')) ??
    words(readCaseless(body, 'title')) ??
    words(readCaseless(body, 'error_description'));
  return withPermission(status, { code: words(readCaseless(body, 'ErrorCode')), serverWords: message, reasons });
}

/** True for text that starts as a web page does, whatever its content type says. */
export function looksLikeHtml(raw: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|title|\?xml|!--|h1|center)/i.test(raw);
}

/** The title of a web page, or its first heading, as plain text. */
export function htmlTitle(html: string, hide: Hide = hideNothing): string | null {
  const found = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(html) ?? /<h[12][^>]*>([\s\S]*?)<\/h[12]>/i.exec(html);
  if (found?.[1] === undefined) return null;
  return wordsWith(hide)(decodeEntities(found[1].replaceAll(/<[^>]*>/g, ' ')));
}

/** JSON value of a text, or undefined when it is no JSON. */
export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return undefined;
  }
}

/** The permissions a 403 names: paths such as `/metadata/types/read/` (11 and later) or `Area: Permission` (10). */
function namedPermission(message: string): string | null {
  const paths = message.match(/(?<![\w/:.<])\/(?:[a-z0-9_#-]+\/)*[a-z0-9_#-]+\/?/g) ?? [];
  const pairs = [...message.matchAll(/\b([A-Z]\w+): ?([A-Z]\w+)/g)]
    .filter(([, area]) => area !== undefined && areas.has(area))
    .map(([, area, permission]) => `${area}: ${permission}`);
  const everything = /permissions?:? '?\/'?(?=[.,;'\s]|$)/i.test(message) ? ['/'] : [];
  const found = [...new Set([...paths, ...pairs, ...everything])];
  return found.length === 0 ? null : found.join(', ');
}

function withPermission(status: number, facts: BodyFacts): BodyFacts {
  if (status !== 403) return facts;
  return {
    ...facts,
    missingPermission: namedPermission([facts.serverWords ?? '', ...(facts.reasons ?? [])].join('\n')),
  };
}

function failedOperations(body: unknown, words: Words): string[] {
  const list = readCaseless(body, 'FailedOperations');
  if (!Array.isArray(list)) return [];
  return list
    .map((each) => words(typeof each === 'string' ? each : readCaseless(each, 'Reason')))
    .filter((each) => each !== null);
}

function modelErrors(errors: unknown, words: Words): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([field, messages]) => {
    const list: unknown[] = Array.isArray(messages) ? messages : [messages];
    return list
      .map(words)
      .filter((each) => each !== null)
      .map((each) => (Array.isArray(errors) || field === '' || field === '$' ? each : `${field}: ${each}`));
  });
}

/** Hides before it shortens, so that no piece of a secret stays at the end. */
const wordsWith =
  (hide: Hide): Words =>
  (value) => {
    if (typeof value !== 'string') return null;
    const shown = hide(value.replaceAll(/\s+/g, ' ').trim());
    if (shown === '') return null;
    return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
  };

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntities(html: string): string {
  return html.replaceAll(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return Number.isNaN(code) || code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}

// Version-one areas, vendor documentation "Security Roles" of 10.x. A word before a colon is no area unless it is here.
const areas: ReadonlySet<string> = new Set([
  'AdminPortal',
  'AgentAutoRegistration',
  'AgentManagement',
  'API',
  'ApplicationSettings',
  'Auditing',
  'CertificateCollections',
  'CertificateEnrollment',
  'CertificateMetadataTypes',
  'Certificates',
  'CertificateStoreManagement',
  'Dashboard',
  'EventHandlerRegistration',
  'MacAutoEnrollManagement',
  'Monitoring',
  'PkiManagement',
  'PrivilegedAccessManagement',
  'Reports',
  'SecuritySettings',
  'SSH',
  'SslManagement',
  'SystemSettings',
  'WorkflowDefinitions',
]);
