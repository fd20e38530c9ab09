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

/** The choices, and before them the value that is held but not among them. */
export function withHeld(options: readonly Choice[], held: unknown): readonly Choice[] {
  if (held === undefined || held === '' || held === null) return options;
  if (typeof held !== 'string' && typeof held !== 'number' && typeof held !== 'boolean') return options;
  if (options.some((option) => option.value === held)) return options;
  return [{ value: held, label: String(held), hint: 'unknown here' }, ...options];
}
