import {
  at,
  bool,
  int,
  list,
  object,
  objectBody,
  objectElement,
  required,
  requiredText,
  text,
} from '../bodyReaders.ts';
import { bodyScope, certificateFor, mayInScope, requireRight, type CertificateScope } from '../certificateRights.ts';
import { deliver } from '../delivery.ts';
import { guidElement, readTextMap, readTime } from '../enrollRequest.ts';
import { lackingRights } from '../gate.ts';
import { invalid, listReply, ModelRefusal, Refusal, type Call, type Reply, type Route } from '../http.ts';
import { withBytes } from '../issuing.ts';
import { createJob, isoSeconds } from '../jobQueue.ts';
import { entryName, findAlias } from '../jobOutcome.ts';
import { settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';
import { certificateInfo } from '../pki/certificates.ts';
import { formatDn } from '../pki/names.ts';
import { maySomewhere, whyNotAdd, whyNotRemove } from '../storeChecks.ts';
import type { CertificateRow, InventoryEntry, WantedStore } from '../storeRows.ts';
import type { World } from '../world.ts';
import { storeOf } from './stores.ts';

interface Seen {
  entry: InventoryEntry;
  leaf: CertificateRow;
}

function certificateWire(world: World, row: CertificateRow, itemId: number): object {
  const authority = world.authorities.get(row.authorityId);
  const info = certificateInfo(Buffer.from(row.der ?? '', 'base64'));
  const recent = world.profile.major >= 25;
  return {
    Id: row.Id,
    IssuedDN: row.subject,
    SerialNumber: row.serial,
    NotBefore: isoSeconds(row.notBefore),
    NotAfter: isoSeconds(row.notAfter),
    SigningAlgorithm: info.signatureAlgorithm,
    IssuerDN: row.state === 0 ? formatDn(info.issuer) : formatDn(authority?.issuer.name ?? []),
    Thumbprint: row.thumbprint,
    CertStoreInventoryItemId: itemId,
    ...(recent ? { CertState: row.state } : {}),
    Metadata: row.metadata,
  };
}

/** The CA certificates above a leaf, as rows: they are certificates of their own with state 0. */
function issuersOf(world: World, leaf: CertificateRow): CertificateRow[] {
  const authority = world.authorities.get(leaf.authorityId);
  if (authority === undefined || leaf.state === 0) return [];
  const wanted = [authority.issuer, ...authority.chain].map((issuer) =>
    Buffer.from(issuer.certificate).toString('base64'),
  );
  const cas = world.certificates.all().filter((row) => row.state === 0);
  return wanted.flatMap((der) => cas.filter((row) => row.der === der).slice(0, 1));
}

/** The inventory as the server last saw it: one item per alias, leaf and chain with the same item id. */
async function inventory(call: Call): Promise<Reply> {
  const { world } = call;
  settle(world);
  const store = storeOf(call);
  const seen: Seen[] = [];
  for (const entry of store.inventory) {
    const leaf = world.certificates.get(entry.certificateId);
    if (leaf !== undefined) seen.push({ entry, leaf: await withBytes(world, leaf) });
  }
  return listReply(call, seen, {
    fields: { Name: (item) => entryName(world, item.entry), CertificateId: (item) => item.leaf.Id },
    defaultSort: 'Name',
    render: ({ entry, leaf }) => ({
      Name: entryName(world, entry),
      Certificates: [leaf, ...issuersOf(world, leaf)].map((row) => certificateWire(world, row, entry.itemId)),
      Parameters: entry.parameters,
      ...(world.profile.major >= 25 ? { CertStoreId: store.Id } : {}),
    }),
  });
}

interface AddedStore extends WantedStore {
  includePrivateKey: boolean;
  hasEntryPassword: boolean;
}

/** An object with SecretValue, or with a PAM provider, not a text (vendor documentation); a text is a model error. */
function readEntryPassword(store: object, path: string): boolean {
  const password = object(store, 'EntryPassword', path);
  if (password === null) return false;
  const here = at(path, 'EntryPassword');
  return (text(password, 'SecretValue', here) ?? '') !== '' || (int(password, 'Provider', here) ?? 0) > 0;
}

/** Types that know entry passwords want one with every Add (deployments have the password of the PFX instead). */
function whyNotThere(call: Call, target: AddedStore): string | null {
  const reason = whyNotAdd(call.world, call.user, target, target.includePrivateKey);
  const type = call.world.storeTypes.get(call.world.stores.get(target.storeId)?.typeId ?? -1);
  if (reason !== null || type?.PasswordOptions.EntrySupported !== true || target.hasEntryPassword) return reason;
  return 'An entry password is required for this store.';
}

/** CertificateStores of Add and Remove: the id is called CertificateStoreId here, entry parameters JobFields. */
function readTargets(body: object): AddedStore[] {
  const targets =
    list(body, 'CertificateStores', (element, path) => {
      const store = objectElement(element, path);
      return {
        storeId: guidElement(requiredText(store, 'CertificateStoreId', path), at(path, 'CertificateStoreId')),
        alias: (text(store, 'Alias', path) ?? '').trim(),
        overwrite: bool(store, 'Overwrite', path) ?? false,
        includePrivateKey: bool(store, 'IncludePrivateKey', path) ?? false,
        hasEntryPassword: readEntryPassword(store, path),
        parameters: readTextMap(store, 'JobFields', path),
      };
    }) ?? required('CertificateStores');
  if (targets.length === 0) throw new ModelRefusal({ CertificateStores: ['At least one store is required.'] });
  return targets;
}

/** Schedule: Immediate, or ExactlyOnce with a time; null is now. Recurring schedules make no sense for these jobs. */
function readStart(body: object): number | null {
  const schedule = object(body, 'Schedule') ?? required('Schedule');
  const once = object(schedule, 'ExactlyOnce', 'Schedule');
  if (once !== null) return readTime(once, 'Time') ?? required('Schedule.ExactlyOnce.Time');
  if (bool(schedule, 'Immediate', 'Schedule') === true) return null;
  throw invalid('The schedule must be either Immediate or ExactlyOnce.');
}

/** Reading certificates and scheduling, each everywhere or in some part (vendor documentation, Certificates Add). */
function requireRights(call: Call, scope: CertificateScope): void {
  const { world, user } = call;
  const lacking = [
    ...(mayInScope(call, permissions.certificatesRead, scope) ? [] : [permissions.certificatesRead]),
    ...(maySomewhere(world, user, 'schedule') ? [] : [permissions.storesSchedule]),
  ];
  if (lacking.length > 0) throw lackingRights(world, user, lacking);
}

function refuseAll(what: string, reasons: readonly (string | null)[]): void {
  const failed = reasons.filter((reason) => reason !== null);
  if (failed.length > 0) throw new Refusal(400, '0xA011000F', `${what} ${failed[0] ?? ''}`.trim(), failed);
}

/** All stores or none: unlike Deploy, a store that cannot take the certificate refuses the whole call. */
function add(call: Call): Reply {
  const { world } = call;
  settle(world);
  const body = objectBody(call.body);
  const scope = bodyScope(call, body);
  requireRights(call, scope);
  const certificateId = int(body, 'CertificateId') ?? required('CertificateId');
  const targets = readTargets(body);
  const startAt = readStart(body);
  const row = certificateFor(call, certificateId, permissions.certificatesRead, scope);
  if (!row.retained && targets.some((target) => target.includePrivateKey)) {
    throw new Refusal(400, '0xA0110002', 'No private key could be found for the given certificate.');
  }
  refuseAll(
    'The certificate could not be added.',
    targets.map((target) => whyNotThere(call, target)),
  );
  const jobs = targets.flatMap(
    (target) => deliver(call, certificateId, [target], { privateKey: target.includePrivateKey, startAt }).jobs,
  );
  return { body: jobs.map((job) => job.Id) };
}

function removedId(world: World, target: WantedStore): number {
  const store = world.stores.get(target.storeId);
  return store === undefined ? 0 : (findAlias(world, store.inventory, target.alias)?.certificateId ?? 0);
}

/** The alias of each store decides what goes; CertificateId is ignored (recorded on 25.4). */
function remove(call: Call): Reply {
  const { world, user } = call;
  settle(world);
  const body = objectBody(call.body);
  const scope = bodyScope(call, body);
  requireRights(call, scope);
  const targets = readTargets(body);
  const startAt = readStart(body);
  for (const target of targets) {
    const removed = world.certificates.get(removedId(world, target));
    if (removed !== undefined) requireRight(call, removed, permissions.certificatesRead, scope);
  }
  refuseAll(
    'The certificate could not be removed.',
    targets.map((target) => whyNotRemove(world, user, target)),
  );
  const jobs = targets.flatMap((target) => {
    const store = world.stores.get(target.storeId);
    if (store === undefined) return [];
    const job = createJob(world, {
      kind: 'Remove',
      store,
      certificateId: removedId(world, target),
      alias: target.alias,
      overwrite: false,
      includePrivateKey: false,
      parameters: target.parameters,
      requester: user.login,
      startAt,
    });
    return [job];
  });
  return { body: jobs.map((job) => job.Id) };
}

export const inventoryRoutes: Route[] = [
  { method: 'GET', path: '/CertificateStores/:id/Inventory', prefix: 'query', versions: '1.0', handle: inventory },
  { method: 'POST', path: '/CertificateStores/Certificates/Add', versions: '1.0', handle: add },
  { method: 'POST', path: '/CertificateStores/Certificates/Remove', versions: '1.0', handle: remove },
];
