/** What a choice stands for in the form's values. */
export type ChoiceValue = string | number | boolean | null;

export interface Choice<V extends ChoiceValue = ChoiceValue> {
  value: V;
  label: string;
  /** A few more words that tell choices apart. */
  hint?: string;
  /** Why it cannot be chosen. */
  disabledReason?: string;
}

/** The text of a choice in one line, as a native list shows it. */
export const choiceText = (choice: Choice): string =>
  [choice.label, choice.hint, choice.disabledReason].filter((part) => part !== undefined && part !== '').join(' – ');

/** What is said beside a value that is held but not offered. */
export const unknownHint = 'unknown here';

const byValue = new WeakMap<readonly Choice[], ReadonlyMap<unknown, Choice>>();

function choiceOf(options: readonly Choice[], value: unknown): Choice | undefined {
  let found = byValue.get(options);
  if (found === undefined) {
    // Made once a list: hundreds of rows look up their choice among thousands.
    found = new Map(options.map((option): [unknown, Choice] => [option.value, option]));
    byValue.set(options, found);
  }
  return found.get(value);
}

/** The choice that is held: as offered, or one marked as unknown; null where nothing is chosen. */
export function heldChoice(options: readonly Choice[], held: unknown): Choice | null {
  const offered = choiceOf(options, held);
  if (offered) return offered;
  if (held === '' || (typeof held !== 'string' && typeof held !== 'number' && typeof held !== 'boolean')) return null;
  return { value: held, label: String(held), hint: unknownHint };
}

/** The choices, and before them the value that is held but not among them. */
export function withHeld(options: readonly Choice[], held: unknown): readonly Choice[] {
  const choice = heldChoice(options, held);
  return choice === null || choiceOf(options, held) ? options : [choice, ...options];
}
