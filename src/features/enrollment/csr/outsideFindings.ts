import type { Finding } from '../../../domain/policy.ts';
import { requestedSans } from '../names/sansForm.ts';

/** What CAs do with names beside the request, for the summary: the step that asks for them says it at length. */
export function outsideFindings(chips: readonly string[]): Finding[] {
  const count = requestedSans(chips).length;
  if (count === 0) return [];
  const [names, them] = count === 1 ? ['1 name', 'it'] : [`${count} names`, 'them'];
  const text = `${names} outside the request: some CAs ignore ${them}, some add ${them}, some take ${them} instead of the names in the request.`;
  return [{ grade: 'worth a look', where: 'sans', text }];
}
