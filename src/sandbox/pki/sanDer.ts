import { domainToASCII } from 'node:url';
import { isIPv4, isIPv6 } from 'node:net';
import * as der from './der.ts';
import { decodeName, encodeName, formatDn, parseDn } from './names.ts';
import { replicationGuid, userPrincipalName } from './oids.ts';

/** A subject alternative name. `raw` is the GeneralName as it came, kept for kinds that would lose something as text. */
export interface SanEntry {
  kind:
    | 'dns'
    | 'ip4'
    | 'ip6'
    | 'rfc822'
    | 'uri'
    | 'ms_ntprincipalname'
    | 'ms_ntdsreplication'
    | 'directory'
    | 'registeredid'
    | 'other';
  value: string;
  raw?: Uint8Array;
}

/** Why the name cannot be written into a certificate, or undefined where it can. */
export function sanProblem(san: SanEntry): string | undefined {
  try {
    encodeSan(san);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * The name as GeneralName DER (RFC 5280 §4.2.1.6). `raw` wins over `value`. An `other` name without `raw` is
 * `oid=text` or `oid=#hex of a DER value`, with `;` for `=` as well. Throws where the value does not fit the kind.
 */
export function encodeSan(san: SanEntry): Uint8Array {
  if (san.raw !== undefined) return san.raw;
  const { kind, value } = san;
  switch (kind) {
    case 'rfc822':
      return der.contextPrimitive(1, ascii(value, 'e-mail address'));
    case 'dns':
      // RFC 5280 §7.2: names in other scripts are written in their ASCII form.
      return der.contextPrimitive(2, ascii(isAscii(value) ? value : domainToASCII(value), 'DNS name'));
    case 'uri':
      return der.contextPrimitive(6, ascii(value, 'URI'));
    case 'ip4':
      if (!isIPv4(value)) throw new Error(`${value} is not an IPv4 address.`);
      return der.contextPrimitive(7, Buffer.from(value.split('.').map(Number)));
    case 'ip6':
      return der.contextPrimitive(7, ip6Bytes(value));
    case 'registeredid':
      return der.contextPrimitive(8, der.read(der.oid(value)).content);
    case 'directory': {
      const name = parseDn(value);
      if ('error' in name) throw new Error(`${value} is not a directory name. ${name.error}`);
      return der.context(4, encodeName(name));
    }
    case 'ms_ntprincipalname':
      return otherName(userPrincipalName, der.text(der.tag.utf8, value));
    case 'ms_ntdsreplication':
      return otherName(replicationGuid, der.octetString(guidOctets(value)));
    case 'other': {
      const equals = value.search(/[=;]/);
      if (equals === -1) throw new Error(`${value} is not an other name written as oid=text or oid;text.`);
      return otherName(value.slice(0, equals), otherValue(value.slice(equals + 1)));
    }
    default:
      throw new Error(`The sandbox writes no names of the kind ${String(kind satisfies never)}.`);
  }
}

function otherName(oid: string, value: Uint8Array): Buffer {
  return der.context(0, der.oid(oid), der.context(0, value));
}

/** The sixteen octets in the order they are written, with or without hyphens and braces (a guess: nothing is recorded). */
function guidOctets(text: string): Buffer {
  if (!/^\{?[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$/i.test(text)) throw new Error(`${text} is not a GUID.`);
  return Buffer.from(text.replaceAll(/[^0-9a-f]/gi, ''), 'hex');
}

function otherValue(text: string): Uint8Array {
  if (!text.startsWith('#')) return der.text(der.tag.utf8, text);
  try {
    const bytes = Buffer.from(text.slice(1), 'hex');
    der.checkNesting(der.read(bytes));
    return bytes;
  } catch {
    throw new Error(`${text} is not DER in hex.`);
  }
}

/** Reads one GeneralName. What it does not know becomes `other` with its bytes. Throws on broken DER. */
export function decodeSan(element: der.Element): SanEntry {
  const content = Buffer.from(element.content);
  switch (element.tag) {
    case 0x81:
      return { kind: 'rfc822', value: content.toString('latin1') };
    case 0x82:
      return { kind: 'dns', value: content.toString('latin1') };
    case 0x86:
      return { kind: 'uri', value: content.toString('latin1') };
    case 0x87:
      if (content.length === 4) return { kind: 'ip4', value: content.join('.') };
      if (content.length === 16) return { kind: 'ip6', value: ip6Text(content) };
      return unknown(element);
    case 0x88:
      return { kind: 'registeredid', value: der.readOid(element) };
    case 0xa4:
      return { kind: 'directory', value: formatDn(decodeName(firstChild(element))), raw: element.bytes };
    case 0xa0:
      return decodeOtherName(element);
    default:
      return unknown(element);
  }
}

function decodeOtherName(element: der.Element): SanEntry {
  const [type, wrapped] = der.children(element);
  const oid = der.readOid(der.expect(type, der.tag.oid, 'type of an other name'));
  const value = firstChild(der.expect(wrapped, 0xa0, 'value of an other name'));
  const readable = der.readText(value);
  if (oid === userPrincipalName && readable !== undefined) return { kind: 'ms_ntprincipalname', value: readable };
  if (oid === replicationGuid && value.tag === der.tag.octetString && value.content.length === 16) {
    return { kind: 'ms_ntdsreplication', value: hexOf(value.content).toUpperCase() };
  }
  const shown = readable === undefined || readable.startsWith('#') ? `#${hexOf(value.bytes)}` : readable;
  return { kind: 'other', value: `${oid}=${shown}`, raw: element.bytes };
}

function unknown(element: der.Element): SanEntry {
  return { kind: 'other', value: `#${hexOf(element.bytes)}`, raw: element.bytes };
}

function firstChild(element: der.Element): der.Element {
  const [child] = der.children(element);
  if (child === undefined) throw new Error('A subject alternative name is empty.');
  return child;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function isAscii(value: string): boolean {
  return /^[\x20-\x7e]*$/.test(value);
}

function ascii(value: string, what: string): Buffer {
  if (value === '' || !isAscii(value)) throw new Error(`${value || 'An empty text'} is not a valid ${what}.`);
  return Buffer.from(value, 'latin1');
}

function ip6Bytes(value: string): Buffer {
  if (!isIPv6(value) || value.includes('%')) throw new Error(`${value} is not an IPv6 address.`);
  const dotted = /(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(value);
  const plain =
    dotted === null
      ? value
      : `${dotted[1]}${word(Number(dotted[2]), Number(dotted[3]))}:${word(Number(dotted[4]), Number(dotted[5]))}`;
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const words = [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back];
  return Buffer.from(words.map((each) => each.padStart(4, '0')).join(''), 'hex');
}

function word(high: number, low: number): string {
  return (high * 256 + low).toString(16);
}

/** The text of RFC 5952 §4: lower case, no leading zeros, the first longest run of zero words as `::`. */
function ip6Text(bytes: Buffer): string {
  const words = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
  const text = words.join(':');
  const runs = [...text.matchAll(/(?<![0-9a-f])0(?::0(?![0-9a-f]))+/g)];
  const longest = runs.reduce<RegExpExecArray | undefined>(
    (best, run) => (best === undefined || run[0].length > best[0].length ? run : best),
    undefined,
  );
  if (longest === undefined) return text;
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
