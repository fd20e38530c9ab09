import { idParam, listReply, notFound, type Call, type Field, type Route } from '../http.ts';
import type { AppSettingRow } from '../companyRows.ts';
import { permissions } from '../permissions.ts';

const fields: Record<string, Field<AppSettingRow>> = {
  Id: (row) => row.Id,
  DisplayName: (row) => row.DisplayName,
  ShortName: (row) => row.ShortName,
};

function one(call: Call): AppSettingRow {
  const id = idParam(call);
  const row = call.world.appSettings.get(id);
  if (row === undefined) throw notFound('Application setting', id);
  return row;
}

export const appSettingRoutes: Route[] = [
  {
    method: 'GET',
    path: '/AppSetting',
    versions: '1.0',
    since: 24,
    permission: permissions.appSettingsRead,
    handle: (call) =>
      listReply(call, call.world.appSettings.all(), { fields, defaultSort: 'Id', render: (row) => row }),
  },
  {
    method: 'GET',
    path: '/AppSetting/:id',
    versions: '1.0',
    since: 24,
    permission: permissions.appSettingsRead,
    handle: (call) => ({ body: one(call) }),
  },
];
