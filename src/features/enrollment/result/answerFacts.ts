import type { Enrolled } from '../../../api/enrollment.ts';
import { notShown } from '../../../api/secrets.ts';
import type { Fact } from '../../../ui/Facts.tsx';

/** The facts that let someone find the request again, whatever became of it. */
export function answerFacts(answer: Enrolled): Fact[] {
  const copied = (label: string, value: string | number | null): Fact[] =>
    value === null ? [] : [{ label, value: String(value), copy: String(value), mono: true }];
  return [
    ...copied('Certificate id', answer.certificateId),
    ...copied('Request id', answer.requestId),
    ...copied('Workflow reference', answer.workflowReference),
    ...copied('Workflow instance id', answer.workflowInstanceId),
    ...(answer.disposition === 'denied' ? [{ label: 'Disposition', value: answer.dispositionWord }] : []),
    ...(answer.message === '' ? [] : [{ label: 'The server says', value: answer.message }]),
    ...copied('File name from the server', answer.fileName),
    ...copied('Correlation id', answer.correlationId),
  ];
}

/** How a request ended that came to nothing, as a word: that of the server, unless it is the usual one. */
export function refusalWord({ dispositionWord }: Pick<Enrolled, 'dispositionWord'>): string {
  const word = dispositionWord.trim();
  return word === '' || word.toUpperCase() === 'DENIED' ? 'Denied' : word;
}

/** What the workflow or the CA told, by name. */
export function contextFacts(answer: Enrolled): Fact[] {
  return Object.entries(answer.context ?? {}).map(([label, value]) => ({ label, value }));
}

/**
 * The metadata as the server took it: fields that hold something, and those that were sent and came back otherwise.
 * @param sent `Metadata` of the request's body, as it is kept: masked (`maskedBody`)
 */
export function metadataFacts(answer: Enrolled, sent: unknown): Fact[] {
  const asked = typeof sent === 'object' && sent !== null ? Object.entries(sent) : [];
  const taken = Object.keys(answer.metadata).length > 0;
  const rows = new Map(Object.entries(answer.metadata));
  for (const [name] of asked) if (taken && !rows.has(name)) rows.set(name, '');
  return [...rows].flatMap(([label, value]): Fact[] => {
    const before = asked.find(([name]) => name === label)?.[1];
    const wanted = before === undefined || before === null ? '' : String(before);
    // A masked value was not empty, and more is not known of it.
    const same = wanted === value || wanted === '' || (wanted === notShown && value !== '');
    if (value === '' && wanted === '') return [];
    return [{ label, value, ...(same ? {} : { help: `Asked for: ${wanted}` }) }];
  });
}
