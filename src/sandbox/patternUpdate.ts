import { bool, int, intElement, list, object, requiredText, text } from './bodyReaders.ts';
import { defaultPattern, patternsOf } from './effective.ts';
import { invalid, notFound, Refusal } from './http.ts';
import { readPolicy } from './policyWire.ts';
import {
  readDefaults,
  readEnrollmentTypes,
  readFields,
  readMetadata,
  readRegexes,
  readRoleNames,
} from './rulesInput.ts';
import { emptyRules, type EnrollmentRules, type PatternRow } from './templateRows.ts';
import type { World } from './world.ts';

/** Reads the enrollment settings of a pattern request; what is not sent is cleared (a guess for the lists). */
function readRules(world: World, body: object, before: EnrollmentRules): EnrollmentRules {
  const policies = object(body, 'Policies');
  // The code is recorded, the text is a guess.
  if (policies === null) throw new Refusal(400, '0xA0F00003', "'Policies' must not be empty.");
  const rules: EnrollmentRules = {
    allowedEnrollmentTypes: readEnrollmentTypes(body),
    useAd: bool(body, 'UseADPermissions') ?? false,
    roleIds: readRoleNames(world, body, 'AssociatedRoles'),
    regexes: readRegexes(world, body, 'Regexes') ?? [],
    defaults: readDefaults(world, body, 'Defaults') ?? [],
    fields: readFields(world, body, before.fields, 'name'),
    metadata: readMetadata(world, body, before.metadata, 'name'),
    policy: readPolicy(world, policies, 'Policies', before.policy),
  };
  if (!rules.useAd && rules.roleIds.length === 0) {
    throw invalid('Enrollment Pattern needs to have at least one associated role');
  }
  return rules;
}

/** RestrictCAs needs a CA; CAs sent without it have no effect (stated for 25.4). Unknown ids are refused (a guess). */
function readAuthorities(world: World, body: object): { restrictCas: boolean; authorityIds: number[] } {
  const restrictCas = bool(body, 'RestrictCAs') ?? false;
  const ids = [...new Set(list(body, 'CertificateAuthorities', intElement) ?? [])];
  const unknown = ids.find((id) => world.authorities.get(id) === undefined);
  if (unknown !== undefined) throw invalid(`The certificate authority with id '${unknown}' does not exist.`);
  if (restrictCas && ids.length === 0) {
    throw invalid('Enrollment Pattern needs to have at least one certificate authority when restricting CAs');
  }
  return { restrictCas, authorityIds: restrictCas ? ids : [] };
}

/** Names are unique among patterns (a guess). */
function readName(world: World, body: object, ownId: number): string {
  const name = requiredText(body, 'Name');
  const taken = world.patterns.all().some((p) => p.Id !== ownId && p.Name.toLowerCase() === name.toLowerCase());
  if (taken) throw invalid(`An enrollment pattern named '${name}' already exists.`);
  return name;
}

function makeDefault(world: World, row: PatternRow): PatternRow {
  for (const other of patternsOf(world, row.templateId)) {
    if (other.Id !== row.Id && other.templateDefault) world.patterns.put({ ...other, templateDefault: false });
  }
  return world.patterns.put({ ...row, templateDefault: true });
}

/** Taking the default away from another pattern needs the flag; how that is refused is a guess. */
function mayTakeDefault(world: World, templateId: number, ownId: number, force: boolean): void {
  const current = defaultPattern(world, templateId);
  if (current === undefined || current.Id === ownId || force) return;
  throw invalid(`The enrollment pattern '${current.Name}' is already the default for this template.`);
}

/** POST /EnrollmentPatterns. The first pattern of a template becomes its default whatever the request says. */
export function createPattern(world: World, body: object, force: boolean): PatternRow {
  const templateId = int(body, 'Template');
  const Name = readName(world, body, 0);
  if (templateId === null || world.templates.get(templateId) === undefined) {
    throw invalid(`The certificate template with id '${templateId ?? 0}' does not exist.`);
  }
  const wanted = bool(body, 'TemplateDefault') ?? false;
  if (wanted) mayTakeDefault(world, templateId, 0, force);
  const content = {
    Description: text(body, 'Description'),
    ...readAuthorities(world, body),
    rules: readRules(world, body, emptyRules()),
  };
  const row = { Id: world.patterns.nextId(), Name, templateId, templateDefault: false, ...content };
  const first = patternsOf(world, templateId).length === 0;
  return wanted || first ? makeDefault(world, row) : world.patterns.put(row);
}

/**
 * PUT /EnrollmentPatterns/{id}: full replacement; a `Template` in the body is ignored, a pattern never moves.
 * `force` without TemplateDefault true in the body does nothing (recorded). Switching the default off is refused
 * (a guess: every template with patterns has exactly one default).
 */
export function updatePattern(world: World, before: PatternRow, body: object, force: boolean): PatternRow {
  const wanted = bool(body, 'TemplateDefault') ?? false;
  const Name = readName(world, body, before.Id);
  if (wanted) mayTakeDefault(world, before.templateId, before.Id, force);
  if (!wanted && before.templateDefault) {
    throw invalid('A certificate template needs to have a default enrollment pattern');
  }
  const row: PatternRow = {
    ...before,
    Name,
    Description: text(body, 'Description'),
    ...readAuthorities(world, body),
    rules: readRules(world, body, before.rules),
  };
  return wanted ? makeDefault(world, row) : world.patterns.put(row);
}

/**
 * DELETE /EnrollmentPatterns/{id}. Without `force` refused while certificates were enrolled with it, or while it is
 * the default of a template that has others (status and texts are guesses). With `force` the oldest other pattern
 * becomes the default.
 */
export function deletePattern(world: World, id: number, force: boolean): void {
  const row = world.patterns.get(id);
  if (row === undefined) throw notFound('Enrollment pattern', id);
  const others = patternsOf(world, row.templateId).filter((p) => p.Id !== id);
  if (!force) {
    const used = world.certificates.all().filter((c) => c.patternId === id).length;
    if (used > 0) throw invalid(`The enrollment pattern '${row.Name}' is in use by ${used} certificates.`);
    if (row.templateDefault && others.length > 0) {
      throw invalid(`The enrollment pattern '${row.Name}' is the default for its template.`);
    }
  }
  world.patterns.remove(id);
  const heir = others[0];
  if (row.templateDefault && heir !== undefined) makeDefault(world, heir);
}
