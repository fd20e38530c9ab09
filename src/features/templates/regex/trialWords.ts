import type { StatusKind } from '../../../ui/StatusMark.tsx';
import type { TrialResult } from './trialRunner.ts';

/** What the user expects of a value; null while it is only tried. */
export type Expected = 'match' | 'no match' | null;

/** The verdict about a value in words, with a mark where it is not what was expected. */
export function trialWords(result: TrialResult, expected: Expected): { kind: StatusKind; text: string } {
  if (result === 'too long') {
    return { kind: 'warning', text: 'Took too long here; the server may refuse or hang, too' };
  }
  const { verdict, why } = result;
  if (verdict === 'cannot tell') {
    return { kind: 'unknown', text: `Cannot be judged here: ${why ?? 'the server decides'}` };
  }
  const said = verdict === 'matches' ? 'Matches' : 'Does not match';
  if (expected === null) return { kind: verdict === 'matches' ? 'ok' : 'error', text: said };
  const agrees = (verdict === 'matches') === (expected === 'match');
  return {
    kind: agrees ? 'ok' : 'error',
    text: agrees ? `${said}, as it should` : `${said}, but should${verdict === 'matches' ? ' not' : ''}`,
  };
}

/** A value cut in three: before what matched, what matched, after it; null where the place is not known. */
export function matchedParts(value: string, result: TrialResult): readonly [string, string, string] | null {
  if (result === 'too long' || result.start === undefined || result.end === undefined) return null;
  return [value.slice(0, result.start), value.slice(result.start, result.end), value.slice(result.end)];
}
