import type { AuthorityRow } from '../companyRows.ts';
import { idParam, listReply, notFound, type Call, type Reply, type Route } from '../http.ts';
import { permissions } from '../permissions.ts';
import type { World } from '../world.ts';

type Json = Record<string, unknown>;

/** Seven decimals and no zone, as recorded for LastScan; it means UTC. */
function zoneless(time: Date): string {
  return `${time.toISOString().slice(0, 23)}0000`;
}

/** Last scan: the latest full ten minutes of the world's clock. */
function lastScan(now: Date): string {
  return zoneless(new Date(Math.floor(now.getTime() / 600_000) * 600_000 + 3_263));
}

const blank = {
  Remote: false,
  Agent: null,
  AgentName: null,
  AgentUsername: null,
};

/**
 * All 49 keys of 25.4 in the recorded order. 10.x lacks those that came with OAuth and connectors, 24.x those of
 * clean-up and UseForEnrollment (a guess).
 */
function authorityJson(world: World, row: AuthorityRow, now: Date): Json {
  const modern = world.profile.major >= 24;
  const ejbca = row.CAType === 1;
  return {
    Id: row.Id,
    LogicalName: row.LogicalName,
    HostName: row.HostName,
    Delegate: false,
    ...(modern ? { UseCAConnector: false, ConnectorPool: '' } : {}),
    DelegateEnrollment: false,
    ForestRoot: row.ConfigurationTenant,
    ConfigurationTenant: row.ConfigurationTenant,
    ...blank,
    Standalone: row.Standalone,
    MonitorThresholds: false,
    IssuanceMax: null,
    IssuanceMin: null,
    DenialMax: 0,
    FailureMax: null,
    RFCEnforcement: row.RFCEnforcement,
    Properties: JSON.stringify({ syncExternal: false }),
    AllowedEnrollmentTypes: row.AllowedEnrollmentTypes,
    KeyRetention: row.KeyRetention,
    KeyRetentionDays: row.KeyRetentionDays,
    ExplicitCredentials: false,
    SubscriberTerms: row.SubscriberTerms,
    ExplicitUser: null,
    ExplicitPassword: null,
    UseAllowedRequesters: row.UseAllowedRequesters,
    AllowedRequesters: row.AllowedRequesters,
    FullScan: { Interval: { Minutes: 60 } },
    IncrementalScan: { Interval: { Minutes: 10 } },
    ThresholdCheck: null,
    CAType: row.CAType,
    AuthCertificate: null,
    EnforceUniqueDN: false,
    ...(modern ? modernMembers(row, ejbca) : {}),
    LastScan: lastScan(now),
    ...(world.profile.major >= 25 ? cleanUp(row) : {}),
  };
}

function modernMembers(row: AuthorityRow, oauth: boolean): Json {
  return {
    AllowOneClickRenewals: row.AllowOneClickRenewals,
    NewEndEntityOnRenewAndReissue: oauth,
    TokenURL: oauth ? 'https://login.keyexample.com/oauth2/token' : '',
    ClientId: oauth ? 'keyfactor-gateway' : '',
    Scope: '',
    Audience: '',
    ClientSecret: { SecretValue: oauth ? '********************' : null, Parameters: {}, Provider: null },
  };
}

function cleanUp(row: AuthorityRow): Json {
  return {
    CertificateCleanupEnabled: null,
    TimeAfterExpiration: null,
    TimeAfterExpirationUnits: null,
    DeleteWithArchivedKey: null,
    UseForEnrollment: row.UseForEnrollment,
  };
}

function list(call: Call): Reply {
  return listReply(call, call.world.authorities.all(), {
    fields: {
      Agent: () => null,
      ConfigurationTenant: (row) => row.ConfigurationTenant,
      ForestRoot: (row) => row.ConfigurationTenant,
      HostName: (row) => row.HostName,
      Id: (row) => row.Id,
      LogicalName: (row) => row.LogicalName,
    },
    defaultSort: 'Id',
    render: (row) => authorityJson(call.world, row, call.now),
  });
}

function one(call: Call): Reply {
  const id = idParam(call);
  const row = call.world.authorities.get(id);
  if (row === undefined) throw notFound('Certificate authority', id);
  return { body: authorityJson(call.world, row, call.now) };
}

const read = { versions: '1.0', permission: permissions.authoritiesRead } as const;

export const authorityRoutes: Route[] = [
  { ...read, method: 'GET', path: '/CertificateAuthority', prefix: 'pq', handle: list },
  { ...read, method: 'GET', path: '/CertificateAuthority/:id', handle: one },
];
