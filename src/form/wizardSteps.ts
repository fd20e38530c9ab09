interface Step {
  fields: readonly string[];
  skip?: string | undefined;
}

/** The next step after `from` that is not passed over; the last one when there is none. */
export function nextStep(steps: readonly Step[], from: number): number {
  for (let index = from + 1; index < steps.length; index += 1) if (steps[index]?.skip === undefined) return index;
  return Math.max(0, Math.min(from, steps.length - 1));
}

/** The step before `from` that is not passed over; -1 when there is none. */
export function previousStep(steps: readonly Step[], from: number): number {
  for (let index = from - 1; index >= 0; index -= 1) if (steps[index]?.skip === undefined) return index;
  return -1;
}

/** The first step that answers for a field with an error; undefined where no step does. */
export function stepOfError(steps: readonly Step[], errors: Readonly<Record<string, unknown>>): number | undefined {
  const wrong = Object.keys(errors);
  const place = steps.findIndex((step) => step.fields.some((field) => wrong.includes(field.split('.')[0] ?? field)));
  return place < 0 ? undefined : place;
}
