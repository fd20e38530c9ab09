import { int, objectBody, requiredText } from '../bodyReaders.ts';
import { rulesOfTemplate } from '../effective.ts';
import { idParam, listReply, notFound, type Call, type Reply, type Route } from '../http.ts';
import { permissions } from '../permissions.ts';
import { subjectParts } from '../rulesInput.ts';
import type { TemplateRow } from '../templateRows.ts';
import { importTemplates } from '../templateImport.ts';
import { updateTemplate } from '../templateUpdate.ts';
import { displayName, fullTemplate, lightTemplate } from '../templateWire.ts';
import type { World } from '../world.ts';

/**
 * What the query field AllowedEnrollmentType equals: 1 PFX, 2 CSR, 3 either of them, 0 nothing (vendor documentation,
 * GET Templates; for 3 its tip and its field list disagree, this follows the tip).
 */
export function enrollmentTypeValues(mask: number): number[] {
  if (mask === 0) return [0];
  const single = [1, 2].filter((bit) => (mask & bit) !== 0);
  return single.length > 0 ? [...single, 3] : [];
}

function fields(world: World) {
  const rules = (row: TemplateRow) => rulesOfTemplate(world, row);
  return {
    AllowedEnrollmentType: (row: TemplateRow) => enrollmentTypeValues(rules(row)?.allowedEnrollmentTypes ?? 0),
    ConfigurationTenant: (row: TemplateRow) => row.ConfigurationTenant,
    DisplayName: displayName,
    ForestRoot: (row: TemplateRow) => row.ConfigurationTenant,
    FriendlyName: (row: TemplateRow) => row.FriendlyName,
    HasPrivateKeyRetention: (row: TemplateRow) => row.KeyRetention !== 'None',
    IsDefaultTemplate: (row: TemplateRow) => row.builtIn,
    ShortName: (row: TemplateRow) => row.CommonName,
  };
}

function listTemplates(call: Call): Reply {
  const { world } = call;
  const known = fields(world);
  return listReply(call, world.templates.all(), {
    fields: known,
    sortFields: { ...known, CommonName: (row) => row.CommonName },
    defaultSort: 'CommonName',
    render: (row) => lightTemplate(world, row),
  });
}

function existing(world: World, id: number): TemplateRow {
  const row = world.templates.get(id);
  if (row === undefined) throw notFound('Certificate template', id);
  return row;
}

function putTemplate(call: Call): Reply {
  const body = objectBody(call.body);
  const before = existing(call.world, int(body, 'Id') ?? 0);
  return { body: fullTemplate(call.world, updateTemplate(call.world, before, body)) };
}

function postImport(call: Call): Reply {
  importTemplates(call.world, requiredText(objectBody(call.body), 'ConfigurationTenant'));
  return { status: 204 };
}

export const templateRoutes: Route[] = [
  {
    method: 'GET',
    path: '/Templates',
    prefix: 'sq',
    versions: '1.0',
    permission: permissions.templatesRead,
    handle: listTemplates,
  },
  { method: 'PUT', path: '/Templates', versions: '1.0', permission: permissions.templatesModify, handle: putTemplate },
  {
    method: 'POST',
    path: '/Templates/Import',
    versions: '1.0',
    permission: permissions.templatesModify,
    handle: postImport,
  },
  {
    method: 'GET',
    path: '/Templates/SubjectParts',
    versions: '1.0',
    permission: permissions.templatesRead,
    handle: (call) => ({ body: subjectParts(call.world) }),
  },
  {
    method: 'GET',
    path: '/Templates/:id',
    versions: '1.0',
    permission: permissions.templatesRead,
    handle: (call) => ({ body: fullTemplate(call.world, existing(call.world, idParam(call))) }),
  },
];
