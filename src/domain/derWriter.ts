import { DerError, hex, tags } from './der.ts';

// Writes DER (X.690 §10): definite lengths in their shortest form, sets in their one order.

/** Bytes that own their buffer, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of all parts, one after the other. */
export function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** One element of that identifier byte; its content is the parts, one after the other. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Bytes {
  const body = joined(parts);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const head = body.length < 0x80 ? [body.length] : [0x80 + length.length, ...length];
  return joined([Uint8Array.of(tag, ...head), body]);
}

/** A SEQUENCE of finished elements. */
export const sequence = (...parts: readonly Uint8Array[]): Bytes => element(tags.sequence, ...parts);

/** A SET OF finished elements, in ascending order of their bytes (X.690 §11.6). */
export function setOf(parts: readonly Uint8Array[]): Bytes {
  const inOrder = parts.map((part) => ({ part, key: hex(part) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return element(tags.set, ...inOrder.map(({ part }) => part));
}

/** An INTEGER from an unsigned number in big-endian bytes of any length, or from a small number. */
export function integer(value: number | Uint8Array): Bytes {
  const bytes = typeof value === 'number' ? fromHex(value.toString(16).padStart(8, '0')) : value;
  const start = bytes.findIndex((byte) => byte !== 0);
  const magnitude = start < 0 ? Uint8Array.of(0) : bytes.subarray(start);
  return element(tags.integer, ...((magnitude[0] ?? 0) >= 0x80 ? [Uint8Array.of(0)] : []), magnitude);
}

/** A BIT STRING of whole bytes. */
export const bitString = (bytes: Uint8Array): Bytes => element(tags.bits, Uint8Array.of(0), bytes);

/** The content of an OBJECT IDENTIFIER from its dotted form; arcs of any size. Throws DerError when it is none. */
export function oidBody(dotted: string): Bytes {
  if (!/^([01]\.[1-3]?\d|2\.\d+)(\.\d+)*$/.test(dotted)) throw new DerError(`${dotted} is no object identifier.`);
  const [top = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const bytes = [top * 40n + second, ...rest].flatMap((arc) => {
    const groups = [Number(arc & 127n)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 127n) | 0x80);
    return groups;
  });
  return Uint8Array.from(bytes);
}

/** An OBJECT IDENTIFIER from its dotted form. Throws DerError when it is none. */
export const oid = (dotted: string): Bytes => element(tags.oid, oidBody(dotted));

/** An AlgorithmIdentifier (RFC 5280 §4.1.1.2): the OID, and its parameters where it has any. */
export const algorithm = (dotted: string, ...parameters: readonly Uint8Array[]): Bytes =>
  sequence(oid(dotted), ...parameters);

/** A NULL. */
export const nothing: Bytes = /* @__PURE__ */ element(5);

/** Text as UTF-8 bytes, which for ASCII text are also those of the other string types. */
export const textBytes = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text));

/** Bytes from an even number of hexadecimal digits. */
export function fromHex(digits: string): Bytes {
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) => parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}
