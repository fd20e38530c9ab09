import { formatDn, parseDn } from './dn.ts';

/** Keyfactor's keys for the kinds of subject alternative names. */
export type SanKind =
  | 'dns'
  | 'ip4'
  | 'ip6'
  | 'rfc822'
  | 'uri'
  | 'ms_ntprincipalname'
  | 'ms_ntdsreplication'
  | 'directory'
  | 'registeredid'
  | 'x400'
  | 'ediparty'
  /** Either version: the server's own key beside `ip4` and `ip6`. */
  | 'ip'
  | 'other';

export interface San {
  kind: SanKind;
  value: string;
}

/** What people call the kinds. */
export const sanLabels: Record<SanKind, string> = {
  dns: 'DNS name',
  ip4: 'IPv4 address',
  ip6: 'IPv6 address',
  rfc822: 'E-mail address',
  uri: 'URI',
  ms_ntprincipalname: 'User principal name (UPN)',
  ms_ntdsreplication: 'Domain controller GUID',
  directory: 'Directory name',
  registeredid: 'Registered ID (OID)',
  x400: 'X.400 address',
  ediparty: 'EDI party name',
  ip: 'IP address of either version',
  other: 'Other name',
};

/** A name with its kind, which a host name shows by itself; an address that was issued as a name does not. */
export const sanWords = ({ kind, value }: San): string =>
  kind === 'dns' && /^[\w*.-]*[a-z][\w-]*$/i.test(value) ? value : `${value} (${sanLabels[kind]})`;

/** True for a kind and value that can be a name: for what was kept or came from outside. */
export const isSan = (name: { kind: string; value: string }): name is San => Object.hasOwn(sanLabels, name.kind);

// oxlint-disable-next-line no-control-regex -- the range is ASCII itself
const ascii = /^[\u0000-\u007f]*$/;
const notAscii = /[^\p{ASCII}\p{Cs}]+/gu;

/** The ASCII form (xn--…) of an internationalised DNS name by the rules of the URL standard, or undefined. */
export function toALabel(name: string): string | undefined {
  const [, star = '', host = ''] = /^(\*\.)?(.*)$/s.exec(name) ?? [];
  if (host === '' || /[\s/\\?#@:[\]%]/.test(host)) return undefined;
  try {
    const { hostname } = new URL(`http://${host}`);
    return hostname === '' ? undefined : star + hostname;
  } catch {
    return undefined;
  }
}

/** The one spelling of an IPv6 address (RFC 5952 §4, without mixed notation), or undefined when it is not one. */
export function normaliseIp6(text: string): string | undefined {
  let rest = text.toLowerCase();
  const mixed = /^(.*:)(\d+(?:\.\d+){3})$/.exec(rest);
  if (mixed) {
    const parts = ip4Parts(mixed[2] ?? '');
    if (!parts) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = parts;
    rest = `${mixed[1]}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  }
  const halves = rest.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (!groups.every((g) => /^[0-9a-f]{1,4}$/.test(g))) return undefined;
  const short = groups.map((g) => parseInt(g, 16).toString(16)).join(':');
  const runs = short.match(/(?<![^:])0(:0)+(?![^:])/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return short;
  const shortened = `:${short}:`.replace(`:${longest}:`, '::');
  return shortened.replace(/^:(?!:)/, '').replace(/(?<!:):$/, '');
}

function ip4Parts(text: string): number[] | undefined {
  const parts = text.split('.');
  const right = parts.length === 4 && parts.every((p) => /^(0|[1-9]\d{0,2})$/.test(p) && Number(p) < 256);
  return right ? parts.map(Number) : undefined;
}

function dnsProblem(name: string, allowWildcard: boolean): string | undefined {
  if (name === '') return 'Enter a name.';
  if (!ascii.test(name)) {
    const converted = toALabel(name);
    return converted === undefined
      ? 'A DNS name holds letters, digits, hyphens and dots only.'
      : `Write the internationalised name in its ASCII form: ${converted}`;
  }
  if (name.length > 253) return 'A DNS name has at most 253 characters.';
  if (name.endsWith('.')) return 'Leave out the dot at the end.';
  const labels = name.split('.');
  if (name.includes('*')) {
    if (!allowWildcard || labels[0] !== '*' || labels.length < 2 || name.lastIndexOf('*') > 0) {
      return 'A wildcard stands alone as the leftmost part, as in *.example.com.';
    }
    labels.shift();
  }
  for (const label of labels) {
    if (label === '') return 'A part between two dots is empty.';
    if (label.length > 63) return 'A part between dots has at most 63 characters.';
    // Underscores are outside RFC 1034 §3.5 but common in Windows networks.
    if (!/^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/i.test(label)) {
      return 'A DNS name holds letters, digits, hyphens and dots only; no part begins or ends with a hyphen.';
    }
  }
  return /^\d+$/.test(labels.at(-1) ?? '') ? 'The last part of a DNS name is not a number.' : undefined;
}

function mailProblem(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const form = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
  if (at < 1 || !form.test(text.slice(0, at))) return 'Write an e-mail address as user@example.com.';
  return dnsProblem(text.slice(at + 1), false);
}

/** Why the value is malformed for its kind, or undefined. RFC 5280 §4.2.1.6; never says what a server would allow. */
export function checkSan({ kind, value }: San): string | undefined {
  if (value.trim() === '') return 'Enter a value.';
  if (value !== value.trim()) return 'Remove the spaces around the value.';
  switch (kind) {
    case 'dns':
      return dnsProblem(value, true);
    case 'ip4':
      return ip4Parts(value) ? undefined : 'Write four numbers from 0 to 255 with dots between, without leading zeros.';
    case 'ip6':
      return normaliseIp6(value) === undefined ? 'This is not an IPv6 address.' : undefined;
    case 'ip':
      return checkSan({ kind: value.includes(':') ? 'ip6' : 'ip4', value });
    case 'rfc822':
      return mailProblem(value);
    case 'uri':
      return ascii.test(value) && /^[a-z][a-z0-9+.-]*:[^\s<>"]+$/i.test(value)
        ? undefined
        : 'Write an absolute URI in ASCII, such as https://example.com/.';
    case 'ms_ntprincipalname':
      return /^[^\s@]+@[^\s@]+$/.test(value) ? undefined : 'Write a user principal name as user@realm.';
    case 'ms_ntdsreplication':
      return /^\{?[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$/i.test(value) ? undefined : 'This is not a GUID.';
    case 'directory': {
      const name = parseDn(value);
      return name.ok ? undefined : name.reason;
    }
    case 'registeredid':
      return /^([01]\.([0-9]|[1-3][0-9])|2\.(0|[1-9]\d*))(\.(0|[1-9]\d*))*$/.test(value)
        ? undefined
        : 'Write an object identifier as numbers with dots, such as 1.3.6.1.4.1.99999.';
    default:
      return undefined;
  }
}

/** The part behind the last '@', or the host of a URI, in its ASCII form; undefined where it has none. */
function asciiHost({ kind, value }: San): string | undefined {
  const form = kind === 'uri' ? /^([a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?)([^/?#@:[\]]+)(.*)$/is : /^(.*@)([^@]+)()$/s;
  const [, before = '', host = '', after = ''] = form.exec(value) ?? [];
  const converted = ascii.test(host) ? undefined : toALabel(host);
  return converted === undefined ? undefined : before + converted + after;
}

/**
 * A name as it is asked for: hosts of other scripts in their ASCII form (RFC 5280 §7.2–7.5), IPv6 in its one spelling,
 * directory names in one notation. A value that has no such form comes back unchanged.
 */
export function wireSan(san: San): San {
  const { kind, value } = san;
  const form = (): string | undefined => {
    if (kind === 'dns') return ascii.test(value) ? undefined : toALabel(value);
    if (kind === 'rfc822') return ascii.test(value) ? undefined : asciiHost(san);
    // RFC 3987 §3.1: what is not ASCII outside of the host is written as percent signs and its UTF-8.
    if (kind === 'uri') return (asciiHost(san) ?? value).replace(notAscii, encodeURIComponent);
    if (kind === 'ip6' || kind === 'ip') return normaliseIp6(value);
    const name = kind === 'directory' ? parseDn(value) : undefined;
    return name?.ok ? formatDn(name.value) : undefined;
  };
  return { kind, value: form() ?? value };
}

/** The text under which two SANs count as the same: DNS and UPN without case, IPv6 normalised, directory names reread. */
export function sanKey(san: San): string {
  const { kind, value } = wireSan(san);
  const lower = value.toLowerCase();
  const same = (): string => {
    if (kind === 'dns' || kind === 'ms_ntprincipalname') return lower;
    if (kind === 'rfc822') return value.slice(0, value.lastIndexOf('@')) + lower.slice(lower.lastIndexOf('@'));
    if (kind === 'ms_ntdsreplication') return lower.replace(/[^0-9a-f]/g, '');
    // Programs write an equals sign or a semicolon, and some of them the kind of string, behind the type.
    return kind === 'other' ? value.replace(/^([\d.]+)[;=](?:UTF8:)?/i, '$1;') : value;
  };
  const version = value.includes(':') ? 'ip6' : 'ip4';
  return `${kind === 'ip' ? version : kind}:${same()}`;
}

/** Compares as sets, because the order on a certificate means nothing: what of `a` is not in `b`, and what `b` adds. */
export function sameSans(a: readonly San[], b: readonly San[]): { missing: San[]; added: San[] } {
  const [inA, inB] = [new Set(a.map(sanKey)), new Set(b.map(sanKey))];
  return { missing: a.filter((s) => !inB.has(sanKey(s))), added: b.filter((s) => !inA.has(sanKey(s))) };
}
