import { commonName } from '../../../domain/dn.ts';
import type { Finding } from '../../../domain/policy.ts';
import { requestedSans } from '../names/sansForm.ts';
import { requestedSubject, type SubjectValue } from '../names/subjectForm.ts';

/**
 * What is to be said about the names of a form now: an empty field is no mistake before somebody has pressed the button
 * (`pressed`), so what is found about one waits until then.
 */
export function aboutTyped(
  findings: readonly Finding[],
  names: { subject: SubjectValue; sans: readonly string[] },
  pressed: boolean,
): Finding[] {
  if (pressed) return [...findings];
  const subject = requestedSubject(names.subject);
  const filled = new Set(subject.flat().map(({ type }) => type));
  const unnamed = commonName(subject) === undefined && requestedSans(names.sans).length === 0;
  return findings.filter(({ where }) => {
    const [area = '', part = ''] = where.split('.');
    if (area === 'subject' && part !== '') return filled.has(part);
    return area !== 'sans' || !unnamed;
  });
}
