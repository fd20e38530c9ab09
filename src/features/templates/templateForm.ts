import * as z from 'zod/mini';
import type { Json } from '../../domain/merge.ts';
import { hasFirstPolicyShape } from '../../api/templateBody.ts';
import { textOf, type WireDocument } from '../../api/wireDocument.ts';
import { knowsCaseSensitivity, regexesFromWire, regexesToWire, regexRow } from './regexForm.ts';

/** The longest friendly name the server stores (vendor documentation, PUT Templates: up to 50 characters). */
export const friendlyNameLimit = 50;

/** What the form accepts. A longer name that the server already holds may stay as it is. */
export function templateSchema(loaded: WireDocument) {
  const held = textOf(loaded['FriendlyName']);
  return z.object({
    friendlyName: z
      .string()
      .check(
        z.refine(
          (name) => name.length <= friendlyNameLimit || name === held,
          `A friendly name has up to ${friendlyNameLimit} characters.`,
        ),
      ),
    regexes: z.array(regexRow),
  });
}
export type TemplateValues = z.infer<ReturnType<typeof templateSchema>>;

/** The values of the form for a loaded template. */
export function fromWire(loaded: WireDocument): TemplateValues {
  return {
    friendlyName: textOf(loaded['FriendlyName']),
    regexes: regexesFromWire(loaded['TemplateRegexes']),
  };
}

/** The loaded template with what the form owns replaced, and nothing else touched. An emptied name becomes null. */
export function toWire(loaded: WireDocument, values: TemplateValues): WireDocument {
  const edited: Record<string, Json> = { ...loaded };
  if (values.friendlyName !== textOf(loaded['FriendlyName'])) {
    edited['FriendlyName'] = values.friendlyName === '' ? null : values.friendlyName;
  }
  const regexes = regexesToWire(loaded['TemplateRegexes'], values.regexes, blankRegex(loaded));
  if (regexes !== undefined && regexes !== loaded['TemplateRegexes']) edited['TemplateRegexes'] = regexes;
  return edited;
}

function blankRegex(loaded: WireDocument): WireDocument {
  const id = loaded['Id'];
  return {
    ...(id === undefined ? {} : { TemplateId: id }),
    ...(hasCaseSensitivity(loaded) ? { CaseSensitive: false } : {}),
  };
}

/** Whether a regex of this template can be case sensitive: Command 10 does not know it. */
export function hasCaseSensitivity(loaded: WireDocument): boolean {
  return knowsCaseSensitivity(loaded['TemplateRegexes'], !hasFirstPolicyShape(loaded));
}
