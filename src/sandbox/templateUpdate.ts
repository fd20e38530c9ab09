import { bool, int, object, oneOf, text } from './bodyReaders.ts';
import { defaultPattern } from './effective.ts';
import { invalid, member, ModelRefusal } from './http.ts';
import { readPolicy } from './policyWire.ts';
import {
  readDefaults,
  readEnrollmentTypes,
  readFields,
  readMetadata,
  readRegexes,
  readRoleNames,
} from './rulesInput.ts';
import { retentionNames, type EnrollmentRules, type RetentionName, type TemplateRow } from './templateRows.ts';
import type { World } from './world.ts';

/** KeyRetention may be written as a name or a number; it is read as a name. */
function readRetention(body: object): RetentionName {
  const sent = member(body, 'KeyRetention');
  if (sent === undefined || sent === null) return 'None';
  const byNumber = typeof sent === 'number' ? retentionNames[sent] : undefined;
  const byName = retentionNames.find((name) => typeof sent === 'string' && name.toLowerCase() === sent.toLowerCase());
  const found = byNumber ?? byName;
  if (found === undefined) {
    const shown = JSON.stringify(sent);
    throw new ModelRefusal({ KeyRetention: [`Error converting value ${shown} to type 'KeyRetentionPolicy'.`] });
  }
  return found;
}

/** Whatever is retained needs the number of days; 0 counts as given (stated for 25.x, PUT Templates). */
function readRetentionDays(body: object, retention: RetentionName): number {
  const days = int(body, 'KeyRetentionDays');
  if (days === null && retention !== 'None') {
    throw invalid(
      'In order to enable a retention policy on a template, the number of days to retain after expiration must be defined',
    );
  }
  if (days !== null && days < 0) throw invalid("'Key Retention Days' must be greater than or equal to '0'.");
  return retention === 'None' || retention === 'Indefinite' ? 0 : (days ?? 0);
}

function readFriendlyName(body: object): string | null {
  const name = text(body, 'FriendlyName');
  if (name !== null && name.length > 50) {
    throw new ModelRefusal({
      FriendlyName: ["The field FriendlyName must be a string or array type with a maximum length of '50'."],
    });
  }
  return name;
}

/** The enrollment settings out of a template body; `before` lends the ids of nested rows. */
function readRules(world: World, body: object, before: EnrollmentRules): EnrollmentRules {
  return {
    allowedEnrollmentTypes: readEnrollmentTypes(body),
    useAd: !(bool(body, 'UseAllowedRequesters') ?? false),
    roleIds: readRoleNames(world, body, 'AllowedRequesters'),
    regexes: readRegexes(world, body, 'TemplateRegexes') ?? [],
    defaults: readDefaults(world, body, 'TemplateDefaults') ?? [],
    fields: readFields(world, body, before.fields, 'id'),
    metadata: readMetadata(world, body, before.metadata, 'id'),
    policy: readPolicy(world, object(body, 'TemplatePolicy'), 'TemplatePolicy', before.policy),
  };
}

/**
 * PUT /Templates: replaces everything that is writable; what is not sent is cleared, unknown and CA-owned members are
 * ignored. On 25.x the enrollment settings go to the template's default pattern, with that pattern's own conditions;
 * without a pattern they go nowhere. Returns the new row; throws refusals as recorded on 25.4.
 */
export function updateTemplate(world: World, before: TemplateRow, body: object): TemplateRow {
  const KeyRetention = readRetention(body);
  const { major } = world.profile;
  const after: TemplateRow = {
    ...before,
    FriendlyName: readFriendlyName(body),
    KeyRetention,
    KeyRetentionDays: readRetentionDays(body, KeyRetention),
    RequiresApproval: bool(body, 'RequiresApproval') ?? false,
    KeyUsage: int(body, 'KeyUsage') ?? 0,
    ...(major >= 24 ? { AllowOneClickRenewals: bool(body, 'AllowOneClickRenewals') ?? false } : {}),
    ...(major >= 25 ? cleanUpMembers(body) : {}),
  };
  if (!world.profile.patterns) {
    after.rules = readRules(world, body, before.rules);
  } else {
    writeThrough(world, before.Id, body);
  }
  return world.templates.put(after);
}

function cleanUpMembers(body: object): Partial<TemplateRow> {
  return {
    CertificateCleanupEnabled: bool(body, 'CertificateCleanupEnabled'),
    TimeAfterExpiration: int(body, 'TimeAfterExpiration'),
    TimeAfterExpirationUnits: oneOf(body, 'TimeAfterExpirationUnits', [0, 1, 2]),
    DeleteWithArchivedKey: bool(body, 'DeleteWithArchivedKey'),
  };
}

function writeThrough(world: World, templateId: number, body: object): void {
  const pattern = defaultPattern(world, templateId);
  const before = pattern?.rules;
  if (pattern === undefined || before === undefined) {
    readEnrollmentTypes(body);
    return;
  }
  if (object(body, 'TemplatePolicy') === null) throw invalid("'Policies' cannot be empty");
  const rules = readRules(world, body, before);
  if (!before.useAd && rules.roleIds.length === 0) {
    throw invalid('Enrollment Pattern needs to have at least one associated role');
  }
  // The template's policy has no word for this member of the pattern, so it stays as it is.
  rules.policy.DefaultCertificateOwnerOverride = before.policy.DefaultCertificateOwnerOverride;
  world.patterns.put({ ...pattern, rules });
}
