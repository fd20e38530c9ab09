import type { WireDocument } from '../../api/wireDocument.ts';
import type { PatternValues } from './patternForm.ts';
import { takesDays } from './rules/keysForm.ts';
import type { RuleKind } from './rules/ruleMembers.ts';
import type { TemplateValues } from './templateForm.ts';

export type Path = readonly (string | number)[];

/** The values of any of the three forms. */
export type Values = Partial<TemplateValues & PatternValues>;

/** What an edit made of the values, and where the body must differ for it. */
export interface Edited {
  values: Values;
  places: readonly Path[];
  /** Places that may differ as well: lengths that follow curves. */
  may?: readonly Path[];
  /** Rows change places: the list differs, who knows where. */
  moves?: boolean;
  /** Two values that must be the same. */
  check?: (before: WireDocument, after: WireDocument) => readonly [got: unknown, wanted: unknown];
}

/** One edit that a person can make; null where the document does not offer it. `pick` chooses a row or a value. */
export interface Edit {
  name: string;
  kinds: readonly RuleKind[];
  apply: (values: Values, document: WireDocument, kind: RuleKind, pick: number) => Edited | null;
}

export const template: readonly RuleKind[] = ['template'];
const pattern: readonly RuleKind[] = ['pattern'];
export const both: readonly RuleKind[] = ['template', 'pattern'];
export const everywhere: readonly RuleKind[] = ['template', 'pattern', 'settings'];

/** One of a list, by a number of any size; undefined of an empty list. */
export const at = <Item>(list: readonly Item[], pick: number): Item | undefined =>
  list[pick % Math.max(1, list.length)];
/** The next of inherit, on and off. */
export const turned = (value: boolean | null): boolean | null => (value === null ? true : value ? false : null);

const scalars: readonly Edit[] = [
  {
    name: 'friendly name',
    kinds: template,
    apply: ({ friendlyName = '' }) => ({ values: { friendlyName: `${friendlyName}x` }, places: [['FriendlyName']] }),
  },
  {
    name: 'name',
    kinds: pattern,
    apply: ({ name = '' }) => ({ values: { name: `${name}x` }, places: [['Name']] }),
  },
  {
    name: 'description',
    kinds: pattern,
    apply: ({ description = '' }) => ({ values: { description: `${description}x` }, places: [['Description']] }),
  },
  {
    name: 'made the default',
    kinds: pattern,
    apply: ({ isDefault }) => (isDefault ? null : { values: { isDefault: true }, places: [['TemplateDefault']] }),
  },
  {
    name: 'enrollment type',
    kinds: both,
    apply: ({ enrollTypes }, _document, _kind, pick) => {
      const type = at(['pfx', 'csr', 'csrGeneration'] as const, pick);
      if (!enrollTypes || !type) return null;
      return {
        values: { enrollTypes: { ...enrollTypes, [type]: !enrollTypes[type] } },
        places: [['AllowedEnrollmentTypes']],
      };
    },
  },
  {
    name: 'retention',
    kinds: template,
    apply: ({ retention }, document, _kind, pick) => {
      const others = ['None', 'Indefinite', 'AfterExpiration', 'FromIssuance'].filter(
        (each) => each !== retention?.policy,
      );
      const policy = at(others, pick);
      if (!retention || policy === undefined) return null;
      const cleared = !takesDays(policy) && document['KeyRetentionDays'] !== 0;
      const places = [['KeyRetention'], ...(cleared ? [['KeyRetentionDays']] : [])];
      return { values: { retention: { ...retention, policy } }, places };
    },
  },
  {
    name: 'retention days',
    kinds: template,
    apply: ({ retention }) =>
      retention && takesDays(retention.policy)
        ? {
            values: { retention: { ...retention, days: String(Number(retention.days) + 1) } },
            places: [['KeyRetentionDays']],
            check: (_before, after) => [after['KeyRetentionDays'], Number(retention.days) + 1],
          }
        : null,
  },
  {
    name: 'one-click renewal',
    kinds: template,
    apply: ({ renewals }, document) =>
      renewals === undefined || !Object.hasOwn(document, 'AllowOneClickRenewals')
        ? null
        : { values: { renewals: renewals !== true }, places: [['AllowOneClickRenewals']] },
  },
  {
    name: 'clean-up',
    kinds: template,
    apply: ({ cleanUp }, document, _kind, pick) => {
      if (!cleanUp) return null;
      const { enabled, delay, unit, withKey } = cleanUp;
      const changed = at(
        [
          { member: 'CertificateCleanupEnabled', to: { enabled: turned(enabled) } },
          { member: 'TimeAfterExpiration', to: { delay: delay === '7' ? '' : '7' } },
          { member: 'TimeAfterExpirationUnits', to: { unit: unit === null ? 0 : unit < 2 ? unit + 1 : null } },
          { member: 'DeleteWithArchivedKey', to: { withKey: turned(withKey) } },
        ],
        pick,
      );
      if (!changed || !Object.hasOwn(document, changed.member)) return null;
      return { values: { cleanUp: { ...cleanUp, ...changed.to } }, places: [[changed.member]] };
    },
  },
];

const without = <Item>(list: readonly Item[], pick: number): Item[] => list.filter((item) => item !== at(list, pick));

const people: readonly Edit[] = [
  {
    name: 'requesters restricted or not',
    kinds: template,
    apply: ({ requesters }) =>
      requesters
        ? {
            values: { requesters: { ...requesters, restrict: !requesters.restrict } },
            places: [['UseAllowedRequesters']],
          }
        : null,
  },
  {
    name: 'a requester more or less',
    kinds: template,
    apply: ({ requesters }, _document, _kind, pick) => {
      if (!requesters) return null;
      const { roles } = requesters;
      const now = pick % 2 === 0 || roles.length === 0 ? [...roles, 'New role'] : without(roles, pick);
      return { values: { requesters: { ...requesters, roles: now } }, places: [['AllowedRequesters']] };
    },
  },
  {
    name: 'Active Directory or roles',
    kinds: pattern,
    apply: ({ access }) =>
      access ? { values: { access: { ...access, useAd: !access.useAd } }, places: [['UseADPermissions']] } : null,
  },
  {
    name: 'a role more or less',
    kinds: pattern,
    apply: ({ access }, _document, _kind, pick) => {
      if (!access) return null;
      const more = pick % 2 === 0 || access.roles.length === 0;
      const roles = more ? [...access.roles, 'New role'] : without(access.roles, pick);
      return {
        values: { access: { ...access, roles } },
        places: [['AssociatedRoles']],
        check: (_before, { AssociatedRoles: sent }) => [
          more && Array.isArray(sent) ? sent.at(-1) : 'New role',
          'New role',
        ],
      };
    },
  },
  {
    name: 'authorities restricted or not',
    kinds: pattern,
    apply: ({ authorities }, document) => {
      if (!authorities) return null;
      const list = document['CertificateAuthorities'];
      const emptied = authorities.restrict && !(Array.isArray(list) && list.length === 0);
      return {
        values: { authorities: { ...authorities, restrict: !authorities.restrict } },
        places: [['RestrictCAs'], ...(emptied ? [['CertificateAuthorities']] : [])],
      };
    },
  },
  {
    name: 'an authority more or less',
    kinds: pattern,
    apply: ({ authorities }, _document, _kind, pick) => {
      if (!authorities) return null;
      const ids =
        pick % 2 === 0 || authorities.ids.length === 0 ? [...authorities.ids, 4711] : without(authorities.ids, pick);
      return { values: { authorities: { ...authorities, ids } }, places: [['CertificateAuthorities']] };
    },
  },
];

/** Every edit of a value that is no row and no policy. */
export const scalarEdits: readonly Edit[] = [...scalars, ...people];
