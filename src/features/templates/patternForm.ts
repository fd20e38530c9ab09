import * as z from 'zod/mini';
import { textOf, type WireDocument } from '../../api/wireDocument.ts';
import { accessFromWire, accessToWire, accessValues } from './rules/accessForm.ts';
import { authoritiesFromWire, authoritiesToWire, authoritiesValues } from './rules/authoritiesForm.ts';
import {
  enrollmentFromWire,
  enrollmentShape,
  enrollmentToWire,
  rulesFromWire,
  rulesShape,
  rulesToWire,
} from './rules/rulesForm.ts';

/** What the form accepts: a pattern must have a name (vendor documentation, PUT EnrollmentPatterns). */
export function patternSchema(loaded: WireDocument) {
  return z.object({
    name: z.string().check(z.minLength(1, 'An enrollment pattern needs a name.')),
    description: z.string(),
    isDefault: z.boolean(),
    access: accessValues(loaded),
    authorities: authoritiesValues(loaded),
    ...enrollmentShape(loaded),
    ...rulesShape('pattern', loaded),
  });
}
export type PatternValues = z.infer<ReturnType<typeof patternSchema>>;

/** The values of the form for a loaded enrollment pattern. */
export function fromWire(loaded: WireDocument): PatternValues {
  return {
    name: textOf(loaded['Name']),
    description: textOf(loaded['Description']),
    isDefault: loaded['TemplateDefault'] === true,
    access: accessFromWire(loaded),
    authorities: authoritiesFromWire(loaded),
    ...enrollmentFromWire(loaded),
    ...rulesFromWire('pattern', loaded),
  };
}

/** The loaded pattern with what the form owns replaced, and nothing else touched. An emptied description becomes null. */
export function toWire(loaded: WireDocument, values: PatternValues): WireDocument {
  const { name, description, isDefault } = values;
  const changed = {
    ...(name === textOf(loaded['Name']) ? {} : { Name: name }),
    ...(description === textOf(loaded['Description']) ? {} : { Description: description === '' ? null : description }),
    ...(isDefault === (loaded['TemplateDefault'] === true) ? {} : { TemplateDefault: isDefault }),
  };
  const named = Object.keys(changed).length === 0 ? loaded : { ...loaded, ...changed };
  const placed = authoritiesToWire(accessToWire(named, values.access), values.authorities);
  return rulesToWire('pattern', enrollmentToWire('pattern', placed, values), values);
}
