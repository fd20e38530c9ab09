import { attributeTypes } from './oids.ts';
import { parseValue } from './nameValue.ts';
import { read } from './der.ts';
import * as der from './der.ts';

/** One part of a name. `raw` keeps a value whose ASN.1 type is no string; `value` is then `#` and its DER in hex. */
export interface NameAttribute {
  oid: string;
  value: string;
  raw?: Uint8Array;
}
/** One relative name: mostly one attribute, several when written with `+`. */
export type Rdn = readonly NameAttribute[];

const oidOfKeyword = new Map(
  attributeTypes.flatMap(([oid, ...words]) => words.map((word) => [word.toUpperCase(), oid] as const)),
);
const keywordOfOid = new Map(attributeTypes.map(([oid, keyword]) => [oid, keyword]));
/** Attributes whose ASN.1 type is PrintableString (RFC 5280 appendix A, X.520 §6). */
const printableTypes = new Set(['2.5.4.6', '2.5.4.5', '2.5.4.46', '1.3.6.1.4.1.311.60.2.1.3']);
/** Attributes whose ASN.1 type is IA5String (RFC 4519 §2.4, RFC 2985 §5.2.1). */
const ia5Types = new Set(['0.9.2342.19200300.100.1.25', '1.2.840.113549.1.9.1']);

/** Longer names, in characters, are not read: no CA issues them, and reading them takes seconds. */
export const longestDn = 16 * 1024;

/**
 * Reads a name as Keyfactor takes it: `CN=a,O="x, y",C=SE`, with the escapes of RFC 4514 §2.4, `""` for a quote inside
 * quotes, `+` between attributes of one part and `#hex` for a value in DER. The parts come in the order written. More than
 * 16 KiB of text is not looked at.
 */
export function parseDn(input: string): Rdn[] | { error: string } {
  if (input.length > longestDn) return { error: 'The subject is longer than 16 KiB.' };
  const rdns: Rdn[] = [];
  let attributes: NameAttribute[] = [];
  let at = 0;
  if (input.trim() === '') return [];
  for (;;) {
    const equals = input.indexOf('=', at);
    if (equals === -1) return { error: `The subject has text without an attribute: ${input.slice(at).trim()}` };
    const keyword = input.slice(at, equals).trim();
    const type = attributeOid(keyword);
    if (type === undefined) return { error: `The subject has the unknown attribute ${keyword || '(empty)'}.` };
    const parsed = parseValue(input, equals + 1);
    if ('error' in parsed) return { error: `${keyword}: ${parsed.error}` };
    const attribute = parsed.hex === undefined ? { oid: type, value: parsed.value } : hexAttribute(type, parsed.hex);
    if (attribute === undefined) return { error: `${keyword}: the value after # is not DER in hex.` };
    attributes.push(attribute);
    const end = input[parsed.end];
    at = parsed.end + 1;
    if (end === '+') continue;
    rdns.push(attributes);
    attributes = [];
    if (end === undefined) return rdns;
  }
}

/** Writes a name as Keyfactor shows it: no space after the comma, parts in the order given, quotes where they are needed. */
export function formatDn(rdns: readonly Rdn[]): string {
  return rdns
    .map((rdn) =>
      rdn.map((part) => `${attributeKeyword(part.oid)}=${part.raw ? part.value : quoted(part.value)}`).join('+'),
    )
    .join(',');
}

/** The keyword of an attribute type, or its OID where it has none. */
function attributeKeyword(oid: string): string {
  return keywordOfOid.get(oid) ?? oid;
}

/** The OID of an attribute keyword in any case, of `OID.1.2.3` or of `1.2.3` itself. */
function attributeOid(keyword: string): string | undefined {
  const dotted = keyword.replace(/^oid\./i, '');
  return der.isOid(dotted) ? dotted : oidOfKeyword.get(keyword.toUpperCase());
}

/**
 * The name as DER (RFC 5280 §4.1.2.4). The text starts with the last part of the DER, so the order turns round
 * (RFC 4514 §2.1). Attributes without a value are left out: X.520 wants at least one character.
 */
export function encodeName(rdns: readonly Rdn[]): Buffer {
  const parts = rdns
    .map((rdn) => rdn.filter((part) => part.value !== ''))
    .filter((rdn) => rdn.length > 0)
    .map((rdn) => der.setOf(rdn.map((part) => der.sequence(der.oid(part.oid), encodeValue(part)))));
  return der.sequence(...parts.toReversed());
}

/** Reads a DER name; the parts come in the order they are written as text. Throws on broken DER. */
export function decodeName(element: der.Element): Rdn[] {
  return der
    .children(der.expect(element, der.tag.sequence, 'name'))
    .map((rdn) => {
      const attributes = der.children(der.expect(rdn, der.tag.set, 'part of a name')).map(decodeAttribute);
      if (attributes.length === 0) throw new Error('A part of a name is empty.');
      return attributes;
    })
    .toReversed();
}

function decodeAttribute(element: der.Element): NameAttribute {
  const [type, value] = der.children(element);
  const oid = der.readOid(der.expect(type, der.tag.oid, 'attribute type'));
  if (value === undefined) throw new Error('An attribute of a name has no value.');
  const readable = der.readText(value);
  return readable === undefined
    ? { oid, value: `#${Buffer.from(value.bytes).toString('hex')}`, raw: value.bytes }
    : { oid, value: readable };
}

function encodeValue(part: NameAttribute): Uint8Array {
  if (part.raw !== undefined) return part.raw;
  if (printableTypes.has(part.oid) && /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(part.value))
    return der.text(der.tag.printable, part.value);
  // oxlint-disable-next-line no-control-regex -- IA5String is ASCII with its control characters.
  if (ia5Types.has(part.oid) && /^[\x00-\x7f]*$/.test(part.value)) return der.text(der.tag.ia5, part.value);
  return der.text(der.tag.utf8, part.value);
}

function hexAttribute(oid: string, hex: string): NameAttribute | undefined {
  try {
    const element = read(Buffer.from(hex, 'hex'));
    der.checkNesting(element);
    const readable = der.readText(element);
    return readable === undefined ? { oid, value: `#${hex}`, raw: element.bytes } : { oid, value: readable };
  } catch {
    return undefined;
  }
}

function quoted(value: string): string {
  return /[,+="<>;\\\r\n]|^[#\s]|\s$/.test(value) ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : value;
}
