import type { Prefill } from './prefill.ts';
import { authorityNamed, type EnrollChoice } from './setup.ts';

/**
 * The choice a link names: a pattern, the default pattern of a template, a stand-alone CA; or the only one there is, or the
 * only one that fits the certificate which the link renews or replaces (`old`).
 */
export function prefilledChoice(
  choices: readonly EnrollChoice[],
  prefill: Prefill,
  old: { fitting: readonly EnrollChoice[] } | null = null,
): EnrollChoice | undefined {
  const { pattern, template, ca } = prefill;
  if (pattern !== null) return choices.find((choice) => choice.key === `pattern:${pattern}`);
  if (template !== null) {
    const those = choices.filter((choice) => choice.template?.templateId === template);
    return those.find((choice) => choice.pattern?.isDefault ?? true) ?? those[0];
  }
  if (choices.length === 1) return choices[0];
  const alone = choices.find((choice) => ca !== '' && choice.template === null && authorityNamed(choice, ca));
  return alone ?? (old?.fitting.length === 1 ? old.fitting[0] : undefined);
}
