import { describe, expect, test } from 'vitest';
import { policyBody, type WireDocument } from '../../../api/wireDocument.ts';
import { sample } from './documentsForTests.ts';
import { policyFromWire, policyShape, policyToWire, type PolicyValues } from './policyForm.ts';
import type { RuleKind } from './ruleMembers.ts';

const edit = (document: WireDocument, kind: RuleKind, values: Partial<PolicyValues>) =>
  policyToWire(document, { ...policyFromWire(document, kind), ...values }, kind);

describe('a document without a policy', () => {
  const without = (name: string): WireDocument => ({ ...sample(name), TemplatePolicy: null });

  test('gets the members of Command 10 where the template is one of its', () => {
    const edited = edit(without('template-10.5-full'), 'template', { allowWildcards: true });
    expect(edited['TemplatePolicy']).toEqual({
      TemplateId: 17,
      AllowKeyReuse: null,
      AllowWildcards: true,
      RFCEnforcement: null,
      RSAValidKeySizes: null,
      ECCValidCurves: null,
    });
  });

  test('gets KeyInfo on 24.4, and owner roles', () => {
    const edited = edit(without('template-24.4'), 'template', {
      algorithms: [{ source: -1, name: 'RSA', bitLengths: [4096], curves: [] }],
    });
    expect(edited['TemplatePolicy']).toEqual({
      TemplateId: 7,
      AllowKeyReuse: null,
      AllowWildcards: null,
      RFCEnforcement: null,
      CertificateOwnerRole: null,
      DefaultCertificateOwnerRoleId: null,
      KeyInfo: {
        ECDSA: null,
        RSA: { name: 'RSA', bit_lengths: [4096], curves: [] },
        Ed448: null,
        Ed25519: null,
      },
    });
  });

  test('gets KeyInfo with nothing set where another rule is edited', () => {
    const edited = edit(without('template-24.4'), 'template', { rfcEnforcement: true });
    expect(edited['TemplatePolicy']).toMatchObject({ KeyInfo: { ECDSA: null, RSA: null, Ed448: null, Ed25519: null } });
  });

  test('gets lists on 25, and a pattern’s override', () => {
    const template = edit(without('template-25.4-no-pattern'), 'template', { ownerRole: 1 });
    expect(policyBody(template['TemplatePolicy'] ?? null)).toMatchObject({
      CertificateOwnerRole: 1,
      PrimaryKeyAlgorithms: [],
      AlternativeKeyAlgorithms: [],
    });
    const pattern = edit({ Id: 2, Policies: null }, 'pattern', { rfcEnforcement: false });
    expect(pattern['Policies']).toMatchObject({ RFCEnforcement: false, DefaultCertificateOwnerOverride: false });
  });

  test.each([
    ['template-10.5-unset', 'template', 'sizes'],
    ['template-24.4', 'template', 'keyInfo'],
    ['template-25.4-pattern-unset', 'template', 'lists'],
    ['pattern-25.1', 'pattern', 'keyInfo'],
    ['settings-10.5', 'settings', 'sizes'],
    ['settings-24.4', 'settings', 'keyInfo'],
    ['settings-25.4', 'settings', 'lists'],
  ] as const)('%s has the shape its members say', (name, kind, shape) => {
    expect(policyShape(sample(name), kind)).toBe(shape);
  });
});
