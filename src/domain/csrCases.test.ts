import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Csr, parseCsr } from './csr.ts';
import { checkCsrSignature } from './csrSignature.ts';
import { duplicatesOf } from './duplicates.ts';
import { asCertificateId } from './ids.ts';
import type { KeyAlgorithm } from './keyAlgorithms.ts';
import { type Finding, findings, keyChoices, type Rules, type SubjectRule } from './policy.ts';

// Requests × policies with the verdict that a server should give (e2e/corpus/README.md). The sandbox is held against the
// same files, so that the two agree without knowing each other.
const corpus = join(import.meta.dirname, '../../e2e/corpus');

interface Layer {
  regexes: SubjectRule[];
  keys: KeyAlgorithm[];
  wildcards: boolean;
  rfc: boolean;
  reuse: boolean;
}
interface Policy {
  about: string;
  systemWide: Layer;
  own: Layer;
  authority: KeyAlgorithm[];
  issuedBefore?: string[];
  issued: string[];
  refused: Record<string, string[]>;
}

const policies = readdirSync(join(corpus, 'policies')).map((file) => ({
  name: file,
  policy: JSON.parse(readFileSync(join(corpus, 'policies', file), 'utf8')) as Policy,
}));

const requests = new Map<string, Csr>();
function request(name: string): Csr {
  const known = requests.get(name);
  if (known) return known;
  const parsed = parseCsr(readFileSync(join(corpus, 'csr', `${name}.pem`), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.reason);
  requests.set(name, parsed.value);
  return parsed.value;
}

function rulesOf({ systemWide, own, authority }: Policy): Rules {
  const written = own.regexes.filter((rule) => rule.regex !== '');
  const stays = systemWide.regexes.filter((rule) => !written.some((mine) => mine.part === rule.part));
  return {
    subject: [...written, ...stays],
    keys: keyChoices([systemWide.keys, own.keys, authority]),
    allowWildcards: own.wildcards,
    rfcEnforcement: own.rfc,
  };
}

/** Everything the application says about a request before it is sent, as in the wizard. */
async function said(name: string, policy: Policy): Promise<Finding[]> {
  const csr = request(name);
  const signature = await checkCsrSignature(csr);
  const live = (policy.issuedBefore ?? []).map((issued, at) => ({
    certificateId: asCertificateId(at + 1),
    der: new Uint8Array(Buffer.from(pemBody(`${issued}.pem`), 'base64')),
    subject: request(issued).subjectText,
  }));
  const broken: Finding = { grade: 'refused', where: 'csr', text: 'The signature does not fit.' };
  const unsure: Finding = { grade: 'worth a look', where: 'csr', text: 'The signature cannot be checked.' };
  return [
    ...(signature === 'valid' ? [] : [signature === 'invalid' ? broken : unsure]),
    ...findings(csr, rulesOf(policy)),
    ...duplicatesOf(csr, live, policy.own.reuse),
  ];
}

const pemBody = (file: string) =>
  readFileSync(join(corpus, 'certificates', file), 'utf8').replace(/-----.*-----|\s/g, '');

/** Whether a finding is said where the rule that refuses is broken; another one at the same place is told apart by its words. */
function isAbout(why: string, { where, text }: Finding): boolean {
  const [kind = '', part = ''] = why.split(' ');
  if (why === 'key reuse') return where === 'key' && /same key/.test(text);
  if (why === 'rfc') return where === 'sans' && /RFC 2818/.test(text);
  if (kind === 'wildcard') return ['subject.CN', 'sans'].includes(where) && /wildcard/.test(text);
  if (kind === 'signature') return where === 'csr' && /signature/.test(text);
  if (kind === 'key') return where === 'key' && /not allowed|spells out its curve/.test(text);
  const place = /^(DNS|IP4|IP6|UPN|MAIL)$/.test(part) ? 'sans' : `subject.${part}`;
  return kind === 'regex' && where === place && /regex/.test(text);
}

/** What keeps a refusal by this rule from being certain before the request is sent; '' where nothing does. */
function doubt(why: string, name: string, policy: string): string {
  const [kind = '', part] = why.split(' ');
  const values = request(name)
    .subject.flat()
    .filter((a) => a.type === part);
  if (['rfc', 'key reuse'].includes(why)) return 'what the server compares is not documented';
  if (kind === 'signature' && name === 'case-ml-dsa') return 'no browser here checks it';
  if (kind === 'key' && /-(dsa|explicit)$/.test(name)) return 'policies have no word for the key';
  if (kind === 'wildcard' && name === 'case-star-inside') return 'it is no wildcard';
  if (kind !== 'regex') return '';
  if (/^(DNS|IP4|IP6|UPN|MAIL)$/.test(part ?? '')) return 'the codes of alternative names are not documented';
  if (values.length === 0 && part !== 'CN')
    return 'what an absent part counts as is documented for the common name only';
  if (values.length > 1) return 'whether one or all of several values must match is not known';
  if (values.some((a) => a.encoded)) return 'the value is not text';
  if (/[^ -~]/.test(values[0]?.value ?? '')) return '.NET compares other letters by rules of its own';
  return policy === 'net-syntax.json' ? 'only .NET reads the expression' : '';
}

test.each(policies)('$name: $policy.about', async ({ name: file, policy }) => {
  const wrong: string[] = [];
  for (const name of policy.issued) {
    const refusal = (await said(name, policy)).find((finding) => finding.grade === 'refused');
    if (refusal) wrong.push(`${name} is issued, but: ${refusal.text}`);
  }
  for (const [why, names] of Object.entries(policy.refused)) {
    for (const name of names) {
      const all = await said(name, policy);
      const fitting = all.filter((finding) => isAbout(why, finding));
      const certain = fitting.some((finding) => finding.grade === 'refused');
      if (fitting.length === 0) wrong.push(`${name}: ${why}, and nothing is said of it`);
      else if (!certain && doubt(why, name, file) === '') wrong.push(`${name}: ${why}, and it is said with doubt only`);
    }
  }
  expect(wrong).toEqual([]);
});
