import { formatDn, slashedDn } from './dn.ts';
import { checkSan, type San, type SanKind, sanKey, wireSan } from './sans.ts';

/** A name as it was found in a text, with the reason where it is not a name that can be asked for. */
export interface ReadSan {
  /** What was typed for it, without separators. */
  text: string;
  /** Null where not even the kind can be told. */
  kind: SanKind | null;
  value: string;
  reason: string | undefined;
}

// What OpenSSL, keytool, Windows, PowerShell and people put in front of a name; spaces and hyphens do not count.
const prefixes: Readonly<Record<string, SanKind>> = {
  dns: 'dns',
  dnsname: 'dns',
  ip: 'ip4',
  ip4: 'ip4',
  ip6: 'ip6',
  ipv4: 'ip4',
  ipv6: 'ip6',
  ipaddress: 'ip4',
  ipadresse: 'ip4',
  email: 'rfc822',
  mail: 'rfc822',
  mailto: 'rfc822',
  rfc822: 'rfc822',
  rfc822name: 'rfc822',
  uri: 'uri',
  uriname: 'uri',
  url: 'uri',
  upn: 'ms_ntprincipalname',
  principalname: 'ms_ntprincipalname',
  prinzipalname: 'ms_ntprincipalname',
  ms_ntprincipalname: 'ms_ntprincipalname',
  guid: 'ms_ntdsreplication',
  dsobjectguid: 'ms_ntdsreplication',
  ms_ntdsreplication: 'ms_ntdsreplication',
  oid: 'registeredid',
  rid: 'registeredid',
  registeredid: 'registeredid',
  oidname: 'registeredid',
  dirname: 'directory',
  directory: 'directory',
  directoryname: 'directory',
  directoryaddress: 'directory',
  x500name: 'directory',
  x400: 'x400',
  x400address: 'x400',
  ediparty: 'ediparty',
  edipartyname: 'ediparty',
  othername: 'other',
  other: 'other',
};
const prefixWords =
  'dns[ -]?name|dns|ip[ -]?address|ip-?adresse|ipv?[46]|ip|e-?mail|mailto|mail|rfc822[ -]?name|rfc822|uri-?name|uri|url|upn|' +
  'principal ?name|prinzipalname|ds object guid|guid|oid-?name|oid|rid|registered[ -]?id|dirname|directory[ -]?(?:name|address)|' +
  'directory|x500name|x400[ -]?address|x400|edi[ -]?party[ -]?name|edi[ -]?party|other[ -]?name|other|ms_nt\\w+';
// OpenSSL's configuration files number them: `DNS.1 = a.example.com`.
const prefixForm = new RegExp(`(^|[\\s,;"'])(${prefixWords})(?:\\.\\d+)?\\s*([:=])`, 'gi');
const prefixStart = new RegExp(`^(${prefixWords})(?:\\.\\d+)?\\s*[:=]\\s*`, 'i');
const prefixLine = new RegExp(`^\\s*(?:${prefixWords})(?:\\.\\d+)?\\s*[:=]`, 'i');

// Types of other names that OpenSSL writes as words (crypto/x509/v3_san.c).
const otherTypes: Readonly<Record<string, string>> = {
  srvname: '1.3.6.1.5.5.7.8.7',
  xmppaddr: '1.3.6.1.5.5.7.8.5',
  smtputf8mailbox: '1.3.6.1.5.5.7.8.9',
  nairealm: '1.3.6.1.5.5.7.8.8',
};
const userPrincipalName = '1.3.6.1.4.1.311.20.2.3';
const replicationGuid = '1.3.6.1.4.1.311.25.1';

type Found = { kind: SanKind; value: string } | { reason: string };

/** The kind of a name that says nothing of it, or why it is none. */
function guess(value: string): Found {
  if (value.includes('://') || /^(urn|spiffe|ldap|sip|tel):/i.test(value)) return { kind: 'uri', value };
  if (value.includes('@')) return { kind: 'rfc822', value };
  const address = /^\[([0-9a-f:.]+)\]$/i.exec(value)?.[1] ?? value;
  if (checkSan({ kind: 'ip6', value: address }) === undefined) return { kind: 'ip6', value: address };
  if (checkSan({ kind: 'ip4', value }) === undefined) return { kind: 'ip4', value };
  if (/\/\d{1,3}$/.test(value) || /^[\d.]+-[\d.]+$/.test(value)) {
    return { reason: 'This is a range; a certificate names single addresses.' };
  }
  if (/^\[?[0-9a-f:]+%/i.test(value)) return { reason: 'Leave out the zone behind the percent sign.' };
  if (/:\d+$/.test(value)) return { reason: 'Leave out the port.' };
  if (value.includes('/')) return { reason: 'Leave out the path, or write https:// in front for a URI.' };
  if (/^[\d.]+$/.test(value)) {
    return { reason: 'This is not an IPv4 address. Write oid: in front of an object identifier.' };
  }
  return { kind: 'dns', value };
}

/** An other name as OpenSSL takes it (`1.2.3;UTF8:text`) and prints it (`1.2.3::text`). */
function otherName(text: string): Found {
  const [, type = '', rest = ''] = /^([\w.]+)\s*(?:::?|[;=])\s*(.*)$/s.exec(text) ?? [];
  const oid = /^\d+(\.\d+)+$/.test(type) ? type : otherTypes[type.toLowerCase()];
  if (/^<unsupported>$/i.test(rest)) return { reason: 'OpenSSL has not printed the value of this name.' };
  const value = rest.replace(/^(?:FORMAT:\w+,)?(?:UTF8|UTF8String|IA5|IA5STRING|OCT|OCTETSTRING):/i, '');
  if (oid === userPrincipalName) return { kind: 'ms_ntprincipalname', value };
  if (oid === replicationGuid && /^[0-9a-f]{32}$/i.test(value)) return { kind: 'ms_ntdsreplication', value };
  return { kind: 'other', value: oid === undefined ? text : `${oid};${value}` };
}

function guidText(text: string): string {
  const bytes = /^[0-9a-f]{2}(?: [0-9a-f]{2})+$/i.test(text) ? text.replaceAll(' ', '') : text;
  // certutil prints the octet string whole, with its tag and length.
  return /^0410[0-9a-f]{32}$/i.test(bytes) ? bytes.slice(4) : bytes;
}

function withKind(kind: SanKind, text: string): Found {
  // OpenSSL prints two colons between the type of an other name and its value.
  const value = text.replace(/^:/, '').trim();
  if (kind === 'other') return otherName(text);
  if (kind === 'ms_ntdsreplication') return { kind, value: guidText(value) };
  const printed = (kind === 'x400' || kind === 'ediparty') && /^<unsupported>$/i.test(value);
  if (printed) return { reason: 'OpenSSL has not printed the value of this name.' };
  if (kind === 'directory') return { kind, value: slashedDn(text) ?? text };
  if (kind !== 'ip4' && kind !== 'ip6') return { kind, value: kind === 'uri' ? text : value };
  const address = text.replace(/^\[([0-9a-f:.]+)\]$/i, '$1');
  // "IP" says nothing about the version.
  const found = guess(address);
  if ('reason' in found) return found;
  return { kind: address.includes(':') ? 'ip6' : 'ip4', value: address };
}

/** Why a name cannot be asked for in its own kind, or undefined; the reason speaks of what was typed. */
export function sanProblem(san: San): string | undefined {
  if (san.kind === 'other' && !/^\d+(\.\d+)+;.+$/s.test(san.value)) {
    return 'Write the type as an object identifier, a semicolon and the text, such as 1.3.6.1.4.1.99999;text.';
  }
  return checkSan(wireSan(san));
}

/** Reads one name, with or without its kind in front. Never throws. */
export function readSan(typed: string): ReadSan {
  const text = typed.trim();
  const found = prefixStart.exec(text);
  const kind = found ? kindOfPrefix(found[1] ?? '') : undefined;
  const rest = kind === undefined ? text : text.slice(found?.[0].length);
  const read = kind === undefined ? guess(text) : withKind(kind, rest);
  if ('reason' in read) return { text, kind: kind ?? null, value: rest, reason: read.reason };
  return { text, ...read, reason: sanProblem(read) };
}

const kindOfPrefix = (words: string): SanKind | undefined => prefixes[words.toLowerCase().replace(/[ -]/g, '')];

/** Words between separators, without the quotes and brackets of lists in other notations. */
function tokens(text: string): string[] {
  return text
    .split(/[,;\s]+/)
    .map((token) =>
      /^\[[0-9a-z]*:[0-9a-z:.%]*\](:\d+)?$/i.test(token)
        ? token
        : token.replace(/^[["'`<(]+(?!$)/, '').replace(/(?<=.)["'`>\]]+$/, ''),
    )
    .filter((token) => token !== '' && !/^["'`[\]<>(]+$/.test(token));
}

// Their values may hold what separates other names.
const undivided: readonly SanKind[] = ['directory', 'other', 'ms_ntdsreplication', 'x400', 'ediparty'];

/** The names of a piece of text that begins with a prefix. */
function prefixed(prefix: string, kind: SanKind, rest: string): string[] {
  const whole = rest.trim().replace(/[,;\s]+$/, '');
  if (whole === '') return [prefix];
  if (undivided.includes(kind)) return [prefix + whole];
  if (kind === 'uri') {
    // A comma may be part of a URI; one before the next scheme is not.
    const [first = '', ...more] = whole.split(/[;\s]+|,(?=\s|[a-z][a-z0-9+.-]*:\/\/)/i).filter((each) => each !== '');
    return [prefix + first.replace(/,$/, ''), ...more.flatMap(tokens)];
  }
  const [first = '', ...more] = tokens(whole);
  return [prefix + first, ...more];
}

function linePieces(line: string): string[] {
  // The mark of a list, unless nothing but separators and quotes is behind it.
  const text = line.trim().replace(/^[-*•]\s+(?=.*[^\s,;[\]"'`<>()])/, '');
  const starts = Array.from(text.matchAll(prefixForm), (match) => ({
    at: match.index + (match[1]?.length ?? 0),
    end: match.index + match[0].length,
    kind: kindOfPrefix(match[2] ?? '') ?? 'dns',
    sign: match[3] ?? ':',
  })).filter(
    // In a directory name `EMAIL=` is a part of it.
    (each, at, all) => each.sign === ':' || !all.slice(0, at).some((earlier) => earlier.kind === 'directory'),
  );
  const pieces = tokens(text.slice(0, starts[0]?.at));
  starts.forEach((start, at) => {
    const next = starts[at + 1];
    const rest = text.slice(start.end, next?.at);
    // OpenSSL writes `othername: UPN::…`, certutil `Other Name:` over a line of its own.
    if (start.kind === 'other' && rest.trim() === '') return;
    pieces.push(...prefixed(text.slice(start.at, start.end).replace(/\s+$/, ''), start.kind, rest));
  });
  return pieces;
}

// Headings over the names, and what stands before them in configuration files and on command lines.
const heading = /^\s*(?:x509v3 )?subject alternative names?(?:\s*\(\w+\))?\s*:?\s*(?:critical)?\s*$/i;
const assignment = /^\s*(?:-ext\s+)?(?:subjectaltname|san)\s*[:=]\s*(?:critical\s*,\s*)?/i;

/** Lines as certutil writes them under `Directory Address:` put into one. */
function joinedLines(text: string): string[] {
  const lines: string[] = [];
  let open = false;
  for (const line of text.split(/[\r\n]+/)) {
    const part = /^\s*([a-z][a-z0-9]*|\d+(?:\.\d+)+)\s*=\s*(.+)$/i.exec(line);
    if (open && part && !prefixLine.test(line)) {
      const dn = formatDn([[{ type: part[1] ?? '', value: (part[2] ?? '').trim() }]]);
      const before = lines.pop() ?? '';
      lines.push(/[:=]\s*$/.test(before) ? before + dn : `${before},${dn}`);
    } else {
      open = /^\s*(?:directory|x500)[ -]?(?:name|address)?\s*:\s*$/i.test(line);
      lines.push(line);
    }
  }
  return lines;
}

/**
 * Reads names of any kind out of pasted text: separated by commas, semicolons, spaces or lines, with or without prefixes
 * as OpenSSL, keytool, certutil and PowerShell print them. Everything that is not a separator or a heading comes back, in
 * its order, doubles too; what cannot be asked for with its reason. Never throws.
 */
export function readSans(text: string): ReadSan[] {
  return joinedLines(text)
    .filter((line) => !heading.test(line))
    .flatMap((line) => linePieces(line.replace(assignment, '')))
    .map(readSan);
}

/** The names without doubles, the first of each. */
export function distinctSans(sans: readonly San[]): San[] {
  const byKey = new Map<string, San>();
  for (const san of sans) {
    const key = sanKey(san);
    if (!byKey.has(key)) byKey.set(key, san);
  }
  return [...byKey.values()];
}
