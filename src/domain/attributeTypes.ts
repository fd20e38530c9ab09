import { subjectParts } from './dn.ts';
import { attributeName } from './oids.ts';

/** A type of subject part with what people call it; `most` is the longest value of RFC 5280 appendix A.1. */
interface AttributeType {
  type: string;
  label: string;
  most?: number;
}

const further: readonly AttributeType[] = [
  { type: 'DC', label: 'Domain component' },
  { type: 'UID', label: 'User ID' },
  { type: 'SERIALNUMBER', label: 'Serial number', most: 64 },
  { type: 'GIVENNAME', label: 'Given name', most: 32768 },
  { type: 'SURNAME', label: 'Surname', most: 32768 },
  { type: 'INITIALS', label: 'Initials', most: 32768 },
  { type: 'T', label: 'Title', most: 64 },
  { type: 'PSEUDONYM', label: 'Pseudonym', most: 128 },
  { type: 'STREET', label: 'Street address', most: 128 },
  { type: 'POSTALCODE', label: 'Postal code', most: 40 },
  { type: '2.5.4.20', label: 'Telephone number', most: 32 },
  { type: 'DESCRIPTION', label: 'Description', most: 1024 },
  { type: 'BUSINESSCATEGORY', label: 'Business category', most: 128 },
  { type: 'ORGANIZATIONIDENTIFIER', label: 'Organization identifier' },
  { type: '2.5.4.46', label: 'DN qualifier' },
  { type: '1.3.6.1.4.1.311.60.2.1.3', label: 'Jurisdiction: country', most: 2 },
  { type: '1.3.6.1.4.1.311.60.2.1.2', label: 'Jurisdiction: state or province', most: 128 },
  { type: '1.3.6.1.4.1.311.60.2.1.1', label: 'Jurisdiction: locality', most: 128 },
  { type: 'UNSTRUCTUREDNAME', label: 'Unstructured name', most: 255 },
  { type: 'UNSTRUCTUREDADDRESS', label: 'Unstructured address', most: 255 },
];

const usualLengths: Readonly<Record<string, number>> = { CN: 64, O: 64, OU: 64, L: 128, ST: 128, C: 2, E: 255 };

/** The types of subject parts that have a name for people, the usual ones first. */
export const attributeTypes: readonly AttributeType[] = /* @__PURE__ */ subjectParts
  .map((part): AttributeType => ({ ...part, most: usualLengths[part.type] ?? 64 }))
  .concat(further);

const typeOf = (name: string) => attributeTypes.find((each) => each.type === attributeName(name));

/** What people call a type of subject part ("Common name"), by any of its names; the type itself where nobody does. */
export function attributeLabel(type: string): string {
  return typeOf(type)?.label ?? attributeName(type);
}

/** Is this a type that a server can be expected to know: one with a name here, or an OID? */
export function isKnownType(type: string): boolean {
  return typeOf(type) !== undefined || /^[0-2](\.(0|[1-9]\d*))+$/.test(attributeName(type));
}

// White space other than the space itself, signs without width, and what turns the direction of text.
const unseen = /[\p{Cc}\p{Cf}\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;
const unseenNames: Readonly<Record<string, string>> = {
  '\u0009': 'a tab',
  '\u000a': 'a line break',
  '\u000d': 'a line break',
  '\u00a0': 'a no-break space',
  '\u200b': 'a space without width',
  '\ufeff': 'a byte order mark',
};

function unseenWords(sign: string): string {
  const code = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return `${unseenNames[sign] ?? 'a sign that cannot be seen'} (${code})`;
}

/** What in a value cannot be seen though it becomes part of the name; undefined where there is nothing of the kind. */
export function unseenInValue(value: string): string | undefined {
  const ends = [value.startsWith(' ') ? 'begins' : '', value.endsWith(' ') ? 'ends' : ''].filter((word) => word !== '');
  const sign = unseen.exec(value)?.[0];
  const words = [
    ends.length > 0 ? `${ends.join(' and ')} with a space` : '',
    sign === undefined ? '' : `holds ${unseenWords(sign)}`,
  ].filter((word) => word !== '');
  return words.length === 0 ? undefined : `The value ${words.join(' and ')}, which becomes part of the name.`;
}

/** The value without what `unseenInValue` speaks of. White space inside becomes one space. */
export function withoutUnseen(value: string): string {
  return value
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Advice about the value of a part, never a refusal: length and form as in RFC 5280 appendix A.1 and ISO 3166. */
export function valueAdvice(type: string, value: string): string | undefined {
  if (value === '') return undefined;
  const known = typeOf(type);
  if (known?.most === 2 && !/^[A-Z]{2}$/.test(value)) return 'A country is usually two capital letters, such as SE.';
  const length = Array.from(value).length;
  if (known?.most !== undefined && length > known.most) {
    return `This has ${length} characters; many CAs refuse more than ${known.most}.`;
  }
  if (known?.type === 'E' && !/^[^\s@]+@[^\s@]+$/.test(value)) return 'This does not look like an e-mail address.';
  return undefined;
}
