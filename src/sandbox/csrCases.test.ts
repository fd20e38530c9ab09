import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { at, freshWorld, text, type Api, type Seen } from './apiForTests.ts';

// Requests × policies with the verdict that a server should give (e2e/corpus/README.md). The application's own judgement is
// held against the same files.
const corpus = join(import.meta.dirname, '../../e2e/corpus');

interface Layer {
  regexes: { part: string; regex: string; caseSensitive: boolean; message: string }[];
  keys: { name: string; bitLengths: number[]; curves: string[] }[];
  wildcards: boolean;
  rfc: boolean;
  reuse: boolean;
}
interface Policy {
  about: string;
  systemWide: Layer;
  own: Layer;
  issuedBefore?: string[];
  issued: string[];
  refused: Record<string, string[]>;
}

const policies = readdirSync(join(corpus, 'policies')).map((file) => ({
  name: file,
  policy: JSON.parse(readFileSync(join(corpus, 'policies', file), 'utf8')) as Policy,
}));

const words: Readonly<Record<string, RegExp>> = {
  'regex CN': /^Common Name: /,
  'regex O': /^Organization: /,
  'regex OU': /^Organization Unit: /,
  'regex C': /^Country\/Region: /,
  'regex ST': /^State\/Province: /,
  'regex E': /^Email Address: /,
  'regex DNS': /^Subject Alternative Name: DNS: /,
  'regex IP4': /^Subject Alternative Name: IPv4: /,
  'regex IP6': /^Subject Alternative Name: IPv6: /,
  'regex UPN': /^Subject Alternative Name: UPN: /,
  'regex MAIL': /^Subject Alternative Name: Email: /,
  wildcard: /^Wildcards are not allowed/,
  rfc: /RFC 2818/,
  key: /^The key type .* is not allowed/,
  'key reuse': /already in use by another certificate/,
  signature: /^The signature of the CSR is invalid/,
};

function rules({ regexes, keys, wildcards, rfc, reuse }: Layer): Record<string, unknown> {
  return {
    Regexes: regexes.map(({ part, regex, caseSensitive, message }) => ({
      SubjectPart: part,
      Regex: regex,
      Error: message,
      CaseSensitive: caseSensitive,
    })),
    Defaults: [],
    Policies: {
      AllowKeyReuse: reuse,
      AllowWildcards: wildcards,
      RFCEnforcement: rfc,
      CertificateOwnerRole: 0,
      PrimaryKeyAlgorithms: keys.map(({ name, bitLengths, curves }) => ({ name, bit_lengths: bitLengths, curves })),
      AlternativeKeyAlgorithms: [],
    },
  };
}

// Its template is of a CA that takes every key that has a name.
const pattern = 1;

async function setOwn(api: Api, own: Layer): Promise<void> {
  const fixed = { Name: 'Cases', TemplateDefault: true, AllowedEnrollmentTypes: 3, AssociatedRoles: ['Administrator'] };
  const body = { ...rules(own), ...fixed };
  expect(await api('PUT', `/EnrollmentPatterns/${pattern}`, { body })).toMatchObject({ status: 200 });
}

async function sign(api: Api, name: string): Promise<Seen> {
  const CSR = readFileSync(join(corpus, 'csr', `${name}.pem`), 'utf8');
  return api('POST', '/Enrollment/CSR', {
    headers: { 'x-certificateformat': 'PEM' },
    body: { CSR, EnrollmentPatternId: pattern, SANs: {}, Timestamp: '2026-03-20T16:45:21Z' },
  });
}

test('there are at least 200 cases, and every policy has a verdict for every request', () => {
  const verdicts = policies.map(({ policy }) => [...policy.issued, ...Object.values(policy.refused).flat()].sort());
  for (const verdict of verdicts) expect(verdict).toEqual(verdicts[0]);
  expect(verdicts.flat().length).toBeGreaterThanOrEqual(200);
  expect(new Set(verdicts[0]).size).toBe(verdicts[0]?.length);
});

test.each(policies)('$name: $policy.about', async ({ policy }) => {
  const api = await freshWorld();
  const settings = await api('PUT', '/EnrollmentPatterns/Settings', { body: rules(policy.systemWide) });
  expect(settings.status).toBe(200);
  await setOwn(api, { ...policy.own, regexes: [], keys: [], wildcards: true, rfc: false, reuse: true });
  for (const name of policy.issuedBefore ?? []) expect((await sign(api, name)).status).toBe(200);
  await setOwn(api, policy.own);
  for (const name of policy.issued) expect([name, (await sign(api, name)).status]).toEqual([name, 200]);
  for (const [why, names] of Object.entries(policy.refused)) {
    for (const name of names) {
      const answer = await sign(api, name);
      expect([name, answer.status, at(answer.body, 'ErrorCode')]).toEqual([name, 400, '0xA011000F']);
      expect(text(answer.body, 'Message')).toMatch(words[why] ?? /no such reason/);
    }
  }
});
