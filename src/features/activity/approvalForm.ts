import * as z from 'zod/mini';
import { logicalName } from '../../api/authorities.ts';
import type { InstanceDetail, InstanceRow, WaitingAtCa } from '../../api/approvals.ts';
import type { TemplateNames } from '../../api/templateName.ts';
import { commonName, parseDn } from '../../domain/dn.ts';
import { reasonWords, removeFromHold } from '../../domain/revocation.ts';
import type { KeptRequest } from '../../kept.ts';
import { followedAlready } from './followForm.ts';

/** What a person can decide: a workflow's step, or a request at its CA. */
export type Waiting = { kind: 'workflow'; row: InstanceRow } | { kind: 'authority'; row: WaitingAtCa };

export interface DecisionValues {
  comment: string;
}

/** A denial without a reason leaves the requester guessing, so that one is asked for; the server does not. */
export const decisionSchema = (approve: boolean) =>
  z.object({ comment: z.string() }).check(
    z.refine(({ comment }) => approve || comment.trim() !== '', {
      path: ['comment'],
      error: 'Say why, so that the requester can do better.',
    }),
  );

const nameIn = (subject: string): string => {
  const parsed = parseDn(subject);
  return parsed.ok ? (commonName(parsed.value) ?? '') : '';
};

/**
 * The common name in the sentence that a server calls a workflow by, which ends with a subject as a rule; empty: none is
 * found, or several, of which one may be who asks.
 */
export function nameInTitle(title: string): string {
  const [at, another] = [...title.matchAll(/\bCN\s*=/gi)].map(({ index }) => index);
  return at === undefined || another !== undefined ? '' : nameIn(title.slice(at).replace(/\.$/, ''));
}

/**
 * A heading for what waits: what is asked, and of whom; never empty. What a workflow's own data, `asked`, say of the name
 * comes before its title.
 */
export function waitingTitle(waiting: Waiting, asked: InstanceDetail['asked'] = []): string {
  if (waiting.kind === 'authority') {
    const { commonName: name, subject, requestId } = waiting.row;
    return name || subject || `Request ${requestId}`;
  }
  const { title, workflowType, reference, instanceId } = waiting.row;
  const name = nameIn(asked.find((each) => each.name === 'Subject')?.value ?? '') || nameInTitle(title);
  return name === ''
    ? `${workflowType || 'Workflow'} ${reference ?? instanceId}`
    : `${workflowType || 'Workflow'} of ${name}`;
}

/** The same inside a sentence, and in the name of a button. */
export const whatIsDecided = (waiting: Waiting): string => {
  const title = waitingTitle(waiting);
  return waiting.kind === 'authority' ? title : `the ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
};

/**
 * What `words` calls each of those that wait, in their order; where it calls several the same, with the number that tells
 * them apart, so that no two buttons have one name.
 */
export function toldApart(all: readonly Waiting[], words: (waiting: Waiting) => string): string[] {
  const called = all.map(words);
  const repeated = new Set(called.filter((each, at) => called.indexOf(each) !== at));
  return all.map((waiting, at) => {
    const name = called[at] ?? '';
    if (!repeated.has(name)) return name;
    if (waiting.kind === 'authority') return `${name}, request ${waiting.row.requestId}`;
    return `${name}, workflow ${waiting.row.reference ?? waiting.row.instanceId}`;
  });
}

const reasonOf = (code: number): string => (code === removeFromHold ? 'Taken from hold' : reasonWords(code));

/** What was asked for: template, pattern, CA and reason by their names as far as these are known, the comment as the requester's. */
export function askedByName(asked: InstanceDetail['asked'], names: TemplateNames | undefined): InstanceDetail['asked'] {
  return asked.map(({ name, value }) => {
    if (name === 'Template') return { name, value: names?.template || value };
    if (name === 'CA') return { name, value: logicalName(value) };
    if (name === 'Comment') return { name: 'Comment of the requester', value };
    if (name === 'Reason code' && /^-?\d+$/.test(value)) return { name: 'Reason', value: reasonOf(Number(value)) };
    const pattern = name === 'Enrollment pattern id' && names?.patterns.get(value);
    return pattern ? { name: 'Enrollment pattern', value: pattern } : { name, value };
  });
}

/** The request of a list that waits for this decision; undefined: none does. */
export const ownOf = (waiting: Waiting, requests: readonly KeptRequest[]): KeptRequest | undefined =>
  followedAlready(String(waiting.kind === 'workflow' ? waiting.row.instanceId : waiting.row.requestId), requests);

/** Is the step one that is approved or denied? Its signal is then the one to send; null for any other step. */
export function approvalSignal(signals: readonly string[], stepKey: string): string | null {
  const named = signals.find((signal) => /approv/i.test(signal)) ?? (signals.length === 1 ? signals[0] : undefined);
  return named === undefined || stepKey === '' ? null : `${stepKey}.${named}`;
}
