import { int, list, objectBody, objectElement, required, text } from '../bodyReaders.ts';
import { idParam, listReply, notFound, type Call, type Field, type Reply, type Route } from '../http.ts';
import type { AppSettingRow } from '../companyRows.ts';
import { permissions } from '../permissions.ts';

const fields: Record<string, Field<AppSettingRow>> = {
  Id: (row) => row.Id,
  DisplayName: (row) => row.DisplayName,
  ShortName: (row) => row.ShortName,
};

function one(call: Call, id: number): AppSettingRow {
  const row = call.world.appSettings.get(id);
  if (row === undefined) throw notFound('Application setting', id);
  return row;
}

/** Sets values; nothing changes where one of the ids does not exist. That the answer is 204 is a guess. */
function set(call: Call, changes: readonly { id: number; value: string }[]): Reply {
  const rows = changes.map(({ id, value }) => ({ ...one(call, id), Value: value }));
  for (const row of rows) call.world.appSettings.put(row);
  return { status: 204 };
}

/** The body of PUT AppSetting: an array of Id and Value (vendor documentation). */
function changesOf(call: Call): { id: number; value: string }[] {
  const rows = list({ Settings: call.body }, 'Settings', objectElement) ?? required('Settings');
  return rows.map((row) => ({ id: int(row, 'Id') ?? required('Id'), value: text(row, 'Value') ?? required('Value') }));
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
    handle: (call) => ({ body: one(call, idParam(call)) }),
  },
  {
    method: 'PUT',
    path: '/AppSetting',
    versions: '1.0',
    since: 24,
    permission: permissions.appSettingsModify,
    handle: (call) => set(call, changesOf(call)),
  },
  {
    method: 'PUT',
    path: '/AppSetting/:id',
    versions: '1.0',
    since: 24,
    permission: permissions.appSettingsModify,
    handle: (call) =>
      set(call, [{ id: idParam(call), value: text(objectBody(call.body), 'Value') ?? required('Value') }]),
  },
];
