import { hex, readDer, readText, utf8 } from './der.ts';
import { attributeName } from './oids.ts';

/** One type and value. With `encoded` the value is '#' and the hex of its DER, for values that are not text. */
export interface Attribute {
  /** 'CN', 'O', 'OU', 'L', 'ST', 'C', 'E', 'DC', … or a dotted OID */
  type: string;
  value: string;
  encoded?: true;
  /** As it was written, '#' and the hex of its DER, where that is text: the kind of string is part of what was asked. */
  hex?: string;
}
/** A relative distinguished name: usually one attribute, several when written with '+'. */
export type Rdn = readonly Attribute[];
/** A value, or the reason why there is none and where in the text (0-based) it was noticed. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string; at?: number };

class Problem extends Error {
  readonly at: number;
  constructor(reason: string, at: number) {
    super(reason);
    this.at = at;
  }
}

const typeForm = /(?:OID\.)?\d+(?:\.\d+)+|[a-z][a-z0-9-]*/iy;

class Reader {
  at = 0;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  peek(): string {
    return this.text.charAt(this.at);
  }
  spaces(): void {
    while (/\s/.test(this.peek())) this.at++;
  }
  /** Text after a backslash: hex pairs are UTF-8 bytes, anything but a letter or digit stands for itself. */
  escaped(): string {
    const start = this.at;
    const bytes: number[] = [];
    for (let pair; (pair = /^\\([0-9a-f]{2})/i.exec(this.text.slice(this.at, this.at + 3))); this.at += 3) {
      bytes.push(parseInt(pair[1] ?? '', 16));
    }
    if (bytes.length > 0) {
      const decoded = utf8(Uint8Array.from(bytes));
      if (decoded === undefined) throw new Problem('The hexadecimal escape is not valid UTF-8.', start);
      return decoded;
    }
    const sign = this.text.charAt(this.at + 1);
    if (sign === '' || /[a-z0-9]/i.test(sign)) {
      throw new Problem('A backslash must be followed by the sign it protects; write \\\\ for a backslash.', this.at);
    }
    this.at += 2;
    return sign;
  }
  quoted(): string {
    const start = this.at++;
    let value = '';
    for (;;) {
      const sign = this.peek();
      if (sign === '') throw new Problem('A quote is not closed.', start);
      if (sign === '\\') value += this.escaped();
      else {
        this.at++;
        if (sign !== '"') value += sign;
        else if (this.peek() !== '"') return value;
        else {
          // A doubled quote inside quotes, as Windows writes it.
          value += '"';
          this.at++;
        }
      }
    }
  }
  hexadecimal(type: string): Attribute {
    const form = /^#((?:[0-9a-f]{2})+)\s*(?=[,;+]|$)/i.exec(this.text.slice(this.at));
    if (!form) throw new Problem('A value that begins with # must be hexadecimal; write \\# for the sign.', this.at);
    const attribute = encodedAttribute(type, `#${form[1] ?? ''}`);
    if (attribute === undefined) throw new Problem('The hexadecimal value is not DER.', this.at);
    this.at += form[0].length;
    return attribute;
  }
  bare(): string {
    let value = '';
    let keep = 0;
    for (let sign = this.peek(); sign !== '' && !/[,;+]/.test(sign); sign = this.peek()) {
      if (sign === '"') throw new Problem('A quote inside a value must be escaped with a backslash.', this.at);
      if (sign === '\\') {
        value += this.escaped();
        keep = value.length;
      } else {
        value += sign;
        this.at++;
        if (!/\s/.test(sign)) keep = value.length;
      }
    }
    return value.slice(0, keep);
  }
  attribute(): Attribute {
    this.spaces();
    typeForm.lastIndex = this.at;
    const type = typeForm.exec(this.text)?.[0];
    if (type === undefined) throw new Problem('Expected a part such as CN=name here.', this.at);
    this.at += type.length;
    this.spaces();
    if (this.peek() !== '=') {
      throw new Problem(`Expected = after ${type}. A value with a comma or plus sign needs quotes around it.`, this.at);
    }
    this.at++;
    this.spaces();
    if (this.peek() === '#') return this.hexadecimal(attributeName(type));
    const value = this.peek() === '"' ? this.quoted() : this.bare();
    this.spaces();
    return { type: attributeName(type), value };
  }
  name(): Rdn[] {
    const rdns: Rdn[] = [];
    for (;;) {
      const attributes = [this.attribute()];
      while (this.peek() === '+') {
        this.at++;
        attributes.push(this.attribute());
      }
      rdns.push(attributes);
      const sign = this.peek();
      if (sign === '') return rdns;
      if (sign !== ',' && sign !== ';') throw new Problem('Expected a comma after the closing quote.', this.at);
      this.at++;
    }
  }
}

/** An attribute from the DER of its value: text where it is text, else kept as '#' and hex. Throws DerError. */
export function attributeOf(typeOrOid: string, der: Uint8Array): Attribute {
  const text = readText(readDer(der));
  const type = attributeName(typeOrOid);
  return text === undefined ? { type, value: `#${hex(der)}`, encoded: true } : { type, value: text };
}

/** An attribute from '#' and the hex of the DER of its value (RFC 4514 §2.4); undefined when it is not that. */
export function encodedAttribute(typeOrOid: string, written: string): Attribute | undefined {
  const digits = /^#((?:[0-9a-f]{2})+)$/i.exec(written)?.[1];
  if (digits === undefined) return undefined;
  const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
  try {
    const attribute = attributeOf(typeOrOid, bytes);
    return attribute.encoded ? attribute : { ...attribute, hex: written };
  } catch {
    return undefined;
  }
}

/**
 * Reads a subject as RFC 4514 writes it and as Keyfactor takes it (quotes, also with doubled inner quotes; ';' between
 * parts; `OID.` before numbers). First written part first. Types are upper-cased and aliases unified (S is ST,
 * EMAILADDRESS is E). Empty text is the empty name. Never throws.
 */
export function parseDn(text: string): Parsed<Rdn[]> {
  if (text.trim() === '') return { ok: true, value: [] };
  try {
    return { ok: true, value: new Reader(text).name() };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, reason: error.message, at: error.at };
    return { ok: false, reason: 'This is not a subject.' };
  }
}

/**
 * The name that OpenSSL writes with slashes (`/C=SE/O=a/CN=b`), in RFC 4514 text and so from its other end; undefined when
 * the text is not of that form.
 */
export function slashedDn(text: string): string | undefined {
  if (!/^\/[a-z][a-z0-9]*=/i.test(text)) return undefined;
  const parts = text.slice(1).split(/\/(?=[a-z][a-z0-9]*=|\d+(?:\.\d+)+=)/i);
  const rdns = parts.map((part): Rdn => {
    const at = part.indexOf('=');
    return [{ type: attributeName(part.slice(0, at)), value: part.slice(at + 1) }];
  });
  return formatDn(rdns.reverse());
}

function formatValue({ value, encoded, hex: written }: Attribute): string {
  if (written !== undefined) return written;
  if (encoded) return value;
  const needsQuotes = /[,;+<>="\\\p{Cc}]|^[#\s]|\s$/u.test(value);
  if (!needsQuotes) return value;
  const inside = value
    .replace(/["\\]/g, '\\$&')
    .replace(/\p{Cc}/gu, (sign) =>
      Array.from(new TextEncoder().encode(sign), (byte) => `\\${hex(Uint8Array.of(byte))}`).join(''),
    );
  return `"${inside}"`;
}

/**
 * Writes a name so that `parseDn` gives it back: commas without spaces, the order of `rdns`, and quotes around values
 * that need them (RFC 1779 and RFC 2253 §4 readers and Keyfactor all take quotes).
 */
export function formatDn(rdns: readonly Rdn[]): string {
  return rdns.map((rdn) => rdn.map((a) => `${a.type}=${formatValue(a)}`).join('+')).join(',');
}

/** The first common name, if the name has one. */
export function commonName(rdns: readonly Rdn[]): string | undefined {
  return rdns.flat().find((a) => a.type === 'CN')?.value;
}

/**
 * Are two names the same, whichever end they were written from? Servers differ in the direction in which they print a
 * name, and in letter case and inner spaces, which do not matter (RFC 5280 §7.1).
 */
export function sameDn(a: readonly Rdn[], b: readonly Rdn[]): boolean {
  const keys = (rdns: readonly Rdn[]) =>
    rdns.map((rdn) =>
      rdn
        .map((x) => `${x.type}=${x.value.trim().replace(/\s+/g, ' ').toLowerCase()}`)
        .sort()
        .join('+'),
    );
  const [left, right] = [keys(a), keys(b)];
  const equal = (other: string[]) => left.length === other.length && left.every((key, i) => key === other[i]);
  return equal(right) || equal([...right].reverse());
}

/** The parts a subject usually has, in the order of a form. Keyfactor's codes. */
export const subjectParts: readonly { type: string; label: string }[] = [
  { type: 'CN', label: 'Common name' },
  { type: 'O', label: 'Organization' },
  { type: 'OU', label: 'Organizational unit' },
  { type: 'L', label: 'City or locality' },
  { type: 'ST', label: 'State or province' },
  { type: 'C', label: 'Country' },
  { type: 'E', label: 'E-mail' },
];
