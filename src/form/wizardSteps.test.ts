import { describe, expect, it } from 'vitest';
import { nextStep, previousStep, stepOfError } from './wizardSteps.ts';

const step = (fields: string[], skip?: string) => ({ fields, skip });
const steps = [
  step(['template']),
  step(['subject', 'sans']),
  step([], 'Nothing to decide'),
  step(['details.owner', 'rows']),
];

describe('the steps of a wizard', () => {
  it('start at the first one that is not passed over', () => {
    expect(nextStep(steps, -1)).toBe(0);
    expect(nextStep([step([], 'Given by the link'), step(['a'])], -1)).toBe(1);
  });

  it('pass over what holds nothing to decide, in both directions', () => {
    expect(nextStep(steps, 1)).toBe(3);
    expect(previousStep(steps, 3)).toBe(1);
  });

  it('end at the last one', () => {
    expect(nextStep(steps, 3)).toBe(3);
    expect(previousStep([...steps, step([], 'Nothing to decide')], 5)).toBe(3);
    expect(previousStep(steps, 0)).toBe(-1);
  });

  it('show the first one that answers for a field with an error', () => {
    expect(stepOfError(steps, { rows: {}, sans: {} })).toBe(1);
    expect(stepOfError(steps, { details: { owner: {} } })).toBe(3);
    expect(stepOfError(steps, { unheard: {} })).toBeUndefined();
  });
});
