import { readOptions } from '../../../api/metadata.ts';
import { sameValue, type Json } from '../../../domain/merge.ts';

const plain = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The choices of a member that holds a list, or one text with commas between them; each is shown once. */
export function choicesFromWire(held: Json | undefined): string[] {
  if (typeof held === 'string') return [...new Set(readOptions(held))];
  return Array.isArray(held) ? [...new Set((held as readonly Json[]).map(plain))] : [];
}

/**
 * The member for the choices of the screen: a list, or one text joined with commas, null for none. Choices that were
 * there are written as they came (spaces around a comma included); nothing changed gives what was held.
 */
export function choicesToWire(choices: readonly string[], held: Json | undefined, asList: boolean): Json {
  if (sameValue(choicesFromWire(held), choices)) return held ?? null;
  const parts: readonly Json[] = typeof held === 'string' ? held.split(',') : Array.isArray(held) ? held : [];
  const shown = (part: Json) => (typeof held === 'string' ? plain(part).trim() : plain(part));
  const kept = choices.map((choice) => parts.find((part) => shown(part) === choice) ?? choice);
  if (asList) return kept;
  return kept.length === 0 ? null : kept.map(plain).join(',');
}

/** Typed or pasted text to choices: one a line, because a choice may hold a comma or a semicolon. */
export const choicesOfText = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
