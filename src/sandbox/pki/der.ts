// DER (ITU-T X.690) as far as certificates need it: definite lengths, tag numbers below 31.

/** Universal tags used here (X.690 §8). */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  numeric: 0x12,
  printable: 0x13,
  teletex: 0x14,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visible: 0x1a,
  universal: 0x1c,
  bmp: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One element: `bytes` is all of it, `content` what is inside. */
export interface Element {
  tag: number;
  bytes: Uint8Array;
  content: Uint8Array;
}

const maximumDepth = 32;

/** Writes one element from its parts. */
export function write(tagByte: number, ...parts: Uint8Array[]): Buffer {
  const content = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tagByte, ...lengthBytes(content)]), ...parts]);
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

/** A SEQUENCE of these elements, in this order. */
export const sequence = (...parts: Uint8Array[]): Buffer => write(tag.sequence, ...parts);
/** An OCTET STRING of these bytes. */
export const octetString = (content: Uint8Array): Buffer => write(tag.octetString, content);
/** NULL. */
export const nothing = (): Buffer => write(tag.null);
/** A string type with this tag and the text in UTF-8; the caller sees to its alphabet. */
export const text = (tagByte: number, value: string): Buffer => write(tagByte, Buffer.from(value, 'utf8'));
/** A context-specific constructed element `[n]`. */
export const context = (n: number, ...parts: Uint8Array[]): Buffer => write(0xa0 | n, ...parts);
/** A context-specific primitive element `[n] IMPLICIT`. */
export const contextPrimitive = (n: number, content: Uint8Array): Buffer => write(0x80 | n, content);
/** TRUE; DER leaves a default FALSE out. */
export const yes = (): Buffer => write(tag.boolean, Buffer.from([0xff]));

/** SET OF, sorted as X.690 §11.6 wants. */
export function setOf(parts: Uint8Array[]): Buffer {
  return write(tag.set, ...parts.toSorted((a, b) => Buffer.compare(a, b)));
}

/** A non-negative INTEGER from a number or from big-endian bytes. */
export function integer(value: number | Uint8Array): Buffer {
  let bytes = typeof value === 'number' ? Buffer.from(lengthlessBytes(value)) : Buffer.from(value);
  while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.subarray(1);
  return write(tag.integer, (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

function lengthlessBytes(value: number): number[] {
  const bytes = [value % 256];
  for (let rest = Math.floor(value / 256); rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes;
}

/** A BIT STRING whose last byte has so many unused bits. */
export const bitString = (content: Uint8Array, unused = 0): Buffer =>
  write(tag.bitString, Buffer.from([unused]), content);

/** A named-bit BIT STRING without trailing zero bits (X.690 §11.2.2). */
export function namedBits(content: Uint8Array): Buffer {
  let length = content.length;
  while (length > 0 && content[length - 1] === 0) length -= 1;
  const last = content[length - 1] ?? 0;
  const unused = last === 0 ? 0 : 31 - Math.clz32(last & -last);
  return bitString(content.subarray(0, length), unused);
}

/** Whether the text is an object identifier: the first arc 0 to 2, the second below 40 under 0 and 1 (X.660 §7). */
export function isOid(dotted: string): boolean {
  return /^(?:[01]\.[1-3]?\d|2\.(?:0|[1-9]\d*))(?:\.(?:0|[1-9]\d*))*$/.test(dotted);
}

/** An OBJECT IDENTIFIER from dotted text. Throws where the text is no OID. */
export function oid(dotted: string): Buffer {
  if (!isOid(dotted)) throw new Error(`${dotted} is not an object identifier.`);
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const bytes: number[] = [];
  for (const arc of [first * 40n + second, ...rest]) {
    const digits = [Number(arc & 0x7fn)];
    for (let high = arc >> 7n; high > 0n; high >>= 7n) digits.unshift(Number(high & 0x7fn) | 0x80);
    bytes.push(...digits);
  }
  return write(tag.oid, Buffer.from(bytes));
}

/** UTCTime until 2049, GeneralizedTime from then on, whole seconds (RFC 5280 §4.1.2.5). */
export function time(date: Date): Buffer {
  const digits = date.toISOString().slice(0, 19).replaceAll(/[-T:]/g, '');
  const year = date.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? text(tag.utcTime, `${digits.slice(2)}Z`)
    : text(tag.generalizedTime, `${digits}Z`);
}

/** Reads exactly one element that fills the bytes. Throws on anything that is not DER. */
export function read(bytes: Uint8Array): Element {
  const element = readAt(bytes, 0);
  if (element.bytes.length !== bytes.length) throw new Error('There is data after the end of the structure.');
  return element;
}

/** The elements inside a constructed element (or inside a string that wraps DER). Throws on anything that is not DER. */
export function children(element: Element): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < element.content.length;) {
    const child = readAt(element.content, at);
    found.push(child);
    at += child.bytes.length;
  }
  return found;
}

/** Walks through every constructed element, so that broken nesting is found before anything is used. */
export function checkNesting(element: Element, depth = 0): void {
  if (depth > maximumDepth) throw new Error('The structure is nested too deeply.');
  if ((element.tag & 0x20) === 0) return;
  for (const child of children(element)) checkNesting(child, depth + 1);
}

/** The element, when it has the tag. Throws with what was expected otherwise. */
export function expect(element: Element | undefined, tagByte: number, what: string): Element {
  if (element?.tag !== tagByte) throw new Error(`The structure has no ${what} where it belongs.`);
  return element;
}

function readAt(bytes: Uint8Array, at: number): Element {
  const tagByte = bytes[at];
  const first = bytes[at + 1];
  if (tagByte === undefined || first === undefined) throw new Error('The structure ends too early.');
  if ((tagByte & 0x1f) === 0x1f) throw new Error('The structure uses a tag that certificates do not have.');
  let length = first;
  let start = at + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new Error('The structure has a length that DER does not allow.');
    length = 0;
    for (const end = start + count; start < end; start += 1) length = length * 256 + (bytes[start] ?? 0);
    if (length < 0x80 || length < 256 ** (count - 1)) throw new Error('A length is not written in the shortest form.');
  }
  const end = start + length;
  if (end > bytes.length) throw new Error('The structure ends too early.');
  return { tag: tagByte, bytes: bytes.subarray(at, end), content: bytes.subarray(start, end) };
}

/** The dotted text of an OBJECT IDENTIFIER. */
export function readOid(element: Element): string {
  // Arithmetic on one endless number would take endless time.
  if (element.content.length > 128) throw new Error('An object identifier is too long.');
  const arcs: bigint[] = [];
  let arc = 0n;
  let within = false;
  for (const byte of element.content) {
    if (!within && byte === 0x80) throw new Error('An object identifier is broken.');
    within = byte >= 0x80;
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const head = arcs.shift();
  if (head === undefined || ((element.content.at(-1) ?? 0) & 0x80) !== 0)
    throw new Error('An object identifier is broken.');
  const first = head < 40n ? 0n : head < 80n ? 1n : 2n;
  return [first, head - first * 40n, ...arcs].join('.');
}

/** The octets of a BIT STRING. */
export function readBits(element: Element): Uint8Array {
  if (element.content.length === 0 || (element.content[0] ?? 8) > 7) throw new Error('A bit string is broken.');
  return element.content.subarray(1);
}

/** UTCTime or GeneralizedTime in the forms of RFC 5280 §4.1.2.5. */
export function readTime(element: Element): Date {
  const digits = Buffer.from(element.content).toString('latin1');
  const full = element.tag === tag.utcTime ? `${Number(digits.slice(0, 2)) < 50 ? '20' : '19'}${digits}` : digits;
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full);
  const [, year, month, day, hour, minute, second] = found ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(date.getTime())) throw new Error('A time is broken.');
  return date;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 bytes as text, or undefined when they are none; U+FFFD itself is a character like any other. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text of any ASN.1 string type, or undefined for other types and for bytes that are no such text. */
export function readText(element: Element): string | undefined {
  const bytes = Buffer.from(element.content);
  switch (element.tag) {
    case tag.utf8:
      return utf8Text(bytes);
    case tag.numeric:
    case tag.printable:
    case tag.teletex:
    case tag.ia5:
    case tag.visible:
      return bytes.toString('latin1');
    case tag.bmp:
      return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : undefined;
    case tag.universal:
      return readUniversal(bytes);
    default:
      return undefined;
  }
}

function readUniversal(bytes: Buffer): string | undefined {
  let result = '';
  for (let at = 0; at < bytes.length; at += 4) {
    if (at + 4 > bytes.length) return undefined;
    const point = bytes.readUInt32BE(at);
    if (point > 0x10ffff) return undefined;
    result += String.fromCodePoint(point);
  }
  return result;
}
