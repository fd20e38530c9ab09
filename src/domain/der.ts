// A strict reader for DER (X.690 §10): definite lengths in their shortest form, at most four length bytes, single-byte
// tags, nothing left over, at most 32 levels. It throws DerError only; its callers turn that into a reason.

/** What this reader throws: bytes that are not the DER they should be. */
export class DerError extends Error {}

/** One element: identifier byte, content, all its bytes, and the elements inside when it is constructed. */
export interface Der {
  tag: number;
  body: Uint8Array;
  raw: Uint8Array;
  kids: readonly Der[];
}

/** Identifier bytes by their ASN.1 names. */
export const tags = { integer: 2, bits: 3, octets: 4, oid: 6, utf8: 12, sequence: 0x30, set: 0x31 } as const;

const maxDepth = 32;

function element(bytes: Uint8Array, start: number, depth: number): Der {
  if (depth > maxDepth) throw new DerError('nested too deeply');
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined) throw new DerError('cut off');
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag of more than one byte');
  let from = start + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count < 1 || count > 4) throw new DerError('a length that DER does not allow');
    length = 0;
    for (const byte of bytes.subarray(from, from + count)) length = length * 256 + byte;
    from += count;
    if (length < 0x80 || length < 2 ** (8 * (count - 1)))
      throw new DerError('a length that is not in its shortest form');
  }
  const end = from + length;
  if (end > bytes.length) throw new DerError('cut off');
  const kids: Der[] = [];
  if ((tag & 0x20) !== 0) {
    const inside = bytes.subarray(0, end);
    for (let at = from; at < end;) {
      const kid = element(inside, at, depth + 1);
      kids.push(kid);
      at += kid.raw.length;
    }
  }
  return { tag, body: bytes.subarray(from, end), raw: bytes.subarray(start, end), kids };
}

/** Reads exactly one element that fills `bytes`; throws DerError otherwise. */
export function readDer(bytes: Uint8Array): Der {
  const whole = element(bytes, 0, 1);
  if (whole.raw.length !== bytes.length) throw new DerError('data after the end');
  return whole;
}

/** The child at `index`, which must exist and, when `tag` is given, carry it; throws DerError otherwise. */
export function kid(node: Der, index: number, tag?: number): Der {
  const found = node.kids[index];
  if (!found || (tag !== undefined && found.tag !== tag)) throw new DerError('not in the expected form');
  return found;
}

/** Upper-case hexadecimal text. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** The content of an OBJECT IDENTIFIER in dotted form; arcs up to 128 bits (UUID arcs under 2.25). */
export function readOid(body: Uint8Array): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  let size = 0;
  for (const byte of body) {
    if ((size === 0 && byte === 0x80) || ++size > 19) throw new DerError('a bad object identifier');
    arc = arc * 128n + BigInt(byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0n;
      size = 0;
    }
  }
  const [first] = arcs;
  if (first === undefined || size !== 0) throw new DerError('a bad object identifier');
  const top = first < 80n ? first / 40n : 2n;
  return [top, first - top * 40n, ...arcs.slice(1)].join('.');
}

/** The content of a BIT STRING that is whole bytes; throws DerError when bits are unused. */
export function bitBytes(node: Der): Uint8Array {
  if (node.tag !== tags.bits || node.body[0] !== 0) throw new DerError('not a string of whole bytes');
  return node.body.subarray(1);
}

/** Size in bits of an unsigned INTEGER, leading zeros not counted. */
export function bitLength(body: Uint8Array): number {
  const start = body.findIndex((byte) => byte !== 0);
  return start < 0 ? 0 : (body.length - start) * 8 - Math.clz32(body[start] ?? 0) + 24;
}

function wide(body: Uint8Array, size: 2 | 4): string | undefined {
  if (body.length % size !== 0) return undefined;
  let text = '';
  for (let at = 0; at < body.length; at += size) {
    let code = 0;
    for (const byte of body.subarray(at, at + size)) code = code * 256 + byte;
    if (code > 0x10ffff) return undefined;
    text += size === 2 ? String.fromCharCode(code) : String.fromCodePoint(code);
  }
  return text;
}

/** One byte per character (IA5String, VisibleString; TeletexString is read as Latin-1 as everybody does). */
export const latin1 = (body: Uint8Array) => Array.from(body, (byte) => String.fromCharCode(byte)).join('');

/** UTF-8 text, or undefined when the bytes are not UTF-8. */
export function utf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** The text of any ASN.1 character string that names use (RFC 5280 §4.1.2.4), or undefined for everything else. */
export function readText(node: Der): string | undefined {
  if (node.tag === tags.utf8) return utf8(node.body);
  if (node.tag === 30) return wide(node.body, 2);
  if (node.tag === 28) return wide(node.body, 4);
  return [18, 19, 20, 22, 26].includes(node.tag) ? latin1(node.body) : undefined;
}
