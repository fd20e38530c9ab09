import {
  at,
  bool,
  int,
  list,
  object,
  objectElement,
  required,
  requiredText,
  text,
  textElement,
} from './bodyReaders.ts';
import { ModelRefusal } from './http.ts';
import type { SanText, WantedStore } from './storeRows.ts';

/** What both enrollment calls read alike. */
export interface CommonRequest {
  template: string;
  patternId: number | null;
  authority: string;
  sans: SanText[];
  metadata: Record<string, string>;
  fields: Record<string, string>;
  ownerRoleId: number | null;
  ownerRoleName: string | null;
  renewalCertificateId: number | null;
  includeChain: boolean | null;
  rootFirst: boolean;
  subjectHeader: boolean;
}

const sanKinds = [
  'dns',
  'ip',
  'ip4',
  'ip6',
  'rfc822',
  'uri',
  'ms_ntprincipalname',
  'ms_ntdsreplication',
  'directory',
  'registeredid',
  'other',
  'x400',
  'ediparty',
];

/** `SANs`: key → list of text. Keys in any letter case; unknown ones are refused (a guess). */
export function readSans(body: object): SanText[] {
  const sans = object(body, 'SANs');
  if (sans === null) return [];
  return Object.entries(sans).flatMap(([key, value]) => {
    const kind = key.toLowerCase();
    if (!sanKinds.includes(kind)) throw new ModelRefusal({ [`SANs.${key}`]: [`'${key}' is not a valid SAN type.`] });
    if (value === null) return [];
    const values = list(sans, key, textElement, 'SANs') ?? [];
    return values.map((one) => ({
      kind: kind === 'ip' ? (one.includes(':') ? 'ip6' : 'ip4') : kind,
      value: one.trim(),
    }));
  });
}

/** An object of names and values; numbers and booleans become text, as clients send them either way. */
export function readTextMap(body: object, name: string, parent = ''): Record<string, string> {
  const map = object(body, name, parent);
  const read: Record<string, string> = {};
  for (const [key, value] of Object.entries(map ?? {})) {
    if (value === null) continue;
    if (typeof value === 'object') {
      const path = at(at(parent, name), key);
      throw new ModelRefusal({ [path]: [`Unexpected character encountered while parsing value. Path '${path}'`] });
    }
    read[key] = String(value);
  }
  return read;
}

/** A time, ms; null when absent. ISO 8601, without a zone it counts as UTC. */
export function readTime(body: object, name: string): number | null {
  const value = text(body, name);
  if (value === null || value === '') return null;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  const ms = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(zoned) : Number.NaN;
  if (Number.isNaN(ms))
    throw new ModelRefusal({ [name]: [`Could not convert string to DateTime: ${value}. Path '${name}'`] });
  return ms;
}

/** Members that CSR and PFX enrollment share. Timestamp is required (vendor documentation). */
export function readCommon(body: object): CommonRequest {
  if (readTime(body, 'Timestamp') === null) required('Timestamp');
  const order = text(body, 'ChainOrder') ?? '';
  if (!/^(|EndEntityFirst|RootFirst)$/i.test(order)) {
    throw new ModelRefusal({ ChainOrder: [`The value '${order}' is not valid for ChainOrder.`] });
  }
  return {
    template: (text(body, 'Template') ?? '').trim(),
    patternId: int(body, 'EnrollmentPatternId'),
    authority: (text(body, 'CertificateAuthority') ?? '').trim(),
    sans: readSans(body),
    metadata: readTextMap(body, 'Metadata'),
    fields: readTextMap(body, 'AdditionalEnrollmentFields'),
    ownerRoleId: int(body, 'OwnerRoleId'),
    ownerRoleName: text(body, 'OwnerRoleName'),
    renewalCertificateId: int(body, 'RenewalCertificateId'),
    includeChain: bool(body, 'IncludeChain'),
    rootFirst: /^RootFirst$/i.test(order),
    subjectHeader: bool(body, 'IncludeSubjectHeader') ?? true,
  };
}

const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** One GUID of a list; anything else is a model error, as the server's binder sees it. */
export function guidElement(element: unknown, path: string): string {
  if (typeof element !== 'string' || !guid.test(element)) {
    throw new ModelRefusal({ [path]: [`Error converting value to type 'System.Guid'. Path '${path}'`] });
  }
  return element.toLowerCase();
}

/** `Stores` of PFX version 2 and of Deploy: the id is called StoreId there, and Properties is an object. */
export function readStores(body: object): WantedStore[] | null {
  return list(body, 'Stores', (element, path) => {
    const store = objectElement(element, path);
    return {
      storeId: guidElement(requiredText(store, 'StoreId', path), at(path, 'StoreId')),
      alias: (text(store, 'Alias', path) ?? '').trim(),
      overwrite: bool(store, 'Overwrite', path) ?? false,
      parameters: readTextMap(store, 'Properties', path),
    };
  });
}
