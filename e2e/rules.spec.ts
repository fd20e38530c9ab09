import {
  choose,
  type Document,
  expectSaved,
  openAll,
  openEditor,
  review,
  save,
  scanBothWays,
  scanWhole,
  section,
  withRow,
  without,
  writesOf,
} from './editor.ts';
import { expect, test } from './world.ts';

const regex = String.raw`^[a-z0-9.-]+$`;

/** Where a server has its system-wide rules, and what they are called there. */
const generations = [
  { profile: '10.5', address: '/Templates/Settings', regexes: 'TemplateRegexes', defaults: 'TemplateDefaults' },
  { profile: '24.4', address: '/Templates/Settings', regexes: 'TemplateRegexes', defaults: 'TemplateDefaults' },
  { profile: '25.4', address: '/EnrollmentPatterns/Settings', regexes: 'Regexes', defaults: 'Defaults' },
] as const;

const withoutSize = (algorithm: Document, size: number): Document => ({
  ...algorithm,
  bit_lengths: (algorithm['bit_lengths'] as number[]).filter((each) => each !== size),
});

/** A policy without wildcards and without RSA keys of 2048 bits, in every spelling that it came in. */
function stricter(policy: Document): Document {
  const sizes = policy['RSAValidKeySizes'] as number[] | undefined;
  const info = policy['KeyInfo'] as Record<string, Document> | undefined;
  const list = policy['PrimaryKeyAlgorithms'] as Document[] | undefined;
  return {
    ...policy,
    AllowWildcards: false,
    ...(sizes && { RSAValidKeySizes: sizes.filter((size) => size !== 2048) }),
    ...(info && { KeyInfo: { ...info, RSA: withoutSize(info['RSA'] ?? {}, 2048) } }),
    ...(list && {
      PrimaryKeyAlgorithms: list.map((each) => (each['name'] === 'RSA' ? withoutSize(each, 2048) : each)),
    }),
  };
}

for (const { profile, address, regexes, defaults } of generations) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    test('system-wide rules change where the server has them, and nothing else; their switches have nothing to inherit', async ({
      page,
      world,
    }) => {
      const policy = profile === '25.4' ? 'Policies' : 'TemplatePolicy';
      const before = (await world.get(address)) as Document;
      const writes = writesOf(page);
      await openEditor(page, 'rules');
      const reuse = section(page, 'Policy').getByRole('radiogroup', { name: 'Allow key reuse' });
      await expect(reuse.getByRole('radio')).toHaveCount(2);
      await section(page, 'Regexes').getByRole('textbox', { name: 'Regex, CN' }).fill(regex);
      await section(page, 'Defaults').getByRole('textbox', { name: 'Default value, C' }).fill('AT');
      await choose(section(page, 'Policy'), 'Allow wildcards', 'Off');
      const rsa = section(page, 'Policy').getByRole('group', { name: 'Key algorithms, RSA' });
      await rsa.getByRole('checkbox', { name: '2048' }).uncheck();
      await review(page, 4);
      await scanWhole(page);
      const body = await save(page, 4);
      await expectSaved(page);
      const after = {
        ...before,
        [regexes]: withRow(before[regexes], 'SubjectPart', 'CN', { Regex: regex }),
        [defaults]: withRow(before[defaults], 'SubjectPart', 'C', { Value: 'AT' }),
        [policy]: stricter(before[policy] as Document),
      };
      expect(writes.map((request) => [request.method(), new URL(request.url()).pathname])).toEqual([
        ['PUT', `/KeyfactorAPI${address}`],
      ]);
      // The name of a role is derived, and where the lists came the object beside them is their mirror.
      const mirrors = ['DefaultCertificateOwnerRoleName', ...(profile === '25.4' ? ['KeyInfo'] : [])];
      expect(body).toEqual({ ...after, [policy]: without(after[policy] as Document, mirrors) });
      expect(await world.get(address)).toEqual(after);

      // With all parts open, in light and dark and on a phone. 24.4 draws what 10.5 does.
      if (profile === '24.4') return;
      await openAll(page);
      await scanBothWays(page);
    });
  });
}
