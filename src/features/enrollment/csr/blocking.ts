import type { Finding } from '../../../domain/policy.ts';
import type { Problem } from '../problem.ts';

/** What keeps a request from being sent, with the step that it belongs to. */
export interface Blocking {
  step: string;
  text: string;
}

/** The problems that are not among the findings already, each with the label of the step that answers for its field. */
export function blockingOf(
  problems: readonly Problem[],
  findings: readonly Finding[],
  steps: readonly { label: string; fields: readonly string[] }[],
): Blocking[] {
  const said = new Set(findings.map(({ text }) => text));
  return problems.flatMap(({ path, text }) => {
    if (said.has(text)) return [];
    const step = steps.find(({ fields }) => fields.includes(String(path[0])));
    return [{ step: step?.label ?? '', text }];
  });
}
