import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDocument, paths, samples } from './documentsForTests.ts';
import {
  renewalsFromWire,
  renewalsToWire,
  renewalsValue,
  retentionFromWire,
  retentionToWire,
  retentionValues,
} from './keysForm.ts';

const templates = samples.filter(({ kind }) => kind === 'template');
const kept = (KeyRetention: string | number | null, KeyRetentionDays: number | null) => ({
  Id: 1,
  KeyRetention,
  KeyRetentionDays,
});

describe('without an edit', () => {
  test.each(templates)('$name is the very same object, and is accepted', ({ document }) => {
    const values = retentionFromWire(document);
    expect(retentionToWire(document, values)).toBe(document);
    expect(retentionValues(document).safeParse(values).success).toBe(true);
    expect(renewalsToWire(document, renewalsFromWire(document))).toBe(document);
    expect(renewalsValue.safeParse(renewalsFromWire(document)).success).toBe(true);
  });

  test('so is whatever a server may send', () => {
    const policies = fc.constantFrom('None', 'FromIssuance', 'Sometimes', '2', 0, 3, 17, null);
    const days = fc.option(fc.integer(), { nil: null });
    fc.assert(
      fc.property(
        fc.nat().map((seed) => anyDocument(seed, ['template'])),
        policies,
        days,
        ({ document }, KeyRetention, KeyRetentionDays) => {
          const came = { ...document, KeyRetention, KeyRetentionDays };
          const values = retentionFromWire(came);
          expect(retentionToWire(came, values)).toBe(came);
          expect(retentionValues(came).safeParse(values).success).toBe(true);
          expect(renewalsToWire(came, renewalsFromWire(came))).toBe(came);
        },
      ),
    );
  });
});

describe('another policy', () => {
  test('is written as a name where a name came, as a number where a number came', () => {
    expect(retentionToWire(kept('None', 0), { policy: 'Indefinite', days: '0' })).toEqual(kept('Indefinite', 0));
    expect(retentionToWire(kept(0, 0), { policy: 'FromIssuance', days: '30' })).toEqual(kept(3, 30));
    expect(retentionToWire(kept(17, 5), { policy: 'None', days: '5' })).toEqual(kept(0, 0));
  });

  test('sends 0 days where it counts none', () => {
    expect(retentionToWire(kept('AfterExpiration', 30), { policy: 'None', days: '30' })).toEqual(kept('None', 0));
    expect(retentionToWire(kept('None', null), { policy: 'Indefinite', days: '' })).toEqual(kept('Indefinite', 0));
  });

  test('between timed ones leaves the days alone', () => {
    const document = kept('AfterExpiration', 30);
    const edited = retentionToWire(document, { policy: 'FromIssuance', days: '30' });
    expect(paths(document, edited)).toEqual([['KeyRetention']]);
  });
});

describe('days', () => {
  test('other days change only them, the same number typed differently changes nothing', () => {
    const document = kept('AfterExpiration', 30);
    const edited = retentionToWire(document, { policy: 'AfterExpiration', days: '31' });
    expect(edited).toEqual(kept('AfterExpiration', 31));
    expect(retentionToWire(document, { policy: 'AfterExpiration', days: '030' })).toBe(document);
  });

  test('a policy that is not known may count days, and stays', () => {
    expect(retentionToWire(kept('Sometimes', 5), { policy: 'Sometimes', days: '6' })).toEqual(kept('Sometimes', 6));
  });

  test('days typed for a policy that counts none are not sent', () => {
    const document = kept('None', null);
    expect(retentionToWire(document, { policy: 'None', days: '12' })).toBe(document);
  });

  test.each([
    ['AfterExpiration', '', false],
    ['FromIssuance', '', false],
    ['FromIssuance', '0', true],
    ['FromIssuance', '1.5', false],
    ['FromIssuance', '-1', false],
    ['FromIssuance', '99999999999', false],
    ['Indefinite', '', true],
    ['None', 'x', true],
  ])('%s with days "%s": accepted is %s', (policy, days, accepted) => {
    const result = retentionValues(kept('None', 0)).safeParse({ policy, days });
    expect(result.success).toBe(accepted);
    expect(result.error?.issues.map(({ path }) => path.join())).toEqual(accepted ? undefined : ['days']);
  });

  test('what the server holds is not blocked, as long as it is not touched', () => {
    const held = kept('AfterExpiration', null);
    expect(retentionValues(held).safeParse({ policy: 'AfterExpiration', days: '' }).success).toBe(true);
    expect(retentionValues(held).safeParse({ policy: 'FromIssuance', days: '' }).success).toBe(false);
    const negative = kept('FromIssuance', -5);
    expect(retentionValues(negative).safeParse({ policy: 'FromIssuance', days: '-5' }).success).toBe(true);
  });
});

describe('one-click renewal', () => {
  test('changes its member only', () => {
    const document = { ...kept('None', 0), AllowOneClickRenewals: false };
    expect(paths(document, renewalsToWire(document, true))).toEqual([['AllowOneClickRenewals']]);
    const unsaid = { AllowOneClickRenewals: null };
    expect(renewalsToWire(unsaid, false)).toEqual({ AllowOneClickRenewals: false });
  });

  test('is not invented where the server does not know it', () => {
    expect(renewalsToWire({ Id: 1 }, true)).toEqual({ Id: 1 });
  });
});
