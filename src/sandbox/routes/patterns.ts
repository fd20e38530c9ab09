import { objectBody } from '../bodyReaders.ts';
import { effectiveMetadata, effectiveRules } from '../effective.ts';
import { flagQuery, idParam, listReply, notFound, type Call, type Reply, type Route } from '../http.ts';
import { createPattern, deletePattern, updatePattern } from '../patternUpdate.ts';
import { patternJson } from '../patternWire.ts';
import { permissions } from '../permissions.ts';
import { roleName } from '../policyWire.ts';
import { subjectParts } from '../rulesInput.ts';
import { patternSettingsJson, readPatternSettings } from '../settingsWire.ts';
import { displayName } from '../templateWire.ts';
import type { PatternRow } from '../templateRows.ts';
import { touch, type World } from '../world.ts';
import { enrollmentTypeValues } from './templates.ts';

function existing(call: Call): PatternRow {
  const id = idParam(call);
  const row = call.world.patterns.get(id);
  if (row === undefined) throw notFound('Enrollment pattern', id);
  return row;
}

function fields(world: World) {
  const template = (row: PatternRow) => world.templates.get(row.templateId);
  const shown = (row: PatternRow) => {
    const found = template(row);
    return found === undefined ? null : displayName(found);
  };
  return {
    AllowedEnrollmentType: (row: PatternRow) => enrollmentTypeValues(row.rules.allowedEnrollmentTypes),
    AssociatedRoleName: (row: PatternRow) => row.rules.roleIds.map((id) => roleName(world, id) ?? ''),
    CALogicalName: (row: PatternRow) => row.authorityIds.map((id) => world.authorities.get(id)?.LogicalName ?? ''),
    ConfigurationTenant: (row: PatternRow) => template(row)?.ConfigurationTenant,
    // Not in the documented list, but a production client sends it.
    Name: (row: PatternRow) => row.Name,
    RestrictCA: (row: PatternRow) => row.restrictCas,
    TemplateDefault: (row: PatternRow) => row.templateDefault,
    TemplateDisplayName: shown,
    TemplateFriendlyName: (row: PatternRow) => template(row)?.FriendlyName,
    TemplateId: (row: PatternRow) => row.templateId,
    TemplateShortName: (row: PatternRow) => template(row)?.CommonName,
  };
}

function listPatterns(call: Call): Reply {
  const { world } = call;
  return listReply(call, world.patterns.all(), {
    fields: fields(world),
    defaultSort: 'Name',
    render: (row) => patternJson(world, row),
  });
}

function putSettings(call: Call): Reply {
  call.world.settings = readPatternSettings(call.world, objectBody(call.body));
  touch(call.world);
  return { body: patternSettingsJson(call.world, call.world.settings) };
}

function resolvedMetadata(call: Call): Reply {
  const rows = effectiveMetadata(call.world, existing(call).rules);
  return { body: rows.map(({ Options: _options, ...rest }) => rest) };
}

const read = { versions: '1.0', since: 25, permission: permissions.patternsRead } as const;
const modify = { versions: '1.0', since: 25, permission: permissions.patternsModify } as const;

export const patternRoutes: Route[] = [
  { ...read, method: 'GET', path: '/EnrollmentPatterns', prefix: 'pq', handle: listPatterns },
  {
    ...modify,
    method: 'POST',
    path: '/EnrollmentPatterns',
    handle: (call) => {
      const row = createPattern(call.world, objectBody(call.body), flagQuery(call, 'forceTemplateDefault'));
      return { body: patternJson(call.world, row) };
    },
  },
  {
    ...read,
    method: 'GET',
    path: '/EnrollmentPatterns/Settings',
    handle: (call) => ({ body: patternSettingsJson(call.world, call.world.settings) }),
  },
  { ...modify, method: 'PUT', path: '/EnrollmentPatterns/Settings', handle: putSettings },
  {
    ...read,
    method: 'GET',
    path: '/EnrollmentPatterns/SubjectParts',
    handle: (call) => ({ body: subjectParts(call.world) }),
  },
  {
    ...read,
    method: 'GET',
    path: '/EnrollmentPatterns/:id',
    handle: (call) => ({ body: patternJson(call.world, existing(call)) }),
  },
  {
    ...modify,
    method: 'PUT',
    path: '/EnrollmentPatterns/:id',
    handle: (call) => {
      const force = flagQuery(call, 'forceTemplateDefault');
      const row = updatePattern(call.world, existing(call), objectBody(call.body), force);
      return { body: patternJson(call.world, row) };
    },
  },
  {
    ...modify,
    method: 'DELETE',
    path: '/EnrollmentPatterns/:id',
    handle: (call) => {
      deletePattern(call.world, idParam(call), flagQuery(call, 'force'));
      return { status: 204 };
    },
  },
  {
    ...read,
    method: 'GET',
    path: '/EnrollmentPatterns/:id/Settings',
    handle: (call) => ({
      body: patternSettingsJson(call.world, effectiveRules(call.world, existing(call).rules)),
    }),
  },
  {
    method: 'GET',
    path: '/EnrollmentPatterns/:id/Metadata',
    versions: '1.0',
    since: 25,
    anyPermission: [permissions.enrollCsr, permissions.enrollPfx],
    handle: resolvedMetadata,
  },
];
