import { at, bool, int, list, objectBody, objectElement, required, requiredText, text } from '../bodyReaders.ts';
import { deliver, placesOf, requireSchedule } from '../delivery.ts';
import { guidElement, readStores, readTime } from '../enrollRequest.ts';
import { invalid, ModelRefusal, notFound, type Call, type Reply, type Route } from '../http.ts';
import { settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';
import { takeStaged } from '../staging.ts';
import type { WantedStore } from '../storeRows.ts';

/** `Properties` of the old form is an array of names and values, unlike that of `Stores` (vendor documentation). */
function readOldProperties(type: object, path: string): Record<string, string> {
  const rows = list(type, 'Properties', objectElement, path) ?? [];
  return Object.fromEntries(rows.map((row) => [text(row, 'Name') ?? '', text(row, 'Value') ?? '']));
}

/** StoreIds with StoreTypes: what a type says goes for every store of that type. Old, and still accepted. */
function readOldStores(call: Call, body: object): WantedStore[] {
  const ids = list(body, 'StoreIds', guidElement) ?? [];
  const types = list(body, 'StoreTypes', (element, path) => {
    const type = objectElement(element, path);
    return {
      typeId: int(type, 'StoreTypeId', path) ?? required(at(path, 'StoreTypeId')),
      alias: (text(type, 'Alias', path) ?? '').trim(),
      overwrite: bool(type, 'Overwrite', path) ?? false,
      parameters: readOldProperties(type, path),
    };
  });
  return ids.map((storeId) => {
    const typeId = call.world.stores.get(storeId)?.typeId;
    const type = types?.find((one) => one.typeId === typeId);
    return {
      storeId,
      alias: type?.alias ?? '',
      overwrite: type?.overwrite ?? false,
      parameters: type?.parameters ?? {},
    };
  });
}

/** 0 means "not given" in these two members: clients send both and fill one (vendor's client). */
function idMember(body: object, name: string): number | null {
  const value = int(body, name);
  return value === null || value === 0 ? null : value;
}

function deploy(call: Call): Reply {
  settle(call.world);
  requireSchedule(call);
  const body = objectBody(call.body);
  const password = requiredText(body, 'Password');
  const stores = readStores(body);
  const targets = stores !== null && stores.length > 0 ? stores : readOldStores(call, body);
  if (targets.length === 0) throw invalid('At least one certificate store must be provided.');
  const certificateId = idMember(body, 'CertificateId');
  const requestId = idMember(body, 'RequestId');
  if (certificateId === null && requestId === null) {
    throw new ModelRefusal({ CertificateId: ['Either CertificateId or RequestId must be provided.'] });
  }
  // A time in the past means now; only enrollment refuses it (vendor documentation, POST Enrollment PFX Deploy).
  const startAt = readTime(body, 'JobTime');
  const key = takeStaged(call.world, { certificateId, requestId, password }, call.user, call.now.getTime());
  const done = deliver(call, key.certificateId, targets, { privateKey: true, startAt });
  return { body: { SuccessfulStores: done.delivered, FailedStores: done.failed.map((one) => one.storeId) } };
}

/**
 * The new certificate to every place of the old one by the last inventory: same aliases, overwriting, with the parameters of
 * the old entries. Exactly one of CertificateId and RequestId (vendor documentation, POST Enrollment PFX Replace). An old
 * certificate that is nowhere gives two empty lists (a guess).
 */
async function replace(call: Call): Promise<Reply> {
  settle(call.world);
  requireSchedule(call);
  const body = objectBody(call.body);
  const existingId = int(body, 'ExistingCertificateId') ?? required('ExistingCertificateId');
  const password = requiredText(body, 'Password');
  const certificateId = idMember(body, 'CertificateId');
  const requestId = idMember(body, 'RequestId');
  if ((certificateId === null) === (requestId === null)) {
    throw invalid('Exactly one of CertificateId and RequestId must be provided.');
  }
  const startAt = readTime(body, 'JobTime');
  if (call.world.certificates.get(existingId) === undefined) throw notFound('Certificate', existingId);
  const key = takeStaged(call.world, { certificateId, requestId, password }, call.user, call.now.getTime());
  const targets = await placesOf(call, existingId);
  const done = deliver(call, key.certificateId, targets, { privateKey: true, startAt });
  // A store that holds it under several aliases is named once.
  const failed = new Set(done.failed.map((one) => one.storeId));
  return { body: { SuccessfulStores: [...new Set(done.delivered)], FailedStores: [...failed] } };
}

export const deployRoutes: Route[] = [
  {
    method: 'POST',
    path: '/Enrollment/PFX/Replace',
    versions: '1.0',
    permission: permissions.enrollPfx,
    handle: replace,
  },
  {
    method: 'POST',
    path: '/Enrollment/PFX/Deploy',
    versions: '1.0',
    permission: permissions.enrollPfx,
    handle: deploy,
  },
];
