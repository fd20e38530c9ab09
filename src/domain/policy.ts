import type { KeyInfo } from './x509.ts';
import { type Rdn, subjectParts } from './dn.ts';
import { commonCurves, sameAlgorithm, type KeyAlgorithm } from './keyAlgorithms.ts';
import { curves } from './oids.ts';
import { judge } from './regex.ts';
import { checkSan, type San, type SanKind, sanLabels } from './sans.ts';

/** A key as an enrollment request names it. `curve` is an OID; `bits` is 0 for a curve whose size is not known here. */
export interface KeyChoice {
  keyType: 'RSA' | 'ECC' | 'Ed25519' | 'Ed448';
  bits: number;
  curve?: string;
  label: string;
}

// What Keyfactor offers where no policy says anything (recorded on 25.4).
const everything: readonly KeyAlgorithm[] = [
  { name: 'RSA', bitLengths: [2048, 3072, 4096, 6144, 8192], curves: [] },
  { name: 'ECDSA', bitLengths: [], curves: commonCurves },
  { name: 'Ed25519', bitLengths: [255], curves: [] },
  { name: 'Ed448', bitLengths: [448], curves: [] },
];

function choicesOf({ name, bitLengths, curves: oids }: KeyAlgorithm): KeyChoice[] {
  const is = (known: string) => sameAlgorithm(name, known);
  if (is('RSA')) return [...new Set(bitLengths)].map((bits) => ({ keyType: 'RSA', bits, label: `RSA ${bits}` }));
  if (is('Ed25519')) return [{ keyType: 'Ed25519', bits: 255, label: 'Ed25519' }];
  if (is('Ed448')) return [{ keyType: 'Ed448', bits: 448, label: 'Ed448' }];
  // A policy says ECDSA where a request says ECC.
  if (!is('ECDSA')) return [];
  const named = oids.length > 0 ? oids : commonCurves.filter((oid) => bitLengths.includes(curves.get(oid)?.bits ?? 0));
  return [...new Set(named)].map((curve) => {
    const { name: curveName, bits } = curves.get(curve) ?? { name: curve, bits: 0 };
    return { keyType: 'ECC', bits, curve, label: `ECC ${curveName}` };
  });
}

const keyOf = (key: KeyChoice) => `${key.keyType} ${key.curve ?? key.bits}`;

/**
 * The keys that every layer (system-wide, pattern or template, CA) allows, in the order of the first layer that
 * restricts. A layer that is null or empty restricts nothing; when none does, the keys Keyfactor offers by itself.
 */
export function keyChoices(layers: readonly (readonly KeyAlgorithm[] | null)[]): KeyChoice[] {
  const [first = everything, ...rest] = layers.filter(
    (layer) => layer !== null && layer.length > 0,
  ) as KeyAlgorithm[][];
  const allowed = rest.map((layer) => new Set(layer.flatMap(choicesOf).map(keyOf)));
  return first.flatMap(choicesOf).filter((key) => allowed.every((set) => set.has(keyOf(key))));
}

/**
 * A regex for one subject part. An empty regex is no rule. `source` says where it is set; `caseSensitive` is undefined where
 * the server does not say.
 */
export interface SubjectRule {
  part: string;
  regex: string;
  message: string;
  caseSensitive: boolean | undefined;
  source?: string;
}

/** The rules in force. `keys` null: not restricted; other nulls: not known. */
export interface Rules {
  subject: readonly SubjectRule[];
  keys: readonly KeyChoice[] | null;
  allowWildcards: boolean | null;
  rfcEnforcement: boolean | null;
}

/** One piece of advice. Only 'refused' is certain. */
export interface Finding {
  grade: 'refused' | 'likely refused' | 'worth a look';
  where: string;
  text: string;
  source?: string;
}

// Subject parts of rules that mean alternative names. The vendor's list of codes is not published, so a match of
// these names is never certain.
const sanParts: Readonly<Record<string, readonly SanKind[]>> = {
  DNS: ['dns'],
  IP: ['ip4', 'ip6'],
  IP4: ['ip4'],
  IP6: ['ip6'],
  EMAIL: ['rfc822'],
  MAIL: ['rfc822'],
  RFC822: ['rfc822'],
  UPN: ['ms_ntprincipalname'],
};

interface Request {
  subject: readonly Rdn[];
  sans: readonly San[];
  key: KeyInfo | KeyChoice | null;
}

function ruleFindings(rule: SubjectRule, { subject, sans }: Request): Finding[] {
  if (rule.regex === '') return [];
  const part = rule.part.toUpperCase();
  const kinds = Object.hasOwn(sanParts, part) ? sanParts[part] : undefined;
  const found = kinds
    ? sans.filter((san) => kinds.includes(san.kind)).map((san) => san.value)
    : subject
        .flat()
        .filter((a) => a.type === part)
        .map((a) => a.value);
  // A part that is left out is judged as empty text; a SAN that is not there is not judged. That an absent part is refused
  // is documented for the common name only (vendor documentation, regex CN `.+`).
  const absent = found.length === 0;
  const values = absent && !kinds ? [''] : found;
  const verdicts = values.map((value) => judge(rule.regex, value, { caseSensitive: rule.caseSensitive }));
  const label = subjectParts.find((p) => p.type === part)?.label ?? rule.part;
  const rest = {
    where: kinds ? 'sans' : `subject.${part}`,
    ...(rule.source === undefined ? {} : { source: rule.source }),
  };
  const failing = values.filter((_, i) => verdicts[i] === 'does not match');
  const [value] = failing;
  if (value !== undefined) {
    // With several values of a part it is not known whether one or all have to match.
    const certain = failing.length === values.length && isSubjectPart(part) && (!absent || part === 'CN');
    const what = value === '' ? `${label} is empty, which` : `${label} “${value}”`;
    const words = `${what} does not match the regex ${rule.regex}.${rule.message ? ` ${rule.message}` : ''}`;
    return [{ ...rest, grade: certain ? 'refused' : 'likely refused', text: words }];
  }
  if (!verdicts.includes('cannot tell')) return [];
  return [
    {
      ...rest,
      grade: 'worth a look',
      text: `${label}: the regex ${rule.regex} cannot be judged here; the server decides.`,
    },
  ];
}

const isSubjectPart = (part: string) => subjectParts.some((p) => p.type === part);

function wildcardFindings({ subject, sans }: Request): Finding[] {
  const names = subject.flat().filter((a) => a.type === 'CN' && a.value.startsWith('*.'));
  const dns = sans.filter((san) => san.kind === 'dns' && san.value.includes('*'));
  const text = (value: string) => `${value} is a wildcard, and wildcards are not allowed.`;
  return [
    ...names.map((a): Finding => ({ grade: 'refused', where: 'subject.CN', text: text(a.value) })),
    ...dns.map((san): Finding => ({ grade: 'refused', where: 'sans', text: text(san.value) })),
  ];
}

function rfcFindings({ subject, sans }: Request): Finding[] {
  const names = sans.filter((san) => san.kind === 'dns').map((san) => san.value.toLowerCase());
  const cn = subject.flat().find((a) => a.type === 'CN')?.value ?? '';
  if (cn === '') {
    if (names.length > 0) return [];
    return [
      { grade: 'likely refused', where: 'sans', text: 'At least one DNS name is needed (RFC 2818 enforcement).' },
    ];
  }
  if (names.includes(cn.toLowerCase())) return [];
  const text =
    checkSan({ kind: 'dns', value: cn }) === undefined
      ? `The server adds the common name ${cn} as a DNS name (RFC 2818 enforcement).`
      : 'The common name is not a DNS name, and RFC 2818 enforcement asks for a DNS name that matches it.';
  return [{ grade: 'worth a look', where: 'sans', text }];
}

function keyFindings(key: KeyInfo | KeyChoice, allowed: readonly KeyChoice[] | null): Finding[] {
  const kind = 'keyType' in key ? key.keyType : key.kind;
  const weak = kind === 'RSA' && key.bits < 2048;
  const advice: Finding[] = weak
    ? [{ grade: 'worth a look', where: 'key', text: `${key.label} is too weak today; use 2048 bits or more.` }]
    : [];
  const fits = (choice: KeyChoice) =>
    choice.keyType === kind &&
    (kind === 'ECC' ? choice.curve === key.curve : kind !== 'RSA' || choice.bits === key.bits);
  if (allowed === null || allowed.some(fits)) return advice;
  // Other algorithms (post-quantum ones among them) are not in the list of choices even where a policy has them.
  const certain =
    kind === 'RSA' || kind === 'Ed25519' || kind === 'Ed448' || (kind === 'ECC' && key.curve !== undefined);
  const list =
    allowed.length > 0
      ? `Allowed: ${allowed.map((choice) => choice.label).join(', ')}.`
      : 'No key fits all rules together.';
  return [
    ...advice,
    { grade: certain ? 'refused' : 'likely refused', where: 'key', text: `${key.label} is not allowed. ${list}` },
  ];
}

/**
 * What the rules say about a request. 'refused' only where the server is certain to refuse; a missing DNS name under
 * RFC 2818 enforcement is 'worth a look', because the server adds the common name (Keyfactor POST Enrollment CSR).
 */
export function findings(request: Request, rules: Rules): Finding[] {
  return [
    ...rules.subject.flatMap((rule) => ruleFindings(rule, request)),
    ...(rules.allowWildcards === false ? wildcardFindings(request) : []),
    ...request.sans.flatMap((san): Finding[] => {
      const problem = checkSan(san);
      if (problem === undefined) return [];
      return [{ grade: 'likely refused', where: 'sans', text: `${sanLabels[san.kind]} ${san.value}: ${problem}` }];
    }),
    ...(rules.rfcEnforcement === true ? rfcFindings(request) : []),
    ...(request.key === null ? [] : keyFindings(request.key, rules.keys)),
  ];
}
