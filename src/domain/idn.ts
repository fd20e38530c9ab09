import { commonName, parseDn } from './dn.ts';
import { type San, toALabel } from './sans.ts';

// The parameters of Punycode (RFC 3492 §5).
const [base, tMin, tMax, skew, damp, firstBias, firstCode] = [36, 1, 26, 38, 700, 72, 128];

/** The next bias (RFC 3492 §6.1). */
function adapted(delta: number, count: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? damp : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) / 2; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}

/** The text of a label without its `xn--` (RFC 3492 §6.2); undefined where it is none. A label has at most 63 letters. */
function decoded(text: string): string | undefined {
  const cut = text.lastIndexOf('-');
  const codes = Array.from(text.slice(0, Math.max(cut, 0)), (sign) => sign.codePointAt(0) ?? 0);
  let [code, bias, place] = [firstCode, firstBias, 0];
  for (let at = cut + 1; at < text.length;) {
    const before = place;
    for (let [weight, k] = [1, base]; ; k += base) {
      const digit = Number.parseInt(text[at] ?? '', base);
      // The digits are a to z and then 0 to 9, where JavaScript has them the other way round.
      const value = digit >= 10 ? digit - 10 : digit + 26;
      if (Number.isNaN(digit)) return undefined;
      at += 1;
      place += value * weight;
      const least = Math.min(Math.max(k - bias, tMin), tMax);
      if (value < least) break;
      weight *= base - least;
    }
    const count = codes.length + 1;
    bias = adapted(place - before, count, before === 0);
    code += Math.floor(place / count);
    place %= count;
    if (code > 0x10ffff) return undefined;
    codes.splice(place, 0, code);
    place += 1;
  }
  return String.fromCodePoint(...codes);
}

/**
 * A DNS name with its A-labels (`xn--…`, RFC 5890 §2.3.2.1) as people read them. A label that does not give the same
 * A-label again stays as it is; so does a name without any.
 */
export function toUnicode(name: string): string {
  const labels = name.split('.').map((label) => {
    if (!/^xn--[a-z0-9-]{1,59}$/i.test(label)) return label;
    const text = decoded(label.slice(4).toLowerCase());
    return text !== undefined && toALabel(text) === label.toLowerCase() ? text : label;
  });
  return labels.join('.');
}

/** The other spelling of an internationalised DNS name: Unicode of A-labels, A-labels of Unicode. Null for any other text. */
export function otherSpelling(name: string): string | null {
  const unicode = toUnicode(name);
  if (unicode !== name) return unicode;
  return /[^\p{ASCII}]/u.test(name) && name.includes('.') ? (toALabel(name) ?? null) : null;
}

/** The value of an alternative name for a person: an internationalised host in both spellings, the one that is asked for first. */
export function bothSpellings({ kind, value }: San): string {
  if (!['dns', 'rfc822', 'uri'].includes(kind)) return value;
  const host = kind === 'dns' ? value : (/^[^@/]*@([^/]+)$|^[a-z][a-z0-9+.-]*:\/\/([^/?#:]+)/i.exec(value) ?? []);
  const name = typeof host === 'string' ? host : (host[1] ?? host[2] ?? '').replace(/^.*@/, '');
  const other = name === '' ? null : otherSpelling(name);
  return other === null ? value : `${value} (${other})`;
}

/**
 * What the common name of a subject (RFC 4514 text) is in its other spelling, as a sentence for a person; undefined where
 * it has one spelling alone, or there is none.
 */
export function commonNameWords(subject: string): string | undefined {
  const parsed = parseDn(subject);
  const name = (parsed.ok ? commonName(parsed.value)?.trim() : undefined) ?? '';
  const other = otherSpelling(name);
  return other === null ? undefined : `The common name ${name} is also written ${other}.`;
}
