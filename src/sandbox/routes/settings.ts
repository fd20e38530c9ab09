import { objectBody } from '../bodyReaders.ts';
import { effectiveRules, rulesOfTemplate } from '../effective.ts';
import { idParam, notFound, type Call, type Reply, type Route } from '../http.ts';
import { permissions } from '../permissions.ts';
import { readTemplateSettings, templateSettingsJson } from '../settingsWire.ts';
import { touch } from '../world.ts';

function put(call: Call): Reply {
  call.world.settings = readTemplateSettings(call.world, objectBody(call.body));
  touch(call.world);
  return { body: templateSettingsJson(call.world, call.world.settings) };
}

/** Resolved settings of a template; id 0 (no template, standalone CA) gives the system-wide ones. */
function resolved(call: Call): Reply {
  const id = idParam(call);
  const template = call.world.templates.get(id);
  if (template === undefined && id !== 0) throw notFound('Certificate template', id);
  const rules = template === undefined ? null : rulesOfTemplate(call.world, template);
  return { body: templateSettingsJson(call.world, effectiveRules(call.world, rules)) };
}

/** System-wide rules in the old spelling (deprecated on 25.x, still there) and the resolved rules of a template. */
export const settingsRoutes: Route[] = [
  {
    method: 'GET',
    path: '/Templates/Settings',
    versions: '1.0',
    permission: permissions.templatesRead,
    handle: (call) => ({ body: templateSettingsJson(call.world, call.world.settings) }),
  },
  { method: 'PUT', path: '/Templates/Settings', versions: '1.0', permission: permissions.templatesModify, handle: put },
  {
    method: 'GET',
    path: '/Enrollment/Settings/:id',
    versions: '1.0',
    anyPermission: [permissions.enrollPfx, permissions.enrollCsr],
    handle: resolved,
  },
];
