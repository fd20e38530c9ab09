import { intElement, list as readList, objectBody, required, text } from '../bodyReaders.ts';
import { authorityName } from '../companyRows.ts';
import { mayUseAuthority } from '../eligibility.ts';
import { idParam, listReply, ModelRefusal, notFound, type Call, type Field, type Reply, type Route } from '../http.ts';
import { isoSeconds } from '../jobQueue.ts';
import { settle } from '../orchestrator.ts';
import { grantRequest, refuseRequest, undecided } from '../pending.ts';
import { permissions } from '../permissions.ts';
import type { RequestRow } from '../requestRows.ts';
import type { World } from '../world.ts';

/** Numbers as those of CertState (a guess), and their names. */
const states: Record<RequestRow['disposition'], { number: number; text: string }> = {
  ISSUED: { number: 1, text: 'Active' },
  DENIED: { number: 3, text: 'Denied' },
  PENDING: { number: 5, text: 'Pending' },
  EXTERNAL_VALIDATION: { number: 8, text: 'External Validation' },
};

/** The CA counts its requests by itself; the number is text on the wire. */
function caRequestId(row: RequestRow): string {
  return String(row.Id + 724);
}

function templateName(world: World, row: RequestRow): string | null {
  return row.templateId === null ? null : (world.templates.get(row.templateId)?.CommonName ?? null);
}

function caName(world: World, row: RequestRow): string | null {
  const authority = world.authorities.get(row.authorityId);
  return authority === undefined ? null : authorityName(authority);
}

function fieldsOf(world: World): Record<string, Field<RequestRow>> {
  return {
    Id: (row) => row.Id,
    CARequestId: caRequestId,
    CommonName: (row) => row.commonName,
    DistinguishedName: (row) => row.subject,
    SubmissionDate: (row) => isoSeconds(row.submittedAt),
    CertificateAuthority: (row) => caName(world, row),
    Template: (row) => templateName(world, row),
    Requester: (row) => row.requester,
  };
}

function summary(world: World, row: RequestRow) {
  const state = states[row.disposition];
  return {
    Id: row.Id,
    CARequestId: caRequestId(row),
    CommonName: row.commonName,
    DistinguishedName: row.subject,
    SubmissionDate: isoSeconds(row.submittedAt),
    CertificateAuthority: caName(world, row),
    Template: templateName(world, row),
    Requester: row.requester,
    State: state.number,
    StateString: state.text,
    Metadata: row.metadata,
  };
}

const sanTypes: Record<string, number> = {
  other: 0,
  rfc822: 1,
  dns: 2,
  directory: 4,
  uri: 6,
  ip4: 7,
  ip6: 7,
  registeredid: 8,
  ms_ntprincipalname: 100,
  ms_ntdsreplication: 101,
};

function whole(world: World, row: RequestRow) {
  const detail = {
    ...summary(world, row),
    DenialComment: row.denialComment,
    KeyLength: String(row.keyBits),
    SANs: row.sans.map((san) => san.value),
    CertStores: row.stores.flatMap((wanted) => {
      const store = world.stores.get(wanted.storeId);
      if (store === undefined) return [];
      return [{ EntryName: wanted.alias, ClientMachine: store.machine, StorePath: store.path }];
    }),
    Curve: row.curve,
  };
  if (world.profile.major < 25) return detail;
  const names = row.sans.map((san) => ({ Value: san.value, Type: sanTypes[san.kind] ?? 999 }));
  return { ...detail, SubjectAltNames: names };
}

/** What a Command workflow decides is not known here (vendor documentation, GET Workflow Certificates Pending). */
function atTheCa(call: Call): RequestRow[] {
  settle(call.world);
  return call.world.requests.all().filter((row) => row.decidedBy === 'ca');
}

function list(disposition: RequestRow['disposition']): (call: Call) => Reply {
  return (call) =>
    listReply(
      call,
      atTheCa(call).filter((row) => row.disposition === disposition),
      { fields: fieldsOf(call.world), defaultSort: 'Id', render: (row) => summary(call.world, row) },
    );
}

function one(call: Call): Reply {
  const id = idParam(call);
  const row = atTheCa(call).find((each) => each.Id === id);
  if (row === undefined) throw notFound('Certificate request', id);
  return { body: whole(call.world, row) };
}

type Outcome = 'Failures' | 'Denials' | 'Successes';

/** Decides one request; a sentence where that fails. CAs of EJBCA's kind do not take part (vendor documentation, same page). */
function decide(call: Call, id: number, act: (row: RequestRow) => void): { outcome: Outcome; item: object } {
  const { world, user } = call;
  const row = atTheCa(call).find((each) => each.Id === id);
  const authority = row === undefined ? undefined : world.authorities.get(row.authorityId);
  const item = (Comment: string) => ({
    CARowId: row === undefined ? 0 : row.Id,
    CARequestId: row === undefined ? '' : caRequestId(row),
    CAHost: authority?.HostName ?? '',
    CALogicalName: authority?.LogicalName ?? '',
    KeyfactorRequestId: id,
    Comment,
  });
  if (row === undefined || authority === undefined) {
    return { outcome: 'Failures', item: item(`Certificate request with id '${id}' does not exist.`) };
  }
  if (row.disposition !== 'PENDING' || !undecided(row)) {
    return { outcome: 'Failures', item: item(`The request is not pending (${states[row.disposition].text}).`) };
  }
  if (authority.CAType === 1) {
    return { outcome: 'Failures', item: item('The Certificate Authority does not support manager approval.') };
  }
  if (!mayUseAuthority(world, user, authority)) {
    return { outcome: 'Denials', item: item(`${user.login} may not manage requests of this Certificate Authority.`) };
  }
  act(row);
  return { outcome: 'Successes', item: item('') };
}

function decideAll(call: Call, ids: readonly number[], act: (row: RequestRow) => void): Reply {
  const results = ids.map((id) => decide(call, id, act));
  const of = (outcome: Outcome) => results.filter((each) => each.outcome === outcome).map((each) => each.item);
  return { body: { Failures: of('Failures'), Denials: of('Denials'), Successes: of('Successes') } };
}

function approve(call: Call): Reply {
  if (!Array.isArray(call.body)) throw new ModelRefusal({ '': ['A list of request ids is required.'] });
  const ids = call.body.map((element: unknown, i) => intElement(element, `[${i}]`));
  const at = call.now.getTime();
  return decideAll(call, ids, (row) => grantRequest(call.world, row, at));
}

function deny(call: Call): Reply {
  const body = objectBody(call.body);
  const ids = readList(body, 'CertificateRequestIds', intElement) ?? required('CertificateRequestIds');
  const comment = text(body, 'Comment') ?? '';
  const at = call.now.getTime();
  return decideAll(call, ids, (row) => refuseRequest(call.world, row, { comment, message: comment, at }));
}

const reading = { prefix: 'pagedQuery', versions: '1.0', permission: permissions.alertsRead } as const;

export const certificateRequestRoutes: Route[] = [
  { method: 'GET', path: '/Workflow/Certificates/Pending', ...reading, handle: list('PENDING') },
  { method: 'GET', path: '/Workflow/Certificates/Denied', ...reading, handle: list('DENIED') },
  {
    method: 'GET',
    path: '/Workflow/Certificates/ExternalValidation',
    ...reading,
    handle: list('EXTERNAL_VALIDATION'),
  },
  { method: 'GET', path: '/Workflow/Certificates/:id', ...reading, handle: one },
  {
    method: 'POST',
    path: '/Workflow/Certificates/Approve',
    versions: '1.0',
    permission: permissions.decideRequests,
    handle: approve,
  },
  {
    method: 'POST',
    path: '/Workflow/Certificates/Deny',
    versions: '1.0',
    permission: permissions.decideRequests,
    handle: deny,
  },
];
